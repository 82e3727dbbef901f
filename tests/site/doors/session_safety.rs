//! The session's cookie against those it is not for: other sites' pages, other origins' scripts, readers of the log.

use knock::model::Rung;

use super::Doors;
use super::session::{ALICE, is_in, log_in, set_cookie};
use crate::support::{message, with_server};

const FORM: &str = "Content-Type: application/x-www-form-urlencoded";

#[test]
fn another_site_s_page_can_neither_log_in_nor_out() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        let cookie = log_in(&doors).await;
        for (fields, allowed) in [
            (&["Sec-Fetch-Site: cross-site"][..], false),
            (&["Sec-Fetch-Site: same-site"], false),
            (&["Sec-Fetch-Site: cross-site", "Origin: http://localhost:3000"], false),
            (&["Origin: http://elsewhere"], false),
            (&["Origin: null"], false),
            (&["Sec-Fetch-Site: same-origin"], true),
            (&["Origin: http://localhost:3000"], true),
            (&[], true),
        ] {
            let target = format!("{}session/login", lab.base);
            let answer = server.form(&target, fields, ALICE).await;
            assert_eq!(answer.status, if allowed { 204 } else { 403 }, "{fields:?}");
            assert_eq!(answer.field("set-cookie").is_some(), allowed, "{fields:?}");
            if !allowed {
                let record = lab.record_of(&answer).await;
                assert_eq!(record.stopped_at().map(|check| check.rung), Some(Rung::SameSite), "{fields:?}");
                let fields = [fields, &[cookie.as_str()]].concat();
                assert_eq!(doors.knock("POST", "session/logout", &fields).await.status, 403, "{fields:?}");
                assert!(is_in(&doors, &cookie).await, "{fields:?}");
            }
        }
    });
}

#[test]
fn a_browser_is_led_from_the_form_to_the_door_and_back() {
    const HTML: &str = "Accept: text/html";
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            let base = &doors.base;
            let form = doors.knock("GET", "session/login", &[HTML]).await;
            let policy = "default-src 'none'; form-action 'self'; sandbox allow-forms allow-same-origin; frame-ancestors 'none'";
            assert_eq!((form.status, form.fields("content-security-policy")), (200, vec![policy]));
            assert_eq!(form.fields("referrer-policy"), ["same-origin"], "or the browser sends Origin: null");
            let fields = [HTML, "Sec-Fetch-Site: same-origin"];
            let led = server.form(&format!("{base}session/login"), &fields, ALICE).await;
            assert_eq!((led.status, led.field("location")), (303, Some(&*format!("{base}session/"))));
            let cookie = format!("Cookie: {}", set_cookie(&led).split(';').next().expect("a pair"));
            let inside = doors.knock("GET", "session/", &[HTML, &cookie]).await;
            assert_eq!(inside.status, 200);
            assert!(inside.text().contains("alice") && inside.text().contains("action=\"logout\""));
            let out = server
                .send(message("POST", &format!("{base}session/logout"), &[HTML, FORM, &cookie], ""))
                .await;
            assert_eq!((out.status, out.field("location")), (303, Some(&*format!("{base}session/login"))));
            let after = doors.knock("GET", "session/?style=redirect", &[HTML, &cookie]).await;
            assert_eq!(after.status, 303);
        }
    });
}

#[test]
fn scripts_of_other_origins_have_no_business_here() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            for (method, path) in [
                ("GET", "session/"),
                ("GET", "session/?style=soft"),
                ("GET", "session"),
                ("GET", "session/login"),
                ("POST", "session/login"),
                ("POST", "session/logout"),
                ("OPTIONS", "session/login"),
                ("DELETE", "session/"),
            ] {
                let answer = doors.knock(method, path, &["Origin: http://elsewhere"]).await;
                let cors = answer
                    .lines()
                    .into_iter()
                    .find(|line| line.to_ascii_lowercase().starts_with("access-control"));
                assert_eq!(cors, None, "{method} {path}");
                assert_eq!(answer.fields("cross-origin-resource-policy"), ["same-origin"], "{method} {path}");
            }
        }
    });
}

#[test]
fn neither_the_cookie_nor_the_password_is_kept() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        let answer = doors.post("session/login", &[("user", "alice"), ("password", "wonderland")]).await;
        let value =
            set_cookie(&answer).split(';').next().and_then(|pair| pair.split_once('=')).expect("a pair").1;
        let inside = doors.knock("GET", "session/", &[&format!("Cookie: knock_session={value}")]).await;
        for answer in [&answer, &inside] {
            let record = serde_json::to_string(&lab.record_of(answer).await).expect("JSON");
            assert!(!record.contains(value) && record.contains("knock_session=****"), "{record}");
        }
        for (kind, body) in [
            (FORM, "user=me%40example.org&password=hunter2".to_owned()),
            (FORM, "user=alice&pass%77ord=hunter2".to_owned()),
            ("Content-Type: application/json", r#"{"user":"me","password":"hunter2"}"#.to_owned()),
            ("Content-Type: application/json", r#"{"user":"me","passw\u006frd":"hunter2"}"#.to_owned()),
        ] {
            let target = format!("{}session/login", lab.base);
            let answer = server.send(message("POST", &target, &[kind], &body)).await;
            assert_eq!(answer.status, 401);
            let record = serde_json::to_string(&lab.record_of(&answer).await).expect("JSON");
            assert!(!record.contains("hunter2"), "{body}: {record}");
        }
        let kept = lab.record_of(&answer).await.request.body.text;
        assert_eq!(kept, "user=alice&password=wonderland", "what stands on every page stays readable");
    });
}

#[test]
fn over_tls_the_cookie_is_secure() {
    let folder = crate::folder::Folder::small();
    crate::support::RUNTIME.block_on(async {
        let options = ["--content", folder.text(), "--origin", "https://knock.example"];
        let server = crate::support::Server::start(&options, knock::labs::Bounds::default()).await;
        let answer = Doors::demo(&server).post("session/login", ALICE).await;
        assert!(set_cookie(&answer).ends_with("; SameSite=Lax; Max-Age=300; Secure"), "{answer:?}");
    });
}
