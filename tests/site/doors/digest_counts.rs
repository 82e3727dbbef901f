//! Nonces and their counts: each count once, in any order within a window, and for 60 seconds of the lab's time.

use std::collections::BTreeSet;

use knock::auth::digest::{Asked, Offer};

use super::Doors;
use super::digest_cases::{DOORS, line};
use crate::support::with_server;

#[test]
fn no_two_challenges_have_the_same_nonce() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let mut nonces = BTreeSet::new();
        for _ in 0..50 {
            nonces.extend(doors.offers("GET", "digest/").await.into_iter().map(|offer| offer.nonce));
        }
        assert_eq!(nonces.len(), 100);
    });
}

#[test]
fn a_count_is_good_once_and_in_any_order_within_64() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            let target = format!("{}digest/", doors.base);
            let offers = doors.offers("GET", "digest/").await;
            for offer in &offers {
                let (good, used, behind) = (None, Some("was used before"), Some("is so far behind"));
                for (count, refused) in [
                    (1, good),
                    (1, used),
                    (3, good),
                    (2, good),
                    (2, used),
                    (66, good),
                    (2, behind),
                    (4, good),
                    (3, used),
                    (100, good),
                    (36, behind),
                    (37, good),
                    (u32::MAX, good),
                    (101, behind),
                ] {
                    let asked = Asked { count, ..DOORS[0].asked(&target) };
                    let answer = doors.knock("GET", "digest/", &[&line(offer, &asked)]).await;
                    assert_eq!(
                        answer.status,
                        if refused.is_some() { 401 } else { 200 },
                        "{count}: {answer:?}"
                    );
                    if let Some(why) = refused {
                        assert!(answer.text().contains(why), "{count}: {answer:?}");
                        assert!(!answer.head.contains("stale"), "{count}: {answer:?}");
                        assert_eq!(answer.challenges().len(), 2);
                        assert!(!answer.head.contains(&offer.nonce), "a fresh nonce");
                    }
                }
            }
        }
    });
}

#[test]
fn an_answer_that_was_used_is_not_good_again_after_a_reset() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        let target = format!("{}digest/", lab.base);
        let answer_to = |offer: &Offer| line(offer, &DOORS[0].asked(&target));
        let used = answer_to(&doors.offers("GET", "digest/").await.remove(0));
        assert_eq!(doors.knock("GET", "digest/", &[&used]).await.status, 200);
        assert_eq!(lab.api("POST", "/reset", "").await.status, 204);
        assert_eq!(doors.knock("GET", "digest/", &[&used]).await.status, 401);
        let fresh = answer_to(&doors.offers("GET", "digest/").await.remove(0));
        assert_eq!(doors.knock("GET", "digest/", &[&fresh]).await.status, 200);
    });
}

#[test]
fn a_wrong_answer_uses_up_no_count() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        let target = format!("{}digest/", lab.base);
        let offer = doors.offers("GET", "digest/").await.remove(0);
        let asked = DOORS[0].asked(&target);
        for (asked, status) in [
            (Asked { password: "wrong", ..asked }, 401),
            (Asked { uri: "/", ..asked }, 400),
            (Asked { user: "mallory", ..asked }, 401),
            (asked, 200),
        ] {
            let answer = doors.knock("GET", "digest/", &[&line(&offer, &asked)]).await;
            assert_eq!(answer.status, status, "{answer:?}");
        }
    });
}

#[test]
fn the_labs_clock_makes_a_nonce_old_and_only_then_it_is_stale() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        let target = format!("{}digest/", lab.base);
        let offer = doors.offers("GET", "digest/").await.remove(1);
        // The two moments are not the same second, so the edge itself is left out.
        for (offset, count, status, stale) in [
            (0, 1, 200, false),
            (50, 2, 200, false),
            (62, 3, 401, true),
            (86_400, 4, 401, true),
            (0, 5, 200, false),
        ] {
            let moved = lab.api("PUT", "/clock", &format!("{{\"offset_seconds\":{offset}}}")).await;
            assert_eq!(moved.status, 200);
            let asked = Asked { count, ..DOORS[0].asked(&target) };
            let answer = doors.knock("GET", "digest/", &[&line(&offer, &asked)]).await;
            assert_eq!(answer.status, status, "{offset}");
            let stales = answer.challenges().iter().filter(|line| line.ends_with(", stale=true")).count();
            assert_eq!(stales, if stale { 2 } else { 0 }, "{offset}: {answer:?}");
            let wrong = Asked { password: "wrong", ..asked };
            let answer = doors.knock("GET", "digest/", &[&line(&offer, &wrong)]).await;
            assert!(answer.status == 401 && !answer.head.contains("stale"), "{offset}: {answer:?}");
        }
    });
}

#[test]
fn a_lab_keeps_count_of_32_nonces_and_sends_the_others_for_a_fresh_one() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        let target = format!("{}digest-md5/", lab.base);
        let mut offers = Vec::new();
        for _ in 0..33 {
            offers.extend(doors.offers("GET", "digest-md5/").await);
        }
        let send = async |offer: &Offer, count| {
            let asked = Asked { count, ..DOORS[1].asked(&target) };
            doors.knock("GET", "digest-md5/", &[&line(offer, &asked)]).await
        };
        for offer in &offers {
            assert_eq!(send(offer, 1).await.status, 200);
        }
        let forgotten = send(&offers[0], 1).await;
        assert!(forgotten.status == 401 && forgotten.head.contains(", stale=true"), "{forgotten:?}");
        for offer in &offers[1..] {
            let again = send(offer, 1).await;
            assert!(again.status == 401 && !again.head.contains("stale"), "{again:?}");
            assert_eq!(send(offer, 2).await.status, 200);
        }
    });
}

#[test]
fn the_shared_doors_forget_nobodys_nonce_because_others_come_in() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let target = "/demo/digest-md5/";
        let mine = doors.offers("GET", "digest-md5/").await.remove(0);
        let send = async |offer: &Offer, count| {
            let asked = Asked { count, ..DOORS[1].asked(target) };
            doors.knock("GET", "digest-md5/", &[&line(offer, &asked)]).await.status
        };
        assert_eq!(send(&mine, 1).await, 200);
        for _ in 0..100 {
            let other = doors.offers("GET", "digest-md5/").await.remove(0);
            assert_eq!(send(&other, 1).await, 200);
        }
        assert_eq!((send(&mine, 1).await, send(&mine, 2).await), (401, 200));
    });
}
