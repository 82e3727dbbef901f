//! Errors: the status, the challenge lines to the byte, and a problem document whose address leads somewhere.

use std::collections::{BTreeMap, BTreeSet};

use knock::error;
use knock::model::Problem;

use super::{Doors, cases};
use crate::html::attributes;
use crate::support::with_server;

#[test]
fn every_case_has_its_status_its_challenge_and_its_problem() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            for case in cases::all(&doors).await {
                let answer = case.send(&doors, &[]).await;
                let what = format!("{}{}", doors.base, case.name);
                assert_eq!(answer.status, case.status(), "{what}: {answer:?}");
                let problem = case.problem(&answer);
                let detail = problem.as_ref().map_or(String::new(), |problem| problem.detail.to_string());
                assert_eq!(cases::challenges(&answer), case.challenges(&doors, &detail), "{what}");
                // These break the rule to show it.
                let is_shown =
                    case.path.ends_with("style=bare") || case.path.starts_with("broken/no-challenge/");
                if answer.status == 401 && !is_shown {
                    assert!(!answer.challenges().is_empty(), "{what}: RFC 9110 15.5.2");
                }
                let (Some(reason), Some(problem)) = (case.reason, problem) else { continue };
                assert_eq!(answer.field("content-type"), Some("application/problem+json"), "{what}");
                assert_eq!(problem.status, answer.status, "{what}");
                assert_eq!(problem.title, error::title(reason), "{what}");
                assert_eq!(
                    problem.kind,
                    format!("http://localhost:3000{}", error::explained_at(reason)),
                    "{what}"
                );
                assert!(problem.detail.ends_with('.') && problem.detail.len() < 200, "{what}: {detail}");
                let instance = answer.field("knock-exchange").map(|id| format!("/x/{id}"));
                assert_eq!(problem.instance, instance, "{what}");
            }
        }
    });
}

#[test]
fn every_way_a_token_can_fail_has_a_description_of_its_own() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for case in cases::all(&doors).await.iter().filter(|case| case.path.starts_with("bearer/")) {
            let (Some(reason), answer) = (case.reason, case.send(&doors, &[]).await) else { continue };
            let line = answer.challenges().first().map(|line| (*line).to_owned()).expect("a challenge");
            if let Some((_, description)) = line.split_once("error_description=") {
                seen.entry(description.to_owned()).or_default().insert(format!("{reason:?}"));
            }
        }
        assert!(seen.len() >= 11, "{seen:?}");
        for (description, reasons) in seen {
            assert_eq!(reasons.len(), 1, "{description} stands for {reasons:?}");
        }
    });
}

#[test]
fn the_address_of_every_problem_leads_to_a_page_and_to_a_place_on_it() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        let mut addresses = BTreeSet::new();
        for case in cases::all(&doors).await {
            if let Some(problem) = case.problem(&case.send(&doors, &[]).await) {
                addresses.insert(problem.kind.into_owned());
            }
        }
        let large = format!("sub={}", "x".repeat(70_000));
        for (content_type, body) in
            [("text/plain", "x"), ("application/json", "[]"), ("application/x-www-form-urlencoded", &large)]
        {
            let field = format!("Content-Type: {content_type}");
            let answer = server.send(crate::support::message("POST", "/demo/token", &[&field], body)).await;
            let problem: Problem = serde_json::from_slice(&answer.body).expect("a problem");
            addresses.insert(problem.kind.into_owned());
        }
        let gone = server.get("/lab/amber-otter-00000000/basic/").await;
        addresses.insert(gone.json()["type"].as_str().expect("an address").to_owned());
        assert!(addresses.len() >= 8, "{addresses:?}");
        for address in addresses {
            let target = address.strip_prefix("http://localhost:3000").expect("our origin");
            let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
            let page = server.get(path).await;
            assert_eq!(page.status, 200, "{address}");
            let ids = attributes(&page.text(), "id");
            assert!(ids.iter().any(|id| id == fragment), "no {fragment} on {path}");
        }
    });
}

#[test]
fn every_reason_is_explained_on_a_page_that_exists() {
    use knock::model::Reason;
    // Those that no test can provoke quickly over HTTP, and one that is told without a problem document.
    let rare = [Reason::BodyTooLate, Reason::LabExpired, Reason::Internal, Reason::FirewallRule];
    with_server(async |server| {
        for reason in rare {
            let (path, fragment) = error::explained_at(reason).split_once('#').expect("a place on a page");
            let page = server.get(path).await;
            assert_eq!(page.status, 200, "{reason:?}");
            assert!(attributes(&page.text(), "id").iter().any(|id| id == fragment), "{reason:?}: {fragment}");
        }
    });
}

#[test]
fn a_configured_origin_stands_in_problems_whatever_the_host_field_says() {
    let folder = crate::folder::Folder::small();
    crate::support::RUNTIME.block_on(async {
        let options = ["--content", folder.text(), "--origin", "https://knock.example"];
        let server = crate::support::Server::start(&options, knock::labs::Bounds::default()).await;
        let answer = server.get("/demo/nowhere/").await;
        assert_eq!(answer.json()["type"], "https://knock.example/codes#404");
    });
}
