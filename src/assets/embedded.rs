//! The files inside the program, under names that hold a hash of their content.

use std::collections::HashMap;

use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::style;

/// What the build makes: fonts, script, module. Empty until `make site`.
#[derive(RustEmbed)]
#[folder = "site/"]
struct Built;

/// Files that are served as they are in the repository.
#[derive(RustEmbed)]
#[folder = "public/"]
struct Public;

/// One file.
#[derive(Clone, Debug)]
pub struct Asset {
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
    /// True when the name changes with the content, so that it may be kept for a year.
    pub hashed: bool,
}

/// All files, by path, and the names that pages refer to.
#[derive(Debug, Default)]
pub struct Assets {
    by_path: HashMap<String, Asset>,
    style: String,
    page_script: String,
    /// The stem of the names of the script and the module; empty when they were not built.
    island_stem: String,
    fonts: Vec<String>,
}

const FOLDER: &str = "/assets/";
const PAGE_SCRIPT: &str = "page.js";

impl Assets {
    #[must_use]
    pub fn load() -> Self {
        let mut assets = Self::default();
        let mut sheet = style::sheet();
        for name in Built::iter().filter(|name| name.ends_with(".woff2")) {
            let Some(file) = Built::get(&name) else { continue };
            let path = assets.add_hashed(&name, "font/woff2", file.data.into_owned());
            sheet = sheet.replace(&format!("{FOLDER}{name}"), &path);
            assets.fonts.push(path);
        }
        assets.style = assets.add_hashed("knock.css", "text/css; charset=utf-8", sheet.into_bytes());
        for name in Public::iter() {
            let Some(file) = Public::get(&name) else { continue };
            let bytes = file.data.into_owned();
            if name == PAGE_SCRIPT {
                assets.page_script = assets.add_hashed(&name, "text/javascript; charset=utf-8", bytes);
            } else {
                let content_type = content_type(&name);
                assets.by_path.insert(format!("/{name}"), Asset { content_type, bytes, hashed: false });
            }
        }
        assets.add_island();
        assets
    }

    /// Script and module share one hash, because the script names the module only by what the page tells it.
    fn add_island(&mut self) {
        // `make site` and cargo-leptos name the module differently.
        let module = Built::get("pkg/knock_bg.wasm").or_else(|| Built::get("pkg/knock.wasm"));
        let (Some(script), Some(module)) = (Built::get("pkg/knock.js"), module) else {
            return;
        };
        let stem = format!("knock.{}", short_hash(&[script.data.as_ref(), module.data.as_ref()]));
        let mut add = |suffix: &str, content_type, bytes| {
            self.by_path
                .insert(format!("{FOLDER}{stem}{suffix}"), Asset { content_type, bytes, hashed: true });
        };
        add(".js", "text/javascript; charset=utf-8", script.data.into_owned());
        // Leptos asks for the one name or the other, by the tool that built it.
        let suffix = if option_env!("LEPTOS_OUTPUT_NAME").is_some() { ".wasm" } else { "_bg.wasm" };
        add(suffix, "application/wasm", module.data.into_owned());
        self.island_stem = stem;
    }

    fn add_hashed(&mut self, name: &str, content_type: &'static str, bytes: Vec<u8>) -> String {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let path = format!("{FOLDER}{stem}.{}.{extension}", short_hash(&[&bytes]));
        self.by_path.insert(path.clone(), Asset { content_type, bytes, hashed: true });
        path
    }

    /// All files with their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Asset)> {
        self.by_path.iter().map(|(path, asset)| (path.as_str(), asset))
    }

    /// The address of the style sheet.
    #[must_use]
    pub fn style(&self) -> &str {
        &self.style
    }

    /// The address of the small script of every page.
    #[must_use]
    pub fn page_script(&self) -> &str {
        &self.page_script
    }

    /// The stem of the island's files below `/assets/`; `None` when they were not built.
    #[must_use]
    pub fn island_stem(&self) -> Option<&str> {
        (!self.island_stem.is_empty()).then_some(self.island_stem.as_str())
    }

    /// The addresses of the fonts, which every page needs at once; none when they were not built.
    pub fn fonts(&self) -> impl Iterator<Item = &str> {
        self.fonts.iter().map(String::as_str)
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Enough of SHA-256 to tell versions apart: 12 hexadecimal digits.
fn short_hash(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
