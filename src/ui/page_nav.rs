//! The ways from a reference page: to its neighbours, and to its own sections.

use leptos::prelude::*;

/// A link to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavLink {
    pub href: String,
    pub title: String,
}

/// Pages of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavGroup {
    pub title: String,
    pub links: Vec<NavLink>,
}

/// The neighbours of the page at `current`, for the left margin.
#[component]
pub fn SectionsNav(groups: Vec<NavGroup>, #[prop(into)] current: String) -> impl IntoView {
    let groups = groups.into_iter().map(|group| {
        let links = group.links.into_iter().map(|link| {
            let mark = (link.href == current).then_some("page");
            view! { <li><a href=link.href aria-current=mark>{link.title}</a></li> }
        });
        let links = links.collect_view();
        view! { <p class="page-nav__title">{group.title}</p><ul role="list">{links}</ul> }
    });
    let groups = groups.collect_view();
    view! { <nav class="page-nav page-nav--sections" aria-label="Sections">{groups}</nav> }
}

/// A heading of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    pub id: String,
    pub title: String,
    /// 2 or 3.
    pub level: u8,
}

/// Where the contents of a page stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentsPlace {
    /// At the right of a reference page.
    Aside,
    /// At the left, where there are no neighbours.
    Margin,
    /// Above the text, folded, on screens without margins.
    Folded,
}

/// The sections of a page; nothing for a page without any.
#[component]
pub fn Contents(anchors: Vec<Anchor>, place: ContentsPlace) -> impl IntoView {
    let branches = branches(anchors);
    (!branches.is_empty()).then(|| match place {
        ContentsPlace::Aside => titled("page-nav page-nav--toc", branches).into_any(),
        ContentsPlace::Margin => titled("page-nav page-nav--sections", branches).into_any(),
        ContentsPlace::Folded => view! {
            <details class="page-nav page-nav--below">
                <summary>"On this page"</summary>
                <nav aria-label="On this page, folded">{list(branches)}</nav>
            </details>
        }
        .into_any(),
    })
}

fn titled(class: &'static str, branches: Vec<Branch>) -> impl IntoView {
    view! {
        <nav class=class aria-label="On this page">
            <p class="page-nav__title">"On this page"</p>
            {list(branches)}
        </nav>
    }
}

/// A section with its subsections.
#[derive(Debug, PartialEq, Eq)]
struct Branch {
    anchor: Anchor,
    below: Vec<Branch>,
}

fn branches(anchors: Vec<Anchor>) -> Vec<Branch> {
    let mut branches: Vec<Branch> = Vec::new();
    for anchor in anchors {
        let branch = Branch { anchor, below: Vec::new() };
        match branches.last_mut() {
            Some(last) if branch.anchor.level > last.anchor.level => last.below.push(branch),
            _ => branches.push(branch),
        }
    }
    branches
}

fn list(branches: Vec<Branch>) -> AnyView {
    let items = branches.into_iter().map(|branch| {
        let below = (!branch.below.is_empty()).then(|| list(branch.below));
        view! { <li><a href=format!("#{}", branch.anchor.id)>{branch.anchor.title}</a>{below}</li> }
    });
    view! { <ul role="list">{items.collect_view()}</ul> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(id: &str, level: u8) -> Anchor {
        Anchor { id: id.into(), title: id.to_uppercase(), level }
    }

    #[test]
    fn subsections_stand_below_their_section() {
        let anchors = vec![anchor("x", 3), anchor("a", 2), anchor("b", 3), anchor("c", 3), anchor("d", 2)];
        let html = view! { <Contents anchors place=ContentsPlace::Aside/> }.to_html().replace("<!>", "");
        assert!(
            html.ends_with(
                "<ul role=\"list\"><li><a href=\"#x\">X</a></li><li><a href=\"#a\">A</a>\
                 <ul role=\"list\"><li><a href=\"#b\">B</a></li><li><a href=\"#c\">C</a></li></ul></li>\
                 <li><a href=\"#d\">D</a></li></ul></nav>"
            ),
            "{html}"
        );
    }

    #[test]
    fn a_page_without_sections_has_no_contents() {
        let html = view! { <Contents anchors=Vec::new() place=ContentsPlace::Folded/> }.to_html();
        assert!(!html.contains("details"), "{html}");
    }

    #[test]
    fn the_page_is_marked_among_its_neighbours() {
        let link = |href: &str| NavLink { href: href.into(), title: "x".into() };
        let groups = vec![NavGroup { title: "Codes".into(), links: vec![link("/a"), link("/b")] }];
        let html = view! { <SectionsNav groups current="/b"/> }.to_html();
        assert_eq!(html.matches("aria-current").count(), 1, "{html}");
        assert!(html.contains("href=\"/b\" aria-current=\"page\""), "{html}");
    }
}
