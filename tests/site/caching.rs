//! What is kept and how: codings, validators, lifetimes.

use std::io::Read;

use knock::labs::Bounds;

use crate::folder::Folder;
use crate::html::tags;
use crate::support::{Answer, RUNTIME, Server, with_server};

fn decoded(answer: &Answer) -> Vec<u8> {
    let mut plain = Vec::new();
    match answer.field("content-encoding") {
        None => plain.clone_from(&answer.body),
        Some("br") => {
            brotli::Decompressor::new(answer.body.as_slice(), 4096).read_to_end(&mut plain).expect("brotli");
        }
        Some("gzip") => {
            flate2::read::GzDecoder::new(answer.body.as_slice()).read_to_end(&mut plain).expect("gzip");
        }
        Some(other) => panic!("nobody asked for {other}"),
    }
    plain
}

async fn page(server: &Server, target: &str, fields: &[&str]) -> Answer {
    let answer = server.request("GET", target, fields).await;
    assert_eq!(answer.status, 200, "{target}: {}", answer.head);
    answer
}

fn etag(answer: &Answer) -> String {
    let [etag] = answer.fields("etag")[..] else { panic!("one ETag: {}", answer.head) };
    assert!(etag.starts_with('"') && etag.ends_with('"') && etag.len() > 12, "strong: {etag}");
    etag.to_owned()
}

/// The addresses of the style sheet and the script of a page.
async fn assets(server: &Server) -> Vec<String> {
    let home = page(server, "/", &[]).await.text();
    let found: Vec<String> = tags(&home)
        .iter()
        .filter_map(|tag| match tag.name.as_str() {
            "link" => tag.attribute("href"),
            "script" => tag.attribute("src"),
            _ => None,
        })
        .filter(|path| path.starts_with("/assets/"))
        .map(str::to_owned)
        .collect();
    assert!(found.len() >= 2, "{found:?}");
    found
}

async fn style_sheet(server: &Server) -> String {
    assets(server).await.into_iter().find(|path| path.ends_with(".css")).expect("a style sheet")
}

#[test]
fn every_coding_of_a_page_holds_the_same_bytes() {
    with_server(async |server| {
        for target in ["/", "/codes", "/codes/401", "/play", "/codes/401.md", &style_sheet(server).await] {
            let plain = page(server, target, &[]).await;
            assert_eq!(plain.field("content-encoding"), None);
            for coding in ["br", "gzip"] {
                let packed = page(server, target, &[&format!("Accept-Encoding: {coding}")]).await;
                assert_eq!(packed.field("content-encoding"), Some(coding), "{target}");
                assert!(packed.body.len() < plain.body.len(), "{target} in {coding}");
                assert_eq!(decoded(&packed), plain.body, "{target} in {coding}");
                assert_eq!(packed.field("content-type"), plain.field("content-type"));
                assert_eq!(packed.field("content-length"), Some(packed.body.len().to_string().as_str()));
            }
        }
    });
}

#[test]
fn the_coding_is_one_that_was_asked_for() {
    with_server(async |server| {
        for (accepted, expected) in [
            ("gzip, deflate, br, zstd", Some("br")),
            ("gzip, deflate", Some("gzip")),
            ("GZIP", Some("gzip")),
            ("br;q=0.1", Some("br")),
            ("*", Some("br")),
            ("br;q=0, gzip", Some("gzip")),
            ("br;q=0, *", Some("gzip")),
            ("br;q=0.000, gzip;q=0.00", None),
            ("*;q=0", None),
            ("identity", None),
            ("deflate, zstd", None),
            ("brotli", None),
            ("xbr", None),
            ("", None),
        ] {
            let answer = page(server, "/codes/401", &[&format!("Accept-Encoding: {accepted}")]).await;
            assert_eq!(answer.field("content-encoding"), expected, "{accepted}");
        }
    });
}

#[test]
fn each_coding_and_each_theme_has_a_validator_of_its_own() {
    with_server(async |server| {
        let mut seen = std::collections::BTreeSet::new();
        let themes =
            ["Cookie: knock_theme=system", "Cookie: knock_theme=light", "Cookie: a=b; knock_theme=dark"];
        for theme in themes {
            for coding in ["br", "gzip", "identity"] {
                let fields = [theme, &format!("Accept-Encoding: {coding}")];
                let answer = page(server, "/codes/401", &fields).await;
                assert!(seen.insert(etag(&answer)), "{theme} {coding}");
                assert_eq!(etag(&answer), etag(&page(server, "/codes/401", &fields).await), "it stays");
            }
        }
        assert_eq!(seen.len(), 9);
    });
}

#[test]
fn validators_are_the_same_after_a_restart_and_on_every_instance() {
    let folder = Folder::small();
    RUNTIME.block_on(async {
        let options = ["--content", folder.text()];
        let one = Server::start(&options, Bounds::default()).await;
        let two = Server::start(&options, Bounds::default()).await;
        for target in ["/", "/codes", "/play", "/favicon.svg"] {
            for coding in ["Accept-Encoding: br", "Accept-Encoding: identity"] {
                let (one, two) = (page(&one, target, &[coding]).await, page(&two, target, &[coding]).await);
                assert_eq!(etag(&one), etag(&two), "{target} {coding}");
            }
        }
    });
}

