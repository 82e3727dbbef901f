//! The theme: a form, a cookie, and back to where the visitor was; never to another site.

use crate::html::tags;
use crate::support::{Answer, with_server};

fn shown(answer: &Answer) -> Option<String> {
    tags(&answer.text())
        .iter()
        .find(|tag| tag.name == "html")
        .and_then(|tag| tag.attribute("data-theme").map(str::to_owned))
}

#[test]
fn a_chosen_theme_is_kept_and_shown_on_every_page() {
    with_server(async |server| {
        for (theme, expected) in [("dark", Some("dark")), ("light", Some("light")), ("system", None)] {
            let answer = server.form("/theme", &[], &[("theme", theme), ("back", "/codes/401?a=b")]).await;
            assert_eq!((answer.status, answer.field("location")), (303, Some("/codes/401?a=b")));
            assert_eq!(answer.fields("cache-control"), ["no-store"]);
            let [cookie] = answer.fields("set-cookie")[..] else { panic!("one cookie: {answer:?}") };
            assert!(
                cookie.starts_with(&format!("knock_theme={theme}; ")) && cookie.contains("SameSite=Lax"),
                "{cookie}"
            );
            let field = format!("Cookie: {}", cookie.split(';').next().expect("a pair"));
            for target in ["/", "/codes/401", "/codes?q=auth", "/no/such/page", "/play"] {
                let page = server.request("GET", target, &[&field]).await;
                assert_eq!(shown(&page).as_deref(), expected, "{theme} at {target}");
                let pressed: Vec<_> = tags(&page.text())
                    .into_iter()
                    .filter(|tag| {
                        tag.attribute("name") == Some("theme")
                            && tag.attribute("aria-pressed") == Some("true")
                    })
                    .filter_map(|tag| tag.attribute("value").map(str::to_owned))
                    .collect();
                assert_eq!(pressed, [theme], "{target}");
            }
        }
    });
}

#[test]
fn an_unknown_theme_is_the_systems() {
    with_server(async |server| {
        for theme in ["", "neon", "DARK", "dark; Domain=evil.example", "dark\r\nX-Injected: 1"] {
            let answer = server.form("/theme", &[], &[("theme", theme)]).await;
            assert_eq!((answer.status, answer.field("location")), (303, Some("/")), "{theme}");
            assert!(
                answer.field("set-cookie").is_some_and(|cookie| cookie.starts_with("knock_theme=system;")),
                "{answer:?}"
            );
            assert_eq!(answer.field("x-injected"), None);
        }
        for cookie in [
            "knock_theme=neon",
            "knock_theme=",
            "knock_theme",
            "knock_theme=dark2",
            "KNOCK_THEME=dark",
            "x_knock_theme=dark",
        ] {
            let page = server.request("GET", "/codes", &[&format!("Cookie: {cookie}")]).await;
            assert_eq!(shown(&page), None, "{cookie}");
        }
    });
}

#[test]
fn the_way_back_never_leaves_the_site() {
    with_server(async |server| {
        for (back, expected) in [
            ("/play", "/play"),
            ("/x/abc?then_path=bearer%2F", "/x/abc?then_path=bearer%2F"),
            ("", "/"),
            ("play", "/"),
            ("https://evil.example/", "/"),
            ("//evil.example/x", "/"),
            ("/\\evil.example", "/"),
            ("/a\\..\\b", "/"),
            ("\\/evil.example", "/"),
            ("/\t/evil.example", "/"),
            (" //evil.example", "/"),
            ("/a\r\nX-Injected: 1", "/"),
            ("javascript:alert(1)", "/"),
            ("/zoë", "/"),
        ] {
            let answer = server
                .form(
                    "/theme",
                    &["Referer: https://evil.example/phish"],
                    &[("theme", "dark"), ("back", back)],
                )
                .await;
            assert_eq!((answer.status, answer.field("location")), (303, Some(expected)), "{back:?}");
            assert_eq!(answer.field("x-injected"), None, "{back:?}");
        }
    });
}

#[test]
fn the_form_leads_back_to_the_page_it_stands_on() {
    with_server(async |server| {
        for target in ["/", "/codes", "/codes/401", "/play/first-401", "/headers/link"] {
            let html = server.get(target).await.text();
            let back: Vec<_> = tags(&html)
                .into_iter()
                .filter(|tag| tag.attribute("name") == Some("back"))
                .filter_map(|tag| tag.attribute("value").map(str::to_owned))
                .collect();
            assert_eq!(back, [target]);
        }
    });
}

#[test]
fn another_sites_page_does_not_choose_the_theme() {
    with_server(async |server| {
        for field in ["Origin: http://evil.example", "Sec-Fetch-Site: cross-site", "Origin: null"] {
            let answer = server.form("/theme", &[field], &[("theme", "dark")]).await;
            assert_eq!((answer.status, answer.field("set-cookie")), (403, None), "{field}");
        }
    });
}
