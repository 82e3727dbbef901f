//! How long nonces, tokens and logins are good is an option: each limit is hit, and one below it nothing happens.

use knock::auth::digest::Asked;
use knock::labs::Bounds;

use super::Doors;
use super::digest_cases::{DOORS, line};
use crate::support::{Lab, RUNTIME, Server};

/// Runs a test in a lab of a server with these options.
fn with_lab(options: &[&str], test: impl AsyncFnOnce(&Lab<'_>)) {
    RUNTIME.block_on(async {
        let server = Server::start_limited(options).await;
        let lab = server.lab().await;
        test(&lab).await;
    });
}

async fn set_clock(lab: &Lab<'_>, offset: i64) {
    let moved = lab.api("PUT", "/clock", &format!("{{\"offset_seconds\":{offset}}}")).await;
    assert_eq!(moved.status, 200, "{moved:?}");
}

#[test]
fn the_lifetimes_are_those_of_the_handbook() {
    let bounds = Bounds::default();
    let lifetimes = bounds.lifetimes;
    assert_eq!((lifetimes.nonce_seconds, lifetimes.nonce_window, bounds.nonces), (60, 64, 32));
    assert_eq!((lifetimes.token_seconds, lifetimes.token_max_seconds), (300, 3600));
    assert_eq!((lifetimes.refresh_seconds, lifetimes.refresh_rotations), (900, 20));
    assert_eq!(lifetimes.session_seconds, 300);
    assert_eq!((bounds.revoked_tokens, bounds.refresh_families, bounds.sessions), (256, 256, 256));
}

#[test]
fn a_nonce_is_stale_after_its_seconds_and_a_count_after_its_window() {
    with_lab(&["--nonce-seconds", "600", "--nonce-window", "2"], async |lab| {
        let doors = Doors::of(lab);
        let target = format!("{}digest/", lab.base);
        let offer = doors.offers("GET", "digest/").await.remove(0);
        let answer = async |count| {
            let asked = Asked { count, ..DOORS[0].asked(&target) };
            doors.knock("GET", "digest/", &[&line(&offer, &asked)]).await
        };
        for (count, status) in [(5, 200), (4, 200), (3, 401)] {
            assert_eq!(answer(count).await.status, status, "{count}");
        }
        set_clock(lab, 590).await;
        assert_eq!(answer(6).await.status, 200);
        set_clock(lab, 601).await;
        let stale = answer(7).await;
        assert!(stale.status == 401 && stale.head.contains("stale=true"), "{stale:?}");
        let record = lab.record_of(&stale).await;
        let detail = &record.checks.last().expect("a check").detail;
        assert!(detail.contains("more than 600 seconds old"), "{detail}");
    });
}

#[test]
fn a_token_lasts_as_long_as_is_said_and_no_longer_can_be_asked_for() {
    with_lab(&["--token-seconds", "10", "--token-max-seconds", "400"], async |lab| {
        let doors = Doors::of(lab);
        let order = async |path: &str, name: &str, seconds: &str| {
            doors.post(path, &[("sub", "alice"), (name, seconds)]).await
        };
        assert_eq!(order("token", "scope", "").await.json()["expires_in"], 10);
        for (path, name) in [("token", "ttl"), ("token", "auth_age"), ("forbidden/signed/link", "lifetime")] {
            for (seconds, status) in [("400", 200), ("-400", 200), ("401", 400), ("-401", 400)] {
                let answer = order(path, name, seconds).await;
                assert_eq!(answer.status, status, "{path} {name}={seconds}: {answer:?}");
                if status == 400 {
                    assert!(answer.text().contains("seconds from -400 to 400"), "{answer:?}");
                }
            }
        }
    });
}

#[test]
fn a_login_is_renewed_so_often_and_so_late() {
    with_lab(&["--refresh-seconds", "600", "--refresh-rotations", "2"], async |lab| {
        let doors = Doors::of(lab);
        let refresh_token = |answer: &crate::support::Answer| {
            answer.json()["refresh_token"].as_str().expect("a refresh token").to_owned()
        };
        let renewed = async |token: &str| doors.post("token/refresh", &[("refresh_token", token)]).await;
        let mut token = refresh_token(&doors.post("token", &[("sub", "alice")]).await);
        for _ in 0..2 {
            token = refresh_token(&renewed(&token).await);
        }
        assert_eq!(renewed(&token).await.status, 400, "the third time");
        let token = refresh_token(&doors.post("token", &[("sub", "alice")]).await);
        set_clock(lab, 590).await;
        let token = refresh_token(&renewed(&token).await);
        set_clock(lab, 1200).await;
        assert_eq!(renewed(&token).await.status, 400, "too late");
    });
}

#[test]
fn a_session_ends_after_its_seconds_in_the_browser_and_here() {
    with_lab(&["--session-seconds", "600"], async |lab| {
        let doors = Doors::of(lab);
        let login = doors.post("session/login", &[("user", "alice"), ("password", "wonderland")]).await;
        let cookie = login.field("set-cookie").expect("a session");
        assert!(cookie.contains("; Max-Age=600"), "{cookie}");
        let cookie = format!("Cookie: {}", cookie.split(';').next().expect("its value"));
        for (offset, status) in [(590, 200), (601, 401)] {
            set_clock(lab, offset).await;
            assert_eq!(lab.knock("GET", "session/", &[&cookie]).await.status, status, "{offset}");
        }
        set_clock(lab, 0).await;
        let page = lab.knock("GET", "session/", &[&cookie, "Accept: text/html"]).await.text();
        assert!(page.contains("for 600 seconds"), "{page}");
    });
}

/// The status of an answer to each of two nonces, given first to the older one, then to the younger, then to the older again.
async fn two_nonces(doors: &Doors<'_>) -> Vec<u16> {
    let target = format!("{}digest/", doors.base);
    let older = doors.offers("GET", "digest/").await.remove(0);
    let younger = doors.offers("GET", "digest/").await.remove(0);
    let mut statuses = Vec::new();
    for (offer, count) in [(&older, 1), (&younger, 1), (&older, 2), (&younger, 2)] {
        let asked = Asked { count, ..DOORS[0].asked(&target) };
        statuses.push(doors.knock("GET", "digest/", &[&line(offer, &asked)]).await.status);
    }
    statuses
}

#[test]
fn how_many_nonces_are_remembered_is_an_option_of_labs_and_of_the_shared_doors() {
    for (options, in_lab, shared) in [
        (["--nonces", "1", "--shared", "2"], [200, 200, 401, 200], [200, 200, 200, 200]),
        (["--nonces", "2", "--shared", "1"], [200, 200, 200, 200], [200, 200, 401, 200]),
    ] {
        with_lab(&options, async |lab| {
            assert_eq!(two_nonces(&Doors::of(lab)).await, in_lab, "{options:?}");
            assert_eq!(two_nonces(&Doors::demo(lab.server)).await, shared, "{options:?}");
        });
    }
}