#[test]
fn who_has_it_already_gets_a_304_without_content() {
    with_server(async |server| {
        for target in ["/", "/codes/401", "/codes/401.md", "/favicon.svg", &style_sheet(server).await] {
            for coding in ["Accept-Encoding: br", "Accept-Encoding: identity"] {
                let fresh = page(server, target, &[coding]).await;
                let own = etag(&fresh);
                for condition in [
                    own.clone(),
                    format!("W/{own}"),
                    format!("\"x\", {own}"),
                    format!("\"x\",{own} ,\"y\""),
                    "*".into(),
                ] {
                    for method in ["GET", "HEAD"] {
                        let field = format!("If-None-Match: {condition}");
                        let answer = server.request(method, target, &[coding, &field]).await;
                        assert_eq!((answer.status, answer.body.len()), (304, 0), "{target} {condition}");
                        for name in ["etag", "cache-control", "vary", "content-security-policy"] {
                            assert_eq!(answer.field(name), fresh.field(name), "{target} {name}");
                        }
                        assert_eq!(
                            (answer.field("content-type"), answer.field("content-encoding")),
                            (None, None)
                        );
                    }
                }
            }
        }
    });
}

#[test]
fn who_has_something_else_gets_the_whole_page() {
    with_server(async |server| {
        let plain = etag(&page(server, "/codes/401", &[]).await);
        let packed = etag(&page(server, "/codes/401", &["Accept-Encoding: br"]).await);
        let dark = etag(&page(server, "/codes/401", &["Cookie: knock_theme=dark"]).await);
        let other = etag(&page(server, "/codes/403", &[]).await);
        let bare = plain.trim_matches('"').to_owned();
        for condition in
            [packed, dark, other, bare, String::new(), "\"\"".into(), format!("{plain}x"), "nonsense".into()]
        {
            let answer = page(server, "/codes/401", &[&format!("If-None-Match: {condition}")]).await;
            assert!(!answer.body.is_empty(), "{condition}");
        }
    });
}

#[test]
fn pages_are_asked_for_anew_and_vary_by_what_changes_them() {
    with_server(async |server| {
        for target in
            ["/", "/codes", "/codes/403", "/play", "/play/first-401", "/auth/basic", "/headers/link"]
        {
            let answer = page(server, target, &[]).await;
            assert_eq!(answer.fields("cache-control"), ["public, max-age=0, must-revalidate"], "{target}");
            assert_eq!(answer.fields("vary"), ["Accept-Encoding, Cookie"], "{target}");
            assert_eq!(answer.field("set-cookie"), None, "{target}: no cookie on pages");
        }
        let markdown = page(server, "/codes/401.md", &[]).await;
        assert_eq!(markdown.fields("vary"), ["Accept-Encoding"]);
        assert_eq!(markdown.field("content-type"), Some("text/markdown; charset=utf-8"));
    });
}

#[test]
fn files_with_a_hash_in_their_name_are_kept_for_a_year() {
    with_server(async |server| {
        for target in assets(server).await {
            let answer = page(server, &target, &["Accept-Encoding: br"]).await;
            assert_eq!(answer.fields("cache-control"), ["public, max-age=31536000, immutable"], "{target}");
            assert_eq!(answer.fields("vary"), ["Accept-Encoding"], "{target}");
            assert_eq!(answer.field("x-content-type-options"), Some("nosniff"), "{target}");
            let expected = match target.rsplit('.').next() {
                Some("css") => "text/css; charset=utf-8",
                Some("js") => "text/javascript; charset=utf-8",
                Some("woff2") => "font/woff2",
                Some("wasm") => "application/wasm",
                other => panic!("an unknown kind of asset: {other:?}"),
            };
            assert_eq!(answer.field("content-type"), Some(expected), "{target}");
        }
        let icon = page(server, "/favicon.svg", &[]).await;
        assert_eq!(icon.fields("cache-control"), ["public, max-age=0, must-revalidate"]);
        assert_eq!(icon.field("content-type"), Some("image/svg+xml"));
    });
}

#[test]
fn every_file_that_the_style_sheet_names_is_there() {
    with_server(async |server| {
        let text = page(server, &style_sheet(server).await, &[]).await.text();
        for rest in text.split("url(").skip(1) {
            let url = rest.split(')').next().expect("an address").trim_matches(['"', '\'']);
            let built = url.ends_with(".woff2")
                && !std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("site/fonts").exists();
            if !url.starts_with("data:") && !built {
                page(server, url, &[]).await;
            }
        }
    });
}

#[test]
fn a_missing_file_is_a_404_that_nobody_keeps() {
    with_server(async |server| {
        let sheet = style_sheet(server).await;
        let stem = sheet.strip_suffix(".css").expect("a name");
        for target in [
            "/assets/",
            "/assets/knock.css",
            "/assets/knock.000000000000.css",
            &format!("{stem}.map"),
            "/assets/../Cargo.toml",
            "/assets/%2e%2e/x",
        ] {
            let answer = server.get(target).await;
            assert_eq!(answer.status, 404, "{target}");
            assert_eq!(answer.fields("cache-control"), ["no-store"], "{target}");
            assert_eq!((answer.field("etag"), answer.field("set-cookie")), (None, None), "{target}");
        }
    });
}

#[test]
fn the_preloaded_fonts_are_those_that_the_style_uses() {
    with_server(async |server| {
        let home = page(server, "/", &[]).await.text();
        let preloaded: Vec<String> = tags(&home)
            .iter()
            .filter(|tag| tag.attribute("rel") == Some("preload") && tag.attribute("as") == Some("font"))
            .filter_map(|tag| tag.attribute("href").map(str::to_owned))
            .collect();
        let text = page(server, &style_sheet(server).await, &[]).await.text();
        let built = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("site/fonts").exists();
        assert_eq!(preloaded.len(), if built { 2 } else { 0 }, "{preloaded:?}");
        assert!(preloaded.iter().all(|font| text.contains(font)), "{preloaded:?}");
    });
}
