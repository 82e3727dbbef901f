//! `forbidden/region/`: credentials change nothing, and only the 451 says who blocks.

use super::{Doors, basic_line};
use crate::support::with_server;

#[test]
fn only_a_451_names_who_blocks() {
    with_server(async |server| {
        let lab = server.lab().await;
        let bob = basic_line("bob", "builder");
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            for (query, status, links) in [
                ("", 403, &[][..]),
                ("?code=403", 403, &[]),
                ("?code=451", 451, &["Link: </>; rel=\"blocked-by\""]),
                ("?code=450", 400, &[]),
                ("?code=451%20", 400, &[]),
            ] {
                for fields in [&[][..], &[bob.as_str()], &["Accept: text/html"]] {
                    let path = format!("forbidden/region/{query}");
                    let answer = doors.knock("GET", &path, fields).await;
                    assert_eq!(answer.status, status, "{path}");
                    let blocked: Vec<_> =
                        answer.lines().into_iter().filter(|line| line.contains("blocked-by")).collect();
                    assert_eq!(blocked, links, "{path}");
                    // The description of the exchange keeps its own line beside it.
                    let described = answer.fields("link").len() - blocked.len();
                    assert_eq!(described, usize::from(!doors.is_demo()), "{path}: {answer:?}");
                    assert!(answer.challenges().is_empty(), "{path}: nobody is asked for a name");
                    assert_eq!(answer.fields("cache-control"), ["no-store"], "{path}");
                }
            }
        }
        let answer = server.get("/demo/forbidden/region/?code=451").await;
        assert!(answer.head.starts_with("HTTP/1.1 451 Unavailable For Legal Reasons\r\n"), "{answer:?}");
    });
}
