//! For authors: a changed file shows on refresh, and a broken one does not take the site down.

use knock::labs::Bounds;

use crate::folder::Folder;
use crate::support::{RUNTIME, Server};

fn page(summary: &str) -> String {
    format!(
        "+++\nsummary = \"{summary}\"\nabout = \"a\"\nrequired_header = \"r\"\ncacheable = \"c\"\nretry = \"r\"\nspec = \"RFC 9110 15.5.2\"\nchecked = \"2026-11-23\"\nagainst = \"RFC 9110\"\nscenarios = []\ndescription = \"d\"\n+++\n\nText.\n"
    )
}

#[test]
fn a_changed_file_shows_on_refresh() {
    let folder = Folder::small();
    folder.write("status/401.md", page("The first words."));
    RUNTIME.block_on(async {
        let server = Server::start(&["--content", folder.text()], Bounds::default()).await;
        let shown = async || server.get("/codes/401").await.text();
        assert!(shown().await.contains("The first words."));
        folder.write_later("status/401.md", &page("Other words."), 10);
        assert!(shown().await.contains("Other words."));
        folder.write_later("status/403.md", &page("A new page."), 20);
        assert!(server.get("/codes/403").await.text().contains("A new page."));
        folder.write_later("status/401.md", "broken", 30);
        assert!(shown().await.contains("Other words."), "the last good state stays");
        folder.write_later("status/401.md", &page("Mended."), 40);
        assert!(shown().await.contains("Mended."));
    });
}

#[test]
fn a_removed_file_is_gone_on_refresh() {
    let folder = Folder::small();
    folder.write("status/401.md", page("Here."));
    RUNTIME.block_on(async {
        let server = Server::start(&["--content", folder.text()], Bounds::default()).await;
        assert_eq!(server.get("/codes/401").await.status, 200);
        std::fs::remove_file(folder.path().join("status/401.md")).expect("removed");
        let answer = server.get("/codes/401").await;
        assert_eq!(
            (answer.status, answer.field("location")),
            (308, Some("/codes#401")),
            "the list is what is left"
        );
    });
}
