//! The invariants of ARCHITECTURE.md, checked on the source itself.

use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let text = fs::read_to_string(&path).expect("a readable file");
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "no {ending} below {folder}");
    found
}

/// The modules of lib.rs, in its order.
fn modules() -> Vec<String> {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("the map");
    map.lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

fn module_of(path: &Path) -> String {
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("below src");
    let first = below.components().next().expect("a component").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let order = modules();
    for (path, text) in files("src", ".rs") {
        let own = module_of(&path);
        let Some(rank) = order.iter().position(|module| *module == own) else { continue };
        for (later, module) in order.iter().enumerate().skip(rank + 1) {
            for used in [format!("crate::{module}::"), format!("crate::{module};")] {
                assert!(!text.contains(&used), "{} ({rank}) uses {module} ({later})", path.display());
            }
        }
    }
}

#[test]
fn where_code_runs_is_said_in_the_map_alone() {
    for (path, text) in files("src", ".rs") {
        if !path.ends_with("src/lib.rs") {
            assert!(
                !text.contains("cfg(feature") && !text.contains("cfg_attr(feature"),
                "{}",
                path.display()
            );
        }
        assert!(!text.contains("#[server"), "hidden calls in {}", path.display());
    }
}

#[test]
fn every_file_begins_by_saying_what_it_is_for() {
    for folder in ["src", "tests"] {
        for (path, text) in files(folder, ".rs") {
            assert!(text.starts_with("//! "), "{}", path.display());
        }
    }
}

#[test]
fn no_file_is_longer_than_300_lines() {
    for (folder, ending) in [("src", ".rs"), ("tests", ".rs"), ("style", ".css"), ("end2end", ".ts")] {
        for (path, text) in files(folder, ending) {
            assert!(text.lines().count() <= 300, "{}: {}", path.display(), text.lines().count());
        }
    }
}

#[test]
fn html_is_inserted_only_where_content_is_shown() {
    for (path, text) in files("src", ".rs") {
        // The authors' Markdown, and what the server's own views have drawn.
        let allowed = ["src/pages/article.rs", "src/islands/server_view.rs", "src/islands/element.rs"];
        let inserts = ["inner_html", "InertElement", "innerHTML"].iter().any(|word| text.contains(word));
        assert!(!inserts || allowed.iter().any(|file| path.ends_with(file)), "{}", path.display());
    }
}

#[test]
fn shared_modules_do_no_io() {
    for (path, text) in files("src", ".rs") {
        if ["model", "auth", "notes"].contains(&module_of(&path).as_str()) {
            for io in ["std::fs", "std::net", "tokio", "SystemTime", "Instant::now", "rand::"] {
                assert!(!text.contains(io), "{} uses {io}", path.display());
            }
        }
    }
}

#[test]
fn the_program_opens_no_connection_to_anywhere() {
    for (path, text) in files("src", ".rs") {
        for way_out in [
            "TcpStream::connect",
            "TcpSocket",
            "UdpSocket",
            "UnixStream",
            "hyper::client",
            "hyper_util::client",
            "Command::new",
        ] {
            assert!(!text.contains(way_out), "{} uses {way_out}", path.display());
        }
    }
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest = fs::read_to_string(manifest).expect("the manifest");
    let (own, of_tests) = manifest.split_once("[dev-dependencies]").expect("two tables");
    let names = |text: &str, client: &str| {
        let is_end = |c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_';
        text.lines()
            .any(|line| line.trim_start_matches("[dependencies.").split(is_end).next() == Some(client))
    };
    assert!(names(of_tests, "ureq"), "what is looked for is spelled so");
    for client in ["reqwest", "ureq", "isahc", "curl", "surf"] {
        assert!(!names(own, client), "{client} asks other servers");
    }
}

#[test]
fn raw_colours_and_sizes_stand_in_the_tokens_alone() {
    for (path, text) in files("style", ".css") {
        if path.ends_with("tokens.css") {
            continue;
        }
        for line in text.lines() {
            let hex = line.split('#').skip(1).any(|rest| {
                let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
                let value = line.contains(':') && line.trim_end().ends_with(';');
                value && matches!(digits, 3 | 6 | 8)
            });
            assert!(!hex && !line.contains("rgb(") && !line.contains("hsl("), "{}: {line}", path.display());
        }
    }
}

#[test]
fn every_component_of_the_style_has_its_markup() {
    let source: String = files("src", ".rs").into_iter().map(|(_, text)| text).collect();
    for (path, _) in files("style/components", ".css") {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(source.contains(&name), "no markup uses {name}");
    }
}

#[test]
fn the_routing_table_holds_every_file_of_doors() {
    let tables = ["src/demo/mod.rs", "src/demo/broken/mod.rs"]
        .map(|table| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(table)).expect("a table"));
    for endpoint in knock::demo::endpoints() {
        let listed = format!("path: \"{}\"", endpoint.path);
        assert!(tables.iter().any(|table| table.contains(&listed)), "{listed}");
        assert!(!endpoint.methods.is_empty() && !endpoint.about.is_empty());
    }
}

#[test]
fn no_page_script_or_style_stands_inline_in_the_source() {
    for (path, text) in files("src", ".rs") {
        for inline in [" style=\"", " onclick=\"", " onload=\""] {
            assert!(!text.contains(inline), "{}: {inline}", path.display());
        }
    }
}
