//! What every page of a kind must have, and that nothing is named that does not exist.

use knock::content::Article;
use knock::model::{Group, citation};

use crate::support::with_server;

const SECTIONS: [&str; 12] = [
    "see",
    "meaning",
    "myths",
    "why",
    "fix",
    "behaviour",
    "compare",
    "wild",
    "search-engines",
    "questions",
    "history",
    "references",
];
const AUDIENCES: [&str; 6] = ["why-build", "why-call", "why-visit", "fix-build", "fix-call", "fix-visit"];
const SCENARIOS: [&str; 30] = [
    "first-401",
    "read-the-realm",
    "wrong-password",
    "right-password",
    "header-without-scheme",
    "native-dialog",
    "expired-token",
    "wrong-key",
    "no-token-is-not-a-bad-token",
    "scope-too-small",
    "role-too-small",
    "right-key-wrong-floor",
    "right-password-still-no",
    "hidden-document",
    "nobodys-method",
    "logging-in-again",
    "believes-anybody",
    "too-often",
    "link-runs-out",
    "filter-that-guesses",
    "closed-by-law",
    "granted-still-403",
    "key-in-the-wrong-place",
    "expired-session",
    "five-ways-to-say-log-in",
    "good-token-old-login",
    "hidden-from-script",
    "proof-without-password",
    "same-proof-twice",
    "stale-nonce",
];
const HEADERS: [&str; 5] = ["www-authenticate", "authorization", "cache-control", "link", "retry-after"];

fn ids(article: &Article) -> Vec<&str> {
    article.headings.iter().map(|heading| heading.id.as_str()).collect()
}

#[test]
fn a_status_page_has_every_section_in_order() {
    with_server(async |server| {
        let library = server.app.site().await.library();
        assert!(library.statuses.contains_key(&401) && library.statuses.contains_key(&403));
        for (code, page) in &library.statuses {
            let ids = ids(&page.article);
            let places: Vec<usize> = SECTIONS
                .iter()
                .map(|section| {
                    ids.iter()
                        .position(|id| id == section)
                        .unwrap_or_else(|| panic!("{code} lacks {section}"))
                })
                .collect();
            assert!(places.is_sorted(), "{code}: {ids:?}");
            for audience in AUDIENCES {
                assert!(ids.contains(&audience), "{code} says nothing to {audience}");
            }
            for (name, value) in [
                ("about", &page.front.about),
                ("required_header", &page.front.required_header),
                ("cacheable", &page.front.cacheable),
                ("retry", &page.front.retry),
                ("spec", &page.front.spec),
            ] {
                assert!(!value.is_empty(), "{code}: {name}");
            }
            assert!(citation::href(&page.front.spec).is_some(), "{code}: {}", page.front.spec);
        }
    });
}

#[test]
fn every_cause_has_a_symptom_a_check_and_a_fix() {
    with_server(async |server| {
        let library = server.app.site().await.library();
        for (code, page) in &library.statuses {
            let causes: Vec<&str> = page.article.markdown.split("\n#### ").skip(1).collect();
            assert!(causes.len() >= 9, "{code}: {} causes", causes.len());
            for cause in causes {
                let title = cause.lines().next().unwrap_or_default();
                let part = cause.split("\n#").next().unwrap_or_default();
                if part.contains("- **Symptom.**") {
                    assert!(
                        part.contains("- **Confirm.**") && part.contains("- **Fix.**"),
                        "{code}: {title}"
                    );
                }
            }
            let why = page
                .article
                .markdown
                .split("{#why}")
                .nth(1)
                .and_then(|rest| rest.split("\n## ").next())
                .expect("a part");
            for part in why.split("\n#### ").skip(1) {
                assert!(
                    part.contains("- **Symptom.**"),
                    "{code}: {}",
                    part.lines().next().unwrap_or_default()
                );
            }
        }
    });
}

#[test]
fn every_article_says_when_it_was_checked_and_names_only_scenarios_that_exist() {
    with_server(async |server| {
        let library = server.app.site().await.library();
        for article in library.articles() {
            assert!(!article.title.is_empty() && !article.summary.is_empty(), "{}", article.file);
            let length = article.description.chars().count();
            assert!((40..=155).contains(&length), "{}: a description of {length} characters", article.file);
            let dated = !article.file.starts_with("headers/") && !article.file.starts_with("scenarios/");
            let digits = article.checked.bytes().filter(u8::is_ascii_digit).count();
            assert_eq!(
                digits == 8 && article.checked.len() == 10,
                dated,
                "{}: {}",
                article.file,
                article.checked
            );
            assert_eq!(article.against.is_empty(), !dated, "{}", article.file);
            for slug in &article.scenarios {
                assert!(library.scenario(slug).is_some(), "{}: no scenario {slug}", article.file);
            }
            let mut seen = Vec::new();
            for heading in &article.headings {
                assert!(
                    !heading.id.is_empty() && !seen.contains(&heading.id),
                    "{}: {}",
                    article.file,
                    heading.id
                );
                seen.push(heading.id.clone());
            }
        }
    });
}

#[test]
fn all_promised_scenarios_and_header_pages_exist() {
    with_server(async |server| {
        let library = server.app.site().await.library();
        for slug in SCENARIOS {
            assert!(library.scenario(slug).is_some(), "{slug}");
            assert_eq!(server.get(&format!("/play/{slug}")).await.status, 200, "{slug}");
        }
        for name in HEADERS {
            assert!(library.headers.contains_key(name), "{name}");
            assert_eq!(server.get(&format!("/headers/{name}")).await.status, 200, "{name}");
        }
        for page in library.headers.values() {
            assert!(page.front.hint.chars().count() <= 140, "{}: {}", page.front.name, page.front.hint);
        }
        let groups: Vec<Group> = library.scenarios.iter().map(|page| page.scenario.group).collect();
        assert!(groups.is_sorted(), "shown in the order of the groups: {groups:?}");
    });
}

#[test]
fn no_note_to_ourselves_is_left_in_the_content() {
    with_server(async |server| {
        let library = server.app.site().await.library();
        for article in library.articles() {
            for banned in ["/work/", "TODO", "FIXME", "lorem ipsum", "UNSURE", "[2nd]"] {
                assert!(!article.markdown.contains(banned), "{}: {banned}", article.file);
            }
        }
    });
}

#[test]
fn every_page_that_has_a_scenario_links_to_it() {
    with_server(async |server| {
        let library = server.app.site().await.library();
        for article in library.articles() {
            let html = server.get(&article.path).await.text();
            for slug in &article.scenarios {
                assert!(html.contains(&format!("href=\"/play/{slug}\"")), "{} → {slug}", article.file);
            }
        }
    });
}
