//! What the server sends outside of its doors: the linter has nothing against it, except where httpbin's address asks for it.

use knock::model::{Level, Side};
use knock::notes;

use crate::support::{Answer, message, with_server};

/// What httpbin's own addresses are there for.
const LESSONS: &[(&str, &str)] = &[
    // A status and nothing else, whatever the request brings along.
    ("/httpbin/status/403", "bearer-refused-silently"),
    ("/httpbin/status/407", "proxy-status-from-origin"),
    ("/httpbin/status/429", "retry-after-missing"),
    ("/httpbin/status/451", "blocked-by-missing"),
];

/// What the server would have to mend, by the names of the rules.
fn faults(request: &str, answer: &Answer) -> Vec<String> {
    let response = format!("{}{}", answer.head, answer.text());
    let read =
        notes::read_apart(request, &response).unwrap_or_else(|error| panic!("{error}: {request} {answer:?}"));
    let found = notes::annotate(read[0].request.as_ref(), &read[0].response, notes::Past::Nothing);
    found
        .into_iter()
        .filter(|note| note.side == Side::Response && note.level >= Level::Warning)
        .map(|note| format!("{} {:?}", note.rule, note.line.map(|line| line.text)))
        .collect()
}

#[test]
fn the_linter_has_nothing_against_httpbin() {
    with_server(async |server| {
        let registered = server.app.site().await.library();
        let codes = registered.codes.iter().map(|code| code.code).filter(|code| *code >= 200);
        let mut targets: Vec<String> = codes.map(|code| format!("/httpbin/status/{code}")).collect();
        targets.extend(
            [
                "",
                "get",
                "headers",
                "basic-auth/ann/secret",
                "hidden-basic-auth/ann/secret",
                "bearer",
                "cookies",
                "cookies/set/flavour/oat",
                "cookies/set?session=1",
                "cookies/delete?flavour",
                "nowhere",
                "status/42",
            ]
            .map(|path| format!("/httpbin/{path}")),
        );
        let (mut found, mut seen) = (Vec::new(), 0);
        for target in &targets {
            for fields in [
                &[][..],
                &["Authorization: Basic YW5uOnNlY3JldA=="],
                &["Authorization: Bearer abc", "Accept: application/json"],
                &["Origin: https://elsewhere.example", "Sec-Fetch-Dest: empty"],
            ] {
                for method in ["GET", "OPTIONS", "BREW"] {
                    let request = message(method, target, fields, "");
                    let answer = server.send(&request).await;
                    for fault in faults(&request, &answer) {
                        let lesson =
                            LESSONS.iter().any(|(path, rule)| target == path && fault.starts_with(rule));
                        seen += usize::from(lesson);
                        if !lesson {
                            found.push(format!("{method} {target} {fields:?}: {fault}"));
                        }
                    }
                }
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
        assert!(seen >= LESSONS.len(), "a lesson that nobody gave");
    });
}

#[test]
fn the_linter_has_nothing_against_the_site_itself() {
    with_server(async |server| {
        let lab = server.lab().await;
        let mut found = Vec::new();
        for (method, target) in [
            ("GET", "/"),
            ("GET", "/codes/401"),
            ("GET", "/lint"),
            ("GET", "/401"),
            ("GET", "/no/such/page"),
            ("PUT", "/codes"),
            ("GET", "/api/codes"),
            ("GET", "/api/codes/999"),
            ("OPTIONS", "/api/codes"),
            ("GET", "/api/labs/nobody/exchanges"),
            ("POST", "/api/labs"),
            ("DELETE", "/api/lint"),
            ("GET", "/robots.txt"),
            ("GET", "/livez"),
            ("GET", "/demo"),
        ] {
            for fields in
                [&[][..], &["Origin: https://elsewhere.example"], &[&lab.cookie, "Accept: text/html"]]
            {
                let request = message(method, target, fields, "");
                let answer = server.send(&request).await;
                found.extend(
                    faults(&request, &answer).into_iter().map(|fault| format!("{method} {target}: {fault}")),
                );
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    });
}
