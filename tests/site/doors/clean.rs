//! Every good door is clean: the linter has nothing against any answer, except where that is what the door teaches.

use std::collections::BTreeSet;

use knock::content::Library;
use knock::model::{Exchange, Level, Note, Side};

use super::{Doors, cases};
use crate::support::with_server;

/// Doors whose lesson is the mistake itself: the beginning of the path, and the rule that it shows.
const LESSONS: &[(&str, &str)] = &[
    ("cors/?expose=0", "challenge-hidden"),
    ("digest-int/", "digest-body-only"),
    ("digest-md5/", "digest-md5-only"),
    ("forbidden/quota/", "quota-as-forbidden"),
    ("forbidden/sticky/", "cacheable-refusal"),
    ("session/?style=bare", "challenge-missing"),
    ("session/?style=forbidden", "login-wanted-forbidden"),
    ("session/?style=redirect", "login-by-redirect"),
    ("session/?style=soft", "login-page-with-success"),
    ("several/?layout=oneline", "challenges-on-one-line"),
];

/// What the server would have to mend.
fn faults(notes: &[Note]) -> impl Iterator<Item = &Note> {
    notes.iter().filter(|note| note.side == Side::Response && note.level >= Level::Warning)
}

/// The lessons: those of the list, and the exhibits of the museum, each with its rule.
fn lessons(library: &Library) -> Vec<(String, String)> {
    let listed = LESSONS.iter().map(|(path, rule)| ((*path).to_owned(), (*rule).to_owned()));
    let exhibits =
        library.exhibits.values().map(|page| (format!("broken/{}/", page.name), page.front.rule.clone()));
    listed.chain(exhibits).collect()
}

/// The notes that are no lesson; `seen` learns which lessons were given.
fn unexpected(exchange: &Exchange, lessons: &[(String, String)], seen: &mut BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    for note in faults(&exchange.notes) {
        let lesson =
            lessons.iter().find(|(path, rule)| exchange.path.starts_with(path) && note.rule == *rule);
        match lesson {
            Some((path, _)) => {
                seen.insert(path.clone());
            }
            None => found.push(format!("{} {}: {}", exchange.method, exchange.path, note.rule)),
        }
    }
    found
}

#[test]
fn the_linter_has_nothing_against_a_good_door() {
    with_server(async |server| {
        let lab = server.lab().await;
        let doors = Doors::of(&lab);
        let lessons = lessons(&server.app.site().await.library());
        let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
        let visitors: [&[&str]; 4] = [
            &[],
            &["Accept: text/html"],
            &["Origin: https://elsewhere.example", "Accept: application/json", "Sec-Fetch-Dest: empty"],
            &["Origin: https://elsewhere.example", "Cookie: other=1", "Sec-Fetch-Mode: cors"],
        ];
        for more in visitors {
            // For each visitor anew: a nonce is good once, and not for long.
            for case in cases::all(&doors).await {
                let answer = case.send(&doors, more).await;
                let record = lab.record_of(&answer).await;
                found.extend(unexpected(&record, &lessons, &mut seen));
            }
        }
        let mut paths: Vec<String> = cases::all(&doors).await.into_iter().map(|case| case.path).collect();
        paths.dedup();
        let asks = "Access-Control-Request-Method: GET";
        let wants = "Access-Control-Request-Headers: authorization";
        for path in &paths {
            let preflight =
                doors.knock("OPTIONS", path, &["Origin: https://elsewhere.example", asks, wants]).await;
            found.extend(unexpected(&lab.record_of(&preflight).await, &lessons, &mut seen));
            for method in ["OPTIONS", "HEAD", "PATCH"] {
                let answer = doors.knock(method, path, &[]).await;
                found.extend(unexpected(&lab.record_of(&answer).await, &lessons, &mut seen));
            }
        }
        found.sort();
        found.dedup();
        assert!(found.is_empty(), "mend the door, or say in LESSONS what it teaches:\n{}", found.join("\n"));
        let unseen: Vec<_> = lessons.iter().filter(|(path, _)| !seen.contains(path)).collect();
        assert!(unseen.is_empty(), "lessons that nobody gave: {unseen:?}");
    });
}
