//! Where content comes from: the files inside the program, or a folder that an author is working in.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rust_embed::RustEmbed;

use super::error::ContentError;

#[derive(RustEmbed)]
#[folder = "content/"]
struct Embedded;

/// Where content says that the site is; the readers get the address at which it really is.
const WRITTEN: &str = "http://localhost:3000";

/// The place of the content files.
#[derive(Clone, Debug, Default)]
pub enum Source {
    /// Compiled into the program.
    #[default]
    Embedded,
    Folder(PathBuf),
}

/// One file.
pub struct File {
    /// Below the content folder, with `/`.
    pub path: String,
    pub text: String,
}

impl Source {
    /// All files, sorted by path, about a site at this origin.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read, or a file is not UTF-8.
    pub fn files(&self, origin: &str) -> Result<Vec<File>, ContentError> {
        let mut files = match self {
            Self::Embedded => embedded()?,
            Self::Folder(folder) => {
                let mut files = Vec::new();
                read_folder(folder, folder, &mut files)?;
                files
            }
        };
        files.sort_by(|a, b| a.path.cmp(&b.path));
        if origin != WRITTEN {
            // One after the other, one would find what the other has written.
            let renamed = |part: &str| part.replace(host(WRITTEN), host(origin));
            for file in &mut files {
                file.text = file.text.split(WRITTEN).map(renamed).collect::<Vec<_>>().join(origin);
            }
        }
        Ok(files)
    }

    /// When the folder or anything in it was last changed; `None` for what is compiled in.
    #[must_use]
    pub fn changed(&self) -> Option<SystemTime> {
        match self {
            Self::Embedded => None,
            Self::Folder(folder) => newest(folder),
        }
    }
}

/// Host and port of an origin, as a `Host` field has them.
#[must_use]
pub fn host(origin: &str) -> &str {
    origin.split_once("://").map_or(origin, |(_, host)| host)
}

fn embedded() -> Result<Vec<File>, ContentError> {
    Embedded::iter()
        .filter_map(|path| Embedded::get(&path).map(|file| (path, file)))
        .map(|(path, file)| {
            let text = String::from_utf8(file.data.into_owned())
                .map_err(|_| ContentError::at(&path, 1, "the file is not UTF-8"))?;
            Ok(File { path: path.into_owned(), text })
        })
        .collect()
}

fn read_folder(root: &Path, folder: &Path, files: &mut Vec<File>) -> Result<(), ContentError> {
    let unreadable = |source| ContentError::Unreadable { folder: folder.to_owned(), source };
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            read_folder(root, &path, files)?;
            continue;
        }
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let text =
            fs::read_to_string(&path).map_err(|error| ContentError::at(&name, 1, error.to_string()))?;
        files.push(File { path: name, text });
    }
    Ok(())
}

/// The latest change below a folder, itself included: a file that is removed or renamed changes its folder alone.
fn newest(folder: &Path) -> Option<SystemTime> {
    let own = fs::metadata(folder).ok()?.modified().ok();
    let below = fs::read_dir(folder).ok()?.flatten().filter_map(|entry| {
        let metadata = entry.metadata().ok()?;
        if metadata.is_dir() { newest(&entry.path()) } else { metadata.modified().ok() }
    });
    below.chain(own).max()
}
