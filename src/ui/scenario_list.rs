//! The scenarios in their groups, which fold, with a tick at those that are done.

use leptos::prelude::*;

use super::shape::{Icon, Shape};
use crate::model::{Group, ScenarioLink};

/// The list. `current` and `done` are slugs; lists on the same page need different labels.
#[component]
pub fn ScenarioList(
    scenarios: Vec<ScenarioLink>,
    #[prop(into)] current: String,
    #[prop(optional)] done: Vec<String>,
    #[prop(default = "Scenarios")] label: &'static str,
) -> impl IntoView {
    // Without a scenario one begins at the beginning.
    let opened = scenarios.iter().find(|link| link.slug == current).map_or(Group::ALL[0], |link| link.group);
    let groups = Group::ALL.into_iter().filter_map(|group| {
        let links = scenarios.iter().filter(|link| link.group == group);
        let (all, finished) =
            (links.clone().count(), links.clone().filter(|link| done.contains(&link.slug)).count());
        let links = links.map(|scenario| link(scenario, &current, &done)).collect::<Vec<_>>();
        (!links.is_empty()).then(|| {
            view! {
                <details class="scenario-list__group" open=group == opened>
                    <summary class="scenario-list__summary">
                        <h2 class="scenario-list__title">{group.title()}</h2>
                        " "
                        <span class="scenario-list__count">{count(finished, all)}</span>
                    </summary>
                    <ul class="scenario-list__items" role="list">{links}</ul>
                </details>
            }
        })
    });
    let groups = groups.collect_view();
    view! { <nav class="scenario-list" aria-label=label>{groups}</nav> }
}

/// "7", or "2 of 7".
fn count(done: usize, all: usize) -> String {
    let all = all.to_string();
    if done == 0 { all } else { [&*done.to_string(), " of ", &*all].concat() }
}

fn link(scenario: &ScenarioLink, current: &str, done: &[String]) -> impl IntoView + use<> {
    let tick = done.contains(&scenario.slug).then(|| {
        view! {
            <span class="scenario-list__done">
                <Icon shape=Shape::Tick/>
                <span class="visually-hidden">"done"</span>
            </span>
        }
    });
    let current = (scenario.slug == current).then_some("page");
    view! {
        <li>
            <a class="scenario-list__link" href=format!("/play/{}", scenario.slug) aria-current=current>
                {scenario.title.clone()}
                {tick}
            </a>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Goal;

    #[test]
    fn groups_keep_their_order_and_empty_ones_are_left_out() {
        let link = |slug: &str, group| ScenarioLink {
            slug: slug.into(),
            title: slug.to_uppercase(),
            group,
            goal: Goal(Vec::new()),
        };
        let scenarios = vec![link("b", Group::ForbiddenToYou), link("a", Group::FirstSteps)];
        let html =
            view! { <ScenarioList scenarios current="a" done=vec!["b".to_owned()] label="All"/> }.to_html();
        let at = |text: &str| html.find(text).expect("shown");
        assert!(at("First steps") < at("403: who you are"), "{html}");
        assert!(!html.contains("Browser lab"), "{html}");
        assert!(html.contains("href=\"/play/a\" aria-current=\"page\""), "{html}");
        assert_eq!(html.matches("scenario-list__done").count(), 1, "{html}");
        assert!(html.contains(">1 of 1<") && html.contains(">1<"), "{html}");
        let open = html.matches("<details open ").count();
        assert_eq!(open, 1, "the group of the current one: {html}");
    }
}
