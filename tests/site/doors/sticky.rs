//! `forbidden/sticky/`: the 403 may be kept, what follows may not, and nobody opens the shared demo for others.

use knock::model::{Outcome, Rung};

use super::Doors;
use crate::support::with_server;

const DOOR: &str = "forbidden/sticky/";
const GRANT: &str = "forbidden/sticky/grant";

#[test]
fn only_the_403_may_be_kept() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        for (method, path, status, line) in [
            ("GET", DOOR, 403, "Cache-Control: private, max-age=60"),
            ("HEAD", DOOR, 403, "Cache-Control: private, max-age=60"),
            ("OPTIONS", DOOR, 204, "Cache-Control: no-store"),
            ("POST", DOOR, 405, "Cache-Control: no-store"),
            ("GET", GRANT, 405, "Cache-Control: no-store"),
            ("GET", DOOR, 403, "Cache-Control: private, max-age=60"),
            ("POST", GRANT, 200, "Cache-Control: no-store"),
            ("POST", GRANT, 200, "Cache-Control: no-store"),
            ("GET", DOOR, 200, "Cache-Control: no-store"),
            ("HEAD", DOOR, 200, "Cache-Control: no-store"),
        ] {
            let answer = doors.knock(method, path, &[]).await;
            assert_eq!(answer.status, status, "{method} {path}");
            let kept: Vec<_> =
                answer.lines().into_iter().filter(|line| line.starts_with("Cache-Control:")).collect();
            assert_eq!(kept, [line], "{method} {path}");
            // A page that is kept must not answer a script (RFC 9110 12.5.5).
            assert_eq!(answer.field("vary"), line.contains("max-age").then_some("Accept"), "{method} {path}");
            assert!(answer.challenges().is_empty(), "{method} {path}");
        }
        assert_eq!(lab.api("POST", "/reset", "").await.status, 204);
        assert_eq!(doors.knock("GET", DOOR, &[]).await.status, 403, "a reset takes the access away");
    });
}

#[test]
fn a_grant_opens_one_lab_and_never_the_shared_demo() {
    with_server(async |server| {
        let (lab, other) = (server.lab().await, server.lab().await);
        assert_eq!(lab.knock("POST", GRANT, &[]).await.status, 200);
        assert_eq!(lab.knock("GET", DOOR, &[]).await.status, 200);
        assert_eq!(other.knock("GET", DOOR, &[]).await.status, 403);
        let demo = Doors::demo(server);
        let refused = demo.knock("POST", GRANT, &[]).await;
        assert_eq!((refused.status, refused.field("cache-control")), (403, Some("no-store")));
        assert_eq!(demo.knock("GET", DOOR, &[]).await.status, 403);
    });
}

#[test]
fn the_record_says_why_the_no_can_outlive_itself() {
    with_server(async |server| {
        let lab = server.lab().await;
        let refused = lab.knock("GET", DOOR, &[]).await;
        let record = lab.record_of(&refused).await;
        let last = record.checks.last().expect("a check");
        assert_eq!((last.rung, last.outcome), (Rung::Owner, Outcome::Stopped));
        assert!(last.detail.contains("60 seconds") && last.would_pass.contains("sticky/grant"), "{last:?}");
    });
}
