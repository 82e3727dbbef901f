//! What protects the pages: a policy that names every script, and nothing inline that it would have to allow.

use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};

use super::{sitemap, visitor_pages};
use crate::html::tags;
use crate::support::{Answer, with_server};

const ALWAYS: [(&str, &str); 4] = [
    ("x-content-type-options", "nosniff"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
];

fn directive<'a>(policy: &'a str, name: &str) -> Vec<&'a str> {
    let directive =
        policy.split(';').map(str::trim).find_map(|one| one.strip_prefix(name)?.strip_prefix(' '));
    directive.unwrap_or_else(|| panic!("no {name} in {policy}")).split(' ').collect()
}

fn assert_protected(answer: &Answer, what: &str) {
    let html = answer.text();
    let [policy] = answer.fields("content-security-policy")[..] else { panic!("{what}: one policy") };
    for (name, sources) in [
        ("default-src", &["'none'"][..]),
        ("style-src", &["'self'"]),
        ("img-src", &["'self'"]),
        ("font-src", &["'self'"]),
        ("connect-src", &["'self'"]),
        ("form-action", &["'self'"]),
        ("base-uri", &["'none'"]),
        ("frame-ancestors", &["'none'"]),
    ] {
        assert_eq!(directive(policy, name), sources, "{what}: {name}");
    }
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'") && !policy.contains('*'),
        "{what}: {policy}"
    );
    let scripts = directive(policy, "script-src");
    let has_island = html.contains("<leptos-island");
    assert_eq!(scripts.contains(&"'wasm-unsafe-eval'"), has_island, "{what}: {policy}");
    let mut inline = 0;
    for tag in tags(&html) {
        assert_eq!(tag.attribute("style"), None, "{what}: {tag:?}");
        assert!(tag.name != "style", "{what}: an inline style sheet");
        let handler = tag.attributes.iter().find(|(name, _)| name.starts_with("on"));
        assert_eq!(handler, None, "{what}: {tag:?}");
        if tag.name == "script" && tag.attribute("src").is_none() && !tag.text.is_empty() {
            let hash = format!("'sha256-{}'", Base64::encode_string(&Sha256::digest(&tag.text)));
            assert!(scripts.contains(&hash.as_str()), "{what}: {hash} is not in {policy}");
            inline += 1;
        }
        for name in ["src", "srcset", "data", "poster"] {
            let address = tag.attribute(name).unwrap_or("/");
            assert!(address.starts_with('/') && !address.starts_with("//"), "{what}: a third party: {tag:?}");
        }
        if tag.name == "link" {
            let href = tag.attribute("href").unwrap_or_default();
            assert!(href.starts_with('/') || tag.attribute("rel") == Some("canonical"), "{what}: {tag:?}");
        }
    }
    assert_eq!(
        scripts.iter().filter(|source| source.starts_with("'sha256-")).count(),
        inline,
        "{what}: {policy}"
    );
    for (name, value) in ALWAYS {
        assert_eq!(answer.fields(name), [value], "{what}");
    }
    assert_eq!(answer.fields("permissions-policy").len(), 1, "{what}");
    assert_eq!((answer.field("server"), answer.field("set-cookie")), (None, None), "{what}");
}

#[test]
fn every_page_has_a_policy_that_fits_it() {
    with_server(async |server| {
        for path in sitemap(server).await {
            for theme in ["X-Theme: none", "Cookie: knock_theme=dark"] {
                let answer = server.request("GET", &path, &[theme]).await;
                assert_protected(&answer, &path);
                assert_eq!(answer.fields("referrer-policy"), ["strict-origin-when-cross-origin"], "{path}");
            }
        }
    });
}

#[test]
fn pages_made_for_one_visitor_have_one_too() {
    with_server(async |server| {
        for (status, answer) in visitor_pages(server).await {
            let what = format!("the page with {status}");
            assert_protected(&answer, &what);
            let referrer = answer.field("referrer-policy").expect("a policy");
            assert!(matches!(referrer, "no-referrer" | "same-origin"), "{what}: {referrer}");
        }
    });
}

#[test]
fn pages_without_an_island_load_no_module() {
    with_server(async |server| {
        for path in ["/codes", "/codes/401", "/auth/basic", "/headers/link", "/no/such/page"] {
            let html = server.get(path).await.text();
            assert!(!html.contains("<leptos-island") && !html.contains(".wasm"), "{path}");
        }
        for path in ["/", "/play", "/play/first-401"] {
            assert!(server.get(path).await.text().contains("<leptos-island"), "{path}");
        }
    });
}
