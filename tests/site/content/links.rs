//! Every internal link leads somewhere, down to the place on the page.

use std::collections::{BTreeMap, BTreeSet};

use crate::html::{Tag, attributes, tags};
use crate::support::{Server, with_server};

async fn pages(server: &Server) -> Vec<String> {
    let mut paths: Vec<String> = server.app.site().await.paths().map(str::to_owned).collect();
    paths.push("/no/such/page".to_owned());
    paths
}

/// Links, files and forms of a page; each with what stands behind the `#`.
fn targets(page: &str, tags: &[Tag]) -> BTreeSet<(String, String)> {
    let links = tags.iter().filter_map(|tag| match tag.name.as_str() {
        "a" | "area" | "link" | "use" => tag.attribute("href"),
        "script" | "img" | "source" => tag.attribute("src"),
        "form" if tag.attribute("method").is_none_or(|method| method.eq_ignore_ascii_case("get")) => {
            tag.attribute("action")
        }
        _ => None,
    });
    links
        .filter(|href| href.starts_with('/') || href.starts_with('#') || href.starts_with('?'))
        .map(|href| if href.starts_with(['#', '?']) { format!("{page}{href}") } else { href.to_owned() })
        .map(|href| {
            href.split_once('#')
                .map_or((href.clone(), String::new()), |(path, id)| (path.to_owned(), id.to_owned()))
        })
        .collect()
}

#[test]
fn every_internal_link_of_every_page_resolves_to_the_place_it_names() {
    with_server(async |server| {
        let mut known: BTreeMap<String, (u16, BTreeSet<String>)> = BTreeMap::new();
        let mut broken = Vec::new();
        for page in pages(server).await {
            let html = server.get(&page).await.text();
            for (path, id) in targets(&page, &tags(&html)) {
                if !known.contains_key(&path) {
                    let answer = server.get(&path).await;
                    let is_html =
                        answer.field("content-type").is_some_and(|kind| kind.starts_with("text/html"));
                    let ids = if is_html {
                        attributes(&answer.text(), "id").into_iter().collect()
                    } else {
                        BTreeSet::new()
                    };
                    known.insert(path.clone(), (answer.status, ids));
                }
                let (status, ids) = &known[&path];
                let door = path.starts_with("/demo/") && matches!(status, 200 | 401 | 403);
                // The page that is missing links to itself.
                let missing = page == "/no/such/page" && path == page;
                if *status != 200 && !door && !missing {
                    broken.push(format!("{page} → {path}: {status}"));
                }
                // The playground keeps a draft in the fragment.
                let is_draft = path.starts_with("/play") && id.contains('=');
                if !id.is_empty() && !is_draft && !ids.contains(&id) {
                    broken.push(format!("{page} → {path}#{id}: no such place"));
                }
            }
        }
        assert!(known.len() > 30, "{known:?}");
        assert!(broken.is_empty(), "{broken:#?}");
    });
}

#[test]
fn every_form_that_changes_something_is_taken_where_it_is_sent() {
    with_server(async |server| {
        let mut actions = BTreeSet::new();
        for page in pages(server).await {
            for tag in tags(&server.get(&page).await.text()) {
                let posts = tag.attribute("method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
                if tag.name == "form" && posts {
                    actions.insert(tag.attribute("action").unwrap_or_default().to_owned());
                }
            }
        }
        assert!(actions.contains("/theme") && actions.contains("/play/send"), "{actions:?}");
        for action in actions {
            let answer = server.form(&action, &["Sec-Fetch-Site: cross-site"], &[("theme", "dark")]).await;
            assert_eq!(answer.status, 403, "{action}: there, and closed to other sites");
        }
    });
}

#[test]
fn every_markdown_shape_is_linked_and_holds_the_executed_examples() {
    with_server(async |server| {
        let library = server.app.site().await.library();
        for article in library.articles().filter(|article| !article.path.starts_with("/play/")) {
            let shape = server.get(&format!("{}.md", article.path)).await;
            assert_eq!(
                (shape.status, shape.field("content-type")),
                (200, Some("text/markdown; charset=utf-8")),
                "{}",
                article.path
            );
            let text = shape.text();
            assert!(text.starts_with(&format!("# {}\n", article.title)), "{}", article.path);
            assert!(
                !text.contains("http-live") && !text.contains("{{"),
                "{}: an example was left unexecuted",
                article.path
            );
            let fences = text.lines().filter(|line| line.starts_with("```")).count();
            assert_eq!(fences % 2, 0, "{}: a code block is left open", article.path);
            let page = server.get(&article.path).await.text();
            assert!(
                page.contains(&format!("{}.md\"", article.path)),
                "{} links to its Markdown",
                article.path
            );
        }
    });
}

#[test]
fn every_external_link_goes_over_tls_and_to_a_real_host() {
    with_server(async |server| {
        for page in pages(server).await {
            for href in attributes(&server.get(&page).await.text(), "href") {
                if href.starts_with('/') || href.starts_with('#') || href.starts_with('?') {
                    continue;
                }
                let host = href.strip_prefix("https://").and_then(|rest| rest.split('/').next());
                assert!(host.is_some_and(|host| host.contains('.') && !host.contains(' ')), "{page}: {href}");
            }
        }
    });
}
