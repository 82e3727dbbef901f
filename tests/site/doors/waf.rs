//! `forbidden/waf/`: a blunt filter, and a page that tells the visitor nothing but a number.

use knock::model::{Outcome, Rung};

use super::Doors;
use crate::support::with_server;

/// Questions that hold a pattern, in the spellings of a query.
const BLOCKED: [&str; 8] = [
    "%3Cscript%3E",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "%3CSCRIPT+src=x%3E",
    "1+UNION+SELECT+password",
    "a%20student%20union%20selects%20a%20speaker",
    "../../etc/passwd",
    "%2e%2e%2fsecret",
    "zqmarkerzq+../",
];
const PASSED: [&str; 6] = ["", "cats", "union", "select+a+union", "%3Cb%3Escript", "..+.."];

#[test]
fn what_holds_a_pattern_is_blocked_with_the_same_page_and_nothing_of_the_question_in_it() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            let mut pages = Vec::new();
            for question in BLOCKED {
                for accept in ["Accept: */*", "Accept: text/html", "Accept: application/json"] {
                    let path = format!("forbidden/waf/?q={question}");
                    let answer = doors.knock("GET", &path, &[accept]).await;
                    assert_eq!(answer.status, 403, "{path}");
                    assert_eq!(answer.fields("content-type"), ["text/html; charset=utf-8"], "{path}");
                    let text = answer.text();
                    let (page, id) = text.split_once("Request id: ").expect("a number to ask about");
                    let id = id.split('\n').next().expect("a line");
                    assert!(id.len() == 12 && id.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{id}");
                    if !doors.is_demo() {
                        assert_eq!(answer.field("knock-exchange"), Some(id), "its owner finds it in the log");
                    }
                    pages.push(page.to_owned());
                }
            }
            assert!(pages.windows(2).all(|pair| pair[0] == pair[1]), "{pages:#?}");
            for sent in ["zqmarkerzq", "passwd", "alert", "student"] {
                assert!(!pages[0].contains(sent), "{sent}");
            }
        }
    });
}

#[test]
fn what_holds_no_pattern_passes_and_is_not_repeated() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        for question in PASSED {
            let answer = doors.knock("GET", &format!("forbidden/waf/?q={question}"), &[]).await;
            assert_eq!(answer.status, 200, "{question}");
            assert_eq!(answer.json()["results"], serde_json::json!([]), "{question}");
            assert!(question.is_empty() || !answer.text().contains(question), "{question}");
        }
        let other = doors.knock("GET", "forbidden/waf/?search=../", &[]).await;
        assert_eq!(other.status, 200, "only q is looked at");
    });
}

#[test]
fn the_record_names_the_rule_that_the_page_keeps_to_itself() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (question, words) in
            [("%3Cscript", "script tag"), ("union+select", "words union select"), ("../", "parent folder")]
        {
            let answer = lab.knock("GET", &format!("forbidden/waf/?q={question}"), &[]).await;
            let record = lab.record_of(&answer).await;
            let last = record.checks.last().expect("a check");
            assert_eq!((last.rung, last.outcome), (Rung::Door, Outcome::Stopped), "{question}");
            assert!(last.detail.contains(words), "{}", last.detail);
            assert!(!answer.text().contains(words), "{question}");
        }
    });
}
