//! Every scenario, played over HTTP in a lab of its own: its beginning does not meet its goal, its solution does.

use std::collections::BTreeSet;

use knock::content::scenarios::ScenarioPage;
use knock::model::RequestDraft;

use crate::html::text;
use crate::placeholders::{Asked, Giver};
use crate::support::{Answer, Lab, Server, message, with_server};

/// Sends a request to a door of the lab, with its placeholders filled.
pub(crate) async fn send(lab: &Lab<'_>, draft: &RequestDraft) -> Answer {
    let giver = Giver::Lab(lab);
    let target = format!("{}{}", lab.base, giver.filled(&draft.path).await);
    let mut fields = Vec::new();
    for line in &draft.headers {
        let asked = Asked { method: &draft.method, target: &target, body: &draft.body };
        fields.push(giver.filled_for(line, asked).await);
    }
    let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    let answer = lab.server.send(message(&draft.method, &target, &fields, &draft.body)).await;
    assert!(answer.field("knock-exchange").is_some(), "{draft:?}: {answer:?}");
    answer
}

async fn steps_met(lab: &Lab<'_>, page: &ScenarioPage) -> usize {
    page.scenario.goal.steps_met(&lab.exchanges().await)
}

async fn for_each(test: impl AsyncFn(&'static Server, &ScenarioPage)) {
    let server = crate::support::shared();
    let library = server.app.site().await.library();
    assert!(library.scenarios.len() >= 10, "{}", library.scenarios.len());
    for page in &library.scenarios {
        test(server, page).await;
    }
}

#[test]
fn the_beginning_of_a_scenario_does_not_meet_its_goal() {
    with_server(async |_| {
        for_each(async |server, page| {
            let lab = server.lab().await;
            assert_eq!(
                steps_met(&lab, page).await,
                0,
                "{} is done before anything was sent",
                page.scenario.slug
            );
            send(&lab, &page.scenario.start).await;
            let met = steps_met(&lab, page).await;
            assert!(met < page.scenario.goal.0.len(), "{} is done by pressing Send once", page.scenario.slug);
        })
        .await;
    });
}

#[test]
fn the_solution_of_a_scenario_meets_its_goal_step_by_step() {
    with_server(async |_| {
        for_each(async |server, page| {
            let lab = server.lab().await;
            let slug = &page.scenario.slug;
            assert!(!page.solution.is_empty() && !page.scenario.goal.0.is_empty(), "{slug}");
            let mut before = 0;
            for (index, draft) in page.solution.iter().enumerate() {
                send(&lab, draft).await;
                let met = steps_met(&lab, page).await;
                assert!(
                    met > before,
                    "{slug}: request {index} of the solution leads nowhere: {:?}",
                    lab.exchanges().await
                );
                before = met;
            }
            assert!(page.scenario.goal.is_met(&lab.exchanges().await), "{slug}: {:?}", lab.exchanges().await);
        })
        .await;
    });
}

#[test]
fn the_solution_is_needed_to_its_last_request() {
    with_server(async |_| {
        for_each(async |server, page| {
            let lab = server.lab().await;
            let Some((_, all_but_one)) = page.solution.split_last() else { return };
            for draft in all_but_one {
                send(&lab, draft).await;
            }
            assert!(!page.scenario.goal.is_met(&lab.exchanges().await), "{}", page.scenario.slug);
        })
        .await;
    });
}

#[test]
fn a_scenario_is_done_after_other_requests_too() {
    with_server(async |_| {
        for_each(async |server, page| {
            let lab = server.lab().await;
            for draft in &page.solution {
                assert_eq!(lab.knock("GET", "nowhere/", &[]).await.status, 404);
                send(&lab, draft).await;
                assert_eq!(lab.knock("OPTIONS", "basic/", &[]).await.status, 204);
            }
            assert!(page.scenario.goal.is_met(&lab.exchanges().await), "{}", page.scenario.slug);
        })
        .await;
    });
}

#[test]
fn a_solved_scenario_is_marked_on_the_page_of_an_exchange() {
    with_server(async |server| {
        let lab = server.lab().await;
        let library = server.app.site().await.library();
        let page = library.scenario("right-password").expect("the scenario");
        for draft in &page.solution {
            send(&lab, draft).await;
        }
        let id = lab.exchanges().await.last().expect("an exchange").id.clone();
        let shown = server.request("GET", &format!("/x/{id}"), &[&lab.cookie]).await;
        let fresh = server.lab().await;
        let other =
            fresh.knock("GET", "bearer/", &[]).await.field("knock-exchange").expect("an id").to_owned();
        let unsolved = server.request("GET", &format!("/x/{other}"), &[&fresh.cookie]).await;
        let done = |html: &str| html.matches("scenario-list__done").count();
        assert_eq!((done(&shown.text()), done(&unsolved.text())), (2, 0), "first-401 and right-password");
    });
}

#[test]
fn a_scenario_page_tells_its_task_its_hints_and_what_to_notice() {
    with_server(async |_| {
        for_each(async |server, page| {
            let scenario = &page.scenario;
            let answer = server.get(&format!("/play/{}", scenario.slug)).await;
            assert_eq!(answer.status, 200, "{}", scenario.slug);
            let shown = text(&answer.text());
            assert!(shown.contains(&scenario.title) && shown.contains(&scenario.task), "{}", scenario.slug);
            assert!((1..=3).contains(&scenario.hints.len()), "{}", scenario.slug);
            for hint in &scenario.hints {
                assert!(shown.contains(hint.as_str()), "{}: {hint}", scenario.slug);
            }
            for id in ["notice", "why"] {
                assert!(
                    page.article.headings.iter().any(|heading| heading.id == id),
                    "{}: {id}",
                    scenario.slug
                );
            }
            assert!(scenario.goal.0.iter().any(|step| step.status.is_some()), "{}", scenario.slug);
        })
        .await;
    });
}

#[test]
fn titles_and_places_are_given_once() {
    with_server(async |server| {
        let library = server.app.site().await.library();
        let titles: BTreeSet<_> = library.scenarios.iter().map(|page| page.scenario.title.as_str()).collect();
        let places: BTreeSet<_> =
            library.scenarios.iter().map(|page| (page.scenario.group, page.order)).collect();
        assert_eq!((titles.len(), places.len()), (library.scenarios.len(), library.scenarios.len()));
    });
}
