//! Commands and examples on pages name the place where the reader reaches this very server.

use knock::labs::Bounds;

use crate::support::{RUNTIME, Server};

const ORIGIN: &str = "https://knock.example";
const WRITTEN: &str = "localhost:3000";

#[test]
fn with_an_origin_no_page_sends_the_reader_anywhere_else() {
    RUNTIME.block_on(async {
        let server = Server::start(&["--origin", ORIGIN], Bounds::default()).await;
        let sitemap = server.get("/sitemap.xml").await.text();
        let paths: Vec<&str> = sitemap
            .split("<loc>")
            .skip(1)
            .filter_map(|rest| rest.split("</loc>").next()?.strip_prefix(ORIGIN))
            .collect();
        assert!(paths.len() > 20, "{sitemap}");
        for path in paths {
            let page = server.get(path).await.text();
            assert!(!page.contains(WRITTEN), "{path}");
        }
        let markdown = server.get("/auth/basic.md").await.text();
        assert!(
            markdown.contains("curl -i -u alice:wonderland https://knock.example/demo/basic/\n"),
            "{markdown}"
        );
        assert!(markdown.contains("\nHost: knock.example\n"), "{markdown}");
        assert!(!markdown.contains(WRITTEN), "{markdown}");
        let museum = server.get("/broken").await.text();
        assert!(
            museum.contains("curl -si https://knock.example/demo/broken/bearer-bare/ | knock lint -"),
            "{museum}"
        );
    });
}

#[test]
fn without_an_origin_pages_name_the_address_that_is_listened_on() {
    RUNTIME.block_on(async {
        for (listen, reached_at) in [
            ("127.0.0.1:30001", "localhost:30001"),
            ("0.0.0.0:8401", "localhost:8401"),
            ("192.0.2.7:80", "192.0.2.7:80"),
        ] {
            let server = Server::start(&["--listen", listen], Bounds::default()).await;
            let markdown = server.get("/auth/basic.md").await.text();
            assert!(markdown.contains(&format!("curl -i http://{reached_at}/demo/basic/\n")), "{markdown}");
            assert!(markdown.contains(&format!("\nHost: {reached_at}\n")), "{markdown}");
        }
    });
}
