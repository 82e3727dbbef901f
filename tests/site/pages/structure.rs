//! Every page: one heading, a title, a language, a way past the header, and ids that are unique.

use std::collections::{BTreeMap, BTreeSet};

use super::{sitemap, visitor_pages};
use crate::html::{Tag, tags};
use crate::support::{Answer, with_server};

fn named<'a>(tags: &'a [Tag], name: &str) -> Vec<&'a Tag> {
    tags.iter().filter(|tag| tag.name == name).collect()
}

fn assert_well_made(answer: &Answer, what: &str) {
    assert_eq!(answer.field("content-type"), Some("text/html; charset=utf-8"), "{what}");
    let html = answer.text();
    assert!(
        html.to_ascii_lowercase().starts_with("<!doctype html>"),
        "{what}: {}",
        &html[..80.min(html.len())]
    );
    let tags = tags(&html);
    assert_eq!(named(&tags, "html")[0].attribute("lang"), Some("en"), "{what}");
    assert_eq!(named(&tags, "h1").len(), 1, "{what}: one h1");
    assert_eq!(named(&tags, "main").len(), 1, "{what}: one main");
    let [title] = named(&tags, "title")[..] else { panic!("{what}: one title") };
    assert!(title.text.contains("Knock") && title.text.chars().count() >= 10, "{what}: {}", title.text);
    let viewport = named(&tags, "meta").iter().any(|tag| tag.attribute("name") == Some("viewport"));
    assert!(viewport, "{what}: a viewport");
    let first_link = named(&tags, "a")[0];
    assert_eq!(first_link.attribute("href"), Some("#main"), "{what}: the skip link comes first");
    let main = named(&tags, "main")[0];
    assert_eq!((main.attribute("id"), main.attribute("tabindex")), (Some("main"), Some("-1")), "{what}");
    let mut ids = BTreeSet::new();
    for id in tags.iter().filter_map(|tag| tag.attribute("id")) {
        assert!(!id.is_empty() && !id.contains(char::is_whitespace), "{what}: the id `{id}`");
        assert!(ids.insert(id.to_owned()), "{what}: the id {id} twice");
    }
    for tag in &tags {
        for name in ["aria-labelledby", "aria-describedby", "aria-controls", "for", "popovertarget"] {
            for id in tag.attribute(name).unwrap_or_default().split_ascii_whitespace() {
                assert!(ids.contains(id), "{what}: {name} names {id}, which is not there");
            }
        }
        if tag.name == "img" {
            assert!(tag.attribute("alt").is_some(), "{what}: {tag:?}");
        }
        if tag.name == "button" {
            assert!(tag.attribute("type").is_some(), "{what}: a button says what it does: {tag:?}");
        }
    }
    let headings: Vec<u8> = tags
        .iter()
        .filter(|tag| tag.name.len() == 2 && tag.name.starts_with('h') && tag.name != "hr")
        .map(|tag| tag.name.as_bytes()[1] - b'0')
        .collect();
    for pair in headings.windows(2) {
        assert!(pair[1] <= pair[0] + 1, "{what}: no heading is skipped: {headings:?}");
    }
}

#[test]
fn every_page_of_the_sitemap_is_well_made() {
    with_server(async |server| {
        let mut titles: BTreeMap<String, String> = BTreeMap::new();
        for path in sitemap(server).await {
            let answer = server.get(&path).await;
            assert_eq!(answer.status, 200, "{path}");
            assert_well_made(&answer, &path);
            let tags = tags(&answer.text());
            let description = named(&tags, "meta")
                .into_iter()
                .find(|tag| tag.attribute("name") == Some("description"))
                .and_then(|tag| tag.attribute("content"))
                .unwrap_or_else(|| panic!("{path}: a description"));
            let length = description.chars().count();
            assert!((40..=155).contains(&length), "{path}: a description of {length} characters");
            let title = named(&tags, "title")[0].text.clone();
            if let Some(other) = titles.insert(title.clone(), path.clone()) {
                panic!("{path} and {other} are both called {title}");
            }
        }
    });
}

#[test]
fn pages_made_for_one_visitor_are_well_made_and_nobodys_else() {
    with_server(async |server| {
        for (status, answer) in visitor_pages(server).await {
            let what = format!("the page with {status}: {}", answer.head);
            assert_eq!(answer.status, status, "{what}");
            assert_well_made(&answer, &what);
            assert_eq!(answer.fields("cache-control"), ["no-store"], "{what}");
            assert_eq!(answer.fields("x-robots-tag"), ["noindex"], "{what}");
            assert_eq!(answer.field("etag"), None, "{what}");
        }
    });
}

#[test]
fn the_sitemap_and_the_robots_rules_fit_the_pages() {
    with_server(async |server| {
        let paths = sitemap(server).await;
        for path in [
            "/",
            "/codes",
            "/codes/401",
            "/codes/403",
            "/compare/401-vs-403",
            "/decide",
            "/auth/basic",
            "/auth/bearer",
            "/play",
            "/play/first-401",
            "/headers/www-authenticate",
        ] {
            assert!(paths.iter().any(|known| known == path), "{path} in {paths:?}");
        }
        let robots = server.get("/robots.txt").await;
        assert_eq!((robots.status, robots.field("content-type")), (200, Some("text/plain; charset=utf-8")));
        let text = robots.text();
        for line in [
            "Disallow: /lab/",
            "Disallow: /demo/",
            "Disallow: /httpbin/",
            "Disallow: /x/",
            "Sitemap: http://localhost:3000/sitemap.xml",
        ] {
            assert!(text.lines().any(|seen| seen == line), "{line} in {text}");
        }
        for path in paths {
            assert!(
                !["/lab/", "/demo/", "/httpbin/", "/x/", "/api/"].iter().any(|start| path.starts_with(start)),
                "{path}"
            );
        }
    });
}

#[test]
fn every_page_works_without_a_script() {
    with_server(async |server| {
        for path in sitemap(server).await {
            let tags = tags(&server.get(&path).await.text());
            for form in named(&tags, "form") {
                let method = form.attribute("method").unwrap_or("get").to_ascii_lowercase();
                let action = form.attribute("action").unwrap_or_default();
                assert!(action.starts_with('/'), "{path}: a form needs somewhere to go: {form:?}");
                assert!(matches!(method.as_str(), "get" | "post"), "{path}: {form:?}");
            }
            for link in named(&tags, "a") {
                let href = link.attribute("href").unwrap_or_default();
                assert!(
                    !href.is_empty() && href != "#" && !href.starts_with("javascript:"),
                    "{path}: {link:?}"
                );
            }
        }
    });
}
