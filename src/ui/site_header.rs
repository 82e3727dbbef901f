//! The head of every page: the way past it, the knocker, the ways into the site, the search, the theme.

use leptos::prelude::*;

use super::shape::{Icon, Shape};

/// The head of the page at `current`; `theme` is the name of the one that is on: system, light or dark.
#[component]
pub fn SiteHeader(
    #[prop(into)] current: String,
    #[prop(default = "system")] theme: &'static str,
) -> impl IntoView {
    let link = |href: &'static str, text: &'static str| {
        view! { <a href=href aria-current=mark(href, &current)>{text}</a> }
    };
    view! {
        <a class="skip-link" href="#main">"Skip to the content"</a>
        <header class="site-header">
            <div class="site-header__inner frame">
                <a class="site-header__wordmark" href="/" aria-current=mark("/", &current)>
                    <svg class="site-header__ring" viewBox="0 0 32 32" aria-hidden="true">
                        <path d="M13 3.5h6v5h-6z"/>
                        <circle cx="16" cy="19" r="10.5"/>
                    </svg>
                    "Knock"
                </a>
                <button class="button site-header__toggle" type="button" popovertarget="site-menu">"Menu"</button>
                <div class="site-header__menu" id="site-menu" popover="">
                    <nav class="site-header__nav" aria-label="Site">
                        <ul role="list">
                            <li>{link("/codes", "Codes")}</li>
                            <li>{link("/compare/401-vs-403", "401 vs 403")}</li>
                            <li>
                                <span class="site-header__group" id="nav-schemes">"Schemes"</span>
                                <ul role="list" aria-labelledby="nav-schemes">
                                    <li>{link("/auth/basic", "Basic")}</li>
                                    <li>{link("/auth/digest", "Digest")}</li>
                                    <li>{link("/auth/bearer", "Bearer")}</li>
                                </ul>
                            </li>
                            <li>{link("/decide", "Decide")}</li>
                            <li>{link("/play", "Playground")}</li>
                            <li>{link("/lint", "Lint")}</li>
                        </ul>
                    </nav>
                    {search()}
                    {themes(theme, current)}
                </div>
            </div>
        </header>
    }
}

fn search() -> impl IntoView {
    view! {
        <form class="site-header__search" action="/codes" role="search">
            <label class="visually-hidden" for="site-q">"Search the codes"</label>
            <input class="field__input" id="site-q" name="q" type="search" placeholder="Search"/>
            <button class="button" type="submit">"Find"</button>
        </form>
    }
}

fn themes(theme: &'static str, current: String) -> impl IntoView {
    let buttons = [
        ("system", Shape::ThemeSystem, "Theme of your system"),
        ("light", Shape::ThemeLight, "Light theme"),
        ("dark", Shape::ThemeDark, "Dark theme"),
    ]
    .map(|(name, shape, text)| {
        let pressed = if name == theme { "true" } else { "false" };
        view! {
            <button type="submit" name="theme" value=name aria-pressed=pressed>
                <Icon shape/>
                <span class="visually-hidden">{text}</span>
            </button>
        }
    });
    view! {
        <form class="site-header__theme" method="post" action="/theme" aria-label="Theme">
            <input type="hidden" name="back" value=current/>
            {buttons.into_iter().collect_view()}
        </form>
    }
}

/// What `aria-current` says about a link: the page itself, or the part of the site it is in.
fn mark(href: &str, current: &str) -> Option<&'static str> {
    if href == current {
        return Some("page");
    }
    let below = href != "/" && current.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'));
    below.then_some("true")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_and_its_part_of_the_site_are_marked() {
        for (href, current, expected) in [
            ("/codes", "/codes", Some("page")),
            ("/codes", "/codes/401", Some("true")),
            ("/codes", "/codesx", None),
            ("/", "/", Some("page")),
            ("/", "/codes", None),
            ("/play", "/play/first-401", Some("true")),
            ("/play", "", None),
        ] {
            assert_eq!(mark(href, current), expected, "{href} at {current}");
        }
    }

    #[test]
    fn one_theme_is_pressed() {
        let html = view! { <SiteHeader current="/codes" theme="dark"/> }.to_html();
        assert!(html.contains("value=\"dark\" aria-pressed=\"true\""), "{html}");
        assert_eq!(html.matches("aria-pressed=\"true\"").count(), 1);
        assert_eq!(html.matches("aria-current").count(), 1);
        assert!(html.contains("popover"), "{html}");
    }
}
