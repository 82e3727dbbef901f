//! What is kept: bounded in number, in size and in time, and said to be cut where it is.

use knock::labs::Bounds;
use knock::model::Level;

use crate::support::{RUNTIME, Server, message, with_server};

#[test]
fn the_bounds_are_those_of_the_handbook() {
    let bounds = Bounds::default();
    assert_eq!((bounds.labs, bounds.total_bytes, bounds.exchanges_per_lab), (20_000, 256 << 20, 50));
    assert_eq!((bounds.kept_head_bytes, bounds.kept_body_bytes), (8 << 10, 16 << 10));
    assert_eq!((bounds.streams_per_lab, bounds.streams_per_address, bounds.streams), (4, 128, 5000));
    assert_eq!((bounds.stream_queue, bounds.idle.0.as_secs()), (64, 7200));
}

#[test]
fn a_long_head_is_cut_on_record_and_the_record_says_so() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (size, is_cut) in [(1, false), (3000, false), (4096, true), (7000, true)] {
            let field = format!("X-Long: {}", "x".repeat(size));
            let request = message("GET", &format!("{}basic/", lab.base), &[&field, &field], "");
            let answer = server.send(&request).await;
            assert_eq!(answer.status, 401);
            let record = lab.record_of(&answer).await;
            assert_eq!(record.request.head, request[..request.len().min(8192)], "{size}");
            assert_eq!(record.response.head, answer.head, "{size}");
            let notes: Vec<_> = record.notes.iter().filter(|note| note.rule == "head-cut").collect();
            assert_eq!(notes.len(), usize::from(is_cut), "{size}: {notes:?}");
            assert!(notes.iter().all(|note| note.level == Level::Info && note.text.contains("beginning")));
        }
    });
}

#[test]
fn how_much_is_kept_is_an_option() {
    RUNTIME.block_on(async {
        let options = ["--kept-head-bytes", "60", "--kept-body-bytes", "5", "--exchanges-per-lab", "3"];
        let server = Server::start_limited(&options).await;
        let lab = server.lab().await;
        let request = message("POST", &format!("{}token", lab.base), &[], "sub=alice");
        for _ in 0..5 {
            server.send(&request).await;
        }
        let log = lab.exchanges().await;
        assert_eq!(log.iter().map(|exchange| exchange.seq).collect::<Vec<_>>(), [3, 4, 5]);
        for exchange in log {
            assert_eq!(exchange.request.head, request[..60]);
            assert_eq!(
                (exchange.request.body.text.as_str(), exchange.request.body.truncated),
                ("sub=a", true)
            );
            assert_eq!((exchange.response.head.len(), exchange.response.body.text.len()), (60, 5));
            assert!(exchange.response.body.truncated);
        }
    });
}

#[test]
fn when_labs_hold_too_many_bytes_those_unused_longest_go_first() {
    RUNTIME.block_on(async {
        let options = ["--no-rate-limits", "--labs-bytes", "400000", "--labs", "100"];
        let server = Server::start_limited(&options).await;
        let body = "x".repeat(16 * 1024);
        let mut labs = Vec::new();
        // Each of them comes to hold a quarter of what all may hold.
        for _ in 0..12 {
            let lab = server.lab().await;
            for _ in 0..5 {
                server.send(message("POST", &format!("{}basic/", lab.base), &[], &body)).await;
            }
            labs.push(lab);
        }
        let mut polls = 0;
        loop {
            // Asking the API is use as well, so every lab is asked in the order of its making.
            let mut open = Vec::new();
            for (number, lab) in labs.iter().enumerate() {
                let status = lab.api("GET", "/exchanges?after=99", "").await.status;
                assert!(matches!(status, 200 | 410), "{status}");
                open.extend((status == 200).then_some(number));
            }
            if open.len() <= 4 {
                assert!(!open.contains(&0), "the first was unused longest: {open:?}");
                break;
            }
            polls += 1;
            assert!(polls < 1000, "{} labs hold more than they may", open.len());
        }
        let new = server.lab().await;
        assert_eq!(new.knock("GET", "basic/", &[]).await.status, 401);
    });
}

#[test]
fn of_logins_and_revocations_the_oldest_are_forgotten_first() {
    RUNTIME.block_on(async {
        let options =
            ["--no-rate-limits", "--sessions", "2", "--revoked-tokens", "2", "--refresh-families", "2"];
        let server = Server::start_limited(&options).await;
        let lab = server.lab().await;
        let mut cookies = Vec::new();
        let mut tokens = Vec::new();
        for _ in 0..3 {
            let login = [("user", "alice"), ("password", "wonderland")];
            let answer = server.form(&format!("{}session/login", lab.base), &[], &login).await;
            let cookie = answer.field("set-cookie").and_then(|cookie| cookie.split(';').next());
            cookies.push(format!("Cookie: {}", cookie.expect("a session")));
            tokens.push(server.form(&format!("{}token", lab.base), &[], &[("sub", "alice")]).await.json());
        }
        let text = |token: &serde_json::Value, name: &str| token[name].as_str().expect("a token").to_owned();
        let mut statuses = Vec::new();
        for (cookie, token) in cookies.iter().zip(&tokens) {
            let session = lab.knock("GET", "session/", &[cookie]).await.status;
            let refresh = text(token, "refresh_token");
            let form = [("refresh_token", refresh.as_str())];
            let renewed = server.form(&format!("{}token/refresh", lab.base), &[], &form).await.status;
            statuses.push((session, renewed));
        }
        assert_eq!(statuses, [(401, 400), (200, 200), (200, 200)]);
        for token in &tokens {
            let access = text(token, "access_token");
            server.form(&format!("{}token/revoke", lab.base), &[], &[("token", &access)]).await;
        }
        let mut opened = Vec::new();
        for token in &tokens {
            let line = format!("Authorization: Bearer {}", text(token, "access_token"));
            opened.push(lab.knock("GET", "bearer/", &[&line]).await.status);
        }
        assert_eq!(opened, [401, 401, 401], "what was forgotten is not good again");
    });
}
