//! Notes on the exchanges of a lab: in the log, on the page, and in the playground's view of the checks.

use knock::model::{Level, Note, Side};

use crate::support::{Answer, Lab, with_server};

/// The linter's notes in the record, with their names.
async fn notes(lab: &Lab<'_>, answer: &Answer) -> Vec<Note> {
    lab.record_of(answer).await.notes
}

#[test]
fn a_lesson_is_noticed_and_a_good_answer_is_not() {
    with_server(async |server| {
        let lab = server.lab().await;
        let bare = lab.knock("GET", "session/?style=bare", &[]).await;
        let found = notes(&lab, &bare).await;
        let [note] = &found[..] else { panic!("one note: {found:?}") };
        assert_eq!(
            (note.rule.as_str(), note.level, note.side),
            ("challenge-missing", Level::Violation, Side::Response)
        );
        let line = note.line.as_ref().expect("a line");
        assert_eq!(line.text, "HTTP/1.1 401 Unauthorized");
        let good = lab.knock("GET", "bearer/", &[]).await;
        assert_eq!(notes(&lab, &good).await, []);
    });
}

#[test]
fn the_page_and_the_view_of_the_checks_show_the_notes() {
    with_server(async |server| {
        let lab = server.lab().await;
        let bare = lab.knock("GET", "session/?style=bare", &[]).await;
        let id = bare.field("knock-exchange").expect("an id");
        for target in [format!("/x/{id}"), format!("/x/{id}/why")] {
            let html = server.request("GET", &target, &[&lab.cookie]).await.text();
            for part in ["Against the rule", "challenge-missing", "rfc9110#section-15.5.2", "Instead: "] {
                assert!(html.contains(part), "{part} at {target}: {html}");
            }
        }
        let good = lab.knock("GET", "bearer/", &[]).await;
        let id = good.field("knock-exchange").expect("an id");
        for target in [format!("/x/{id}"), format!("/x/{id}/why")] {
            let html = server.request("GET", &target, &[&lab.cookie]).await.text();
            assert!(
                !html.contains("note-list") && !html.contains("What there is to notice"),
                "{target}: {html}"
            );
        }
    });
}

#[test]
fn what_the_visitor_did_wrong_is_a_note_on_the_request() {
    with_server(async |server| {
        let lab = server.lab().await;
        let cases: [(&str, &[&str], &str); 4] = [
            ("basic/", &["Authorization: Basic alice:wonderland"], "basic-not-base64"),
            ("bearer/", &["Authorization: Bearer undefined"], "placeholder-left"),
            ("bearer/?access_token=x.y.z", &[], "secret-in-address"),
            ("basic/", &["Authorization: Basic YTpi", "Authorization: Basic YTpi"], "authorization-repeated"),
        ];
        for (path, fields, rule) in cases {
            let answer = lab.knock("GET", path, fields).await;
            let found = notes(&lab, &answer).await;
            let note =
                found.iter().find(|note| note.rule == rule).unwrap_or_else(|| panic!("{rule}: {found:?}"));
            assert_eq!(note.side, Side::Request, "{rule}");
        }
    });
}

#[test]
fn a_masked_secret_is_not_taken_for_a_mistake() {
    with_server(async |server| {
        let lab = server.lab().await;
        let stranger = knock::auth::basic::authorization("stranger@example.org", "a very secret password");
        let answer = format!(
            "Digest username=\"stranger\", realm=\"r\", nonce=\"n\", uri=\"{}basic/\", response=\"0123456789abcdef\", \
             cnonce=\"c\", nc=00000001, qop=auth",
            lab.base
        );
        for credentials in [&stranger, "Bearer a-token-of-another-place-0123456789", &answer] {
            let answer = lab.knock("GET", "basic/", &[&format!("Authorization: {credentials}")]).await;
            let record = lab.record_of(&answer).await;
            assert!(
                record.request.field("authorization").is_some_and(|value| value.contains("***")),
                "{credentials}"
            );
            assert_eq!(record.notes, [], "{credentials}");
        }
    });
}
