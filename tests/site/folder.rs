//! A content folder of a test's own, gone when the test is over.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

static FOLDERS: AtomicU32 = AtomicU32::new(0);

const REGISTRY: &str = include_str!("../../content/registry/status_codes.csv");

/// A folder below the system's place for temporary files.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("knock-test-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    /// The least content that the server starts with: quick to render.
    pub(crate) fn small() -> Self {
        let folder = Self::empty();
        folder.write("registry/status_codes.csv", REGISTRY);
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn text(&self) -> &str {
        self.0.to_str().expect("a UTF-8 path")
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a written file");
    }

    /// Writes a file that is newer than everything before, whatever the clock's grain.
    pub(crate) fn write_later(&self, name: &str, content: &str, seconds: u64) {
        self.write(name, content);
        let file = fs::File::options().write(true).open(self.0.join(name)).expect("the file");
        file.set_modified(SystemTime::now() + Duration::from_secs(seconds)).expect("a new time");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
