//! `forbidden/method/`: 403 when it is not your right, 405 when it is nobody's.

use super::{Doors, basic_line};
use crate::support::with_server;

#[test]
fn a_403_depends_on_who_deletes_and_a_405_does_not() {
    with_server(async |server| {
        let lab = server.lab().await;
        let [alice, bob] = [basic_line("alice", "wonderland"), basic_line("bob", "builder")];
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            let cases: &[(&str, &[&str], u16, &[&str])] = &[
                ("", &[], 401, &[]),
                ("", &[&alice], 403, &[]),
                ("", &[&bob], 200, &[]),
                ("?code=403", &[], 401, &[]),
                ("?code=403", &[&alice], 403, &[]),
                ("?code=403", &[&bob], 200, &[]),
                ("?code=405", &[], 405, &["Allow: GET, HEAD"]),
                ("?code=405", &[&alice], 405, &["Allow: GET, HEAD"]),
                ("?code=405", &[&bob], 405, &["Allow: GET, HEAD"]),
                ("?code=405", &["Authorization: nonsense"], 405, &["Allow: GET, HEAD"]),
            ];
            for (query, fields, status, allow) in cases {
                let answer = doors.knock("DELETE", &format!("forbidden/method/{query}"), fields).await;
                assert_eq!(answer.status, *status, "{query} {fields:?}");
                let lines: Vec<_> = answer.lines().into_iter().filter(|l| l.starts_with("Allow:")).collect();
                assert_eq!(lines, *allow, "{query} {fields:?}");
                assert_eq!(answer.challenges().len(), usize::from(*status == 401), "{query} {fields:?}");
            }
        }
    });
}

#[test]
fn what_allow_names_is_taken() {
    with_server(async |server| {
        let alice = basic_line("alice", "wonderland");
        for method in ["GET", "HEAD"] {
            let answer = server.request(method, "/demo/forbidden/method/?code=405", &[&alice]).await;
            assert_eq!(answer.status, 200, "{method}");
        }
    });
}
