//! Reading and writing the two cookies: the lab's, and the theme's.

use axum::http::{HeaderMap, HeaderValue};

use crate::demo::{LAB_COOKIE, cookie_value as value};
use crate::labs::{Access, Lab, Labs};
use crate::pages::Theme;

const THEME_COOKIE: &str = "knock_theme";
const THEME_SECONDS: u32 = 365 * 24 * 60 * 60;
/// Browsers accept this prefix only together with `Secure` and `Path=/` (RFC 6265bis 4.1.3.2).
const HOST_PREFIX: &str = "__Host-";

/// The theme that the visitor chose.
#[must_use]
pub fn theme(headers: &HeaderMap) -> Theme {
    value(headers, THEME_COOKIE).and_then(Theme::parse).unwrap_or_default()
}

/// Keeps a theme for a year.
#[must_use]
pub fn set_theme(theme: Theme) -> HeaderValue {
    let cookie = format!("{THEME_COOKIE}={}; Path=/; Max-Age={THEME_SECONDS}; SameSite=Lax", theme.name());
    HeaderValue::try_from(cookie).expect("a theme's name is a token")
}

/// The lab whose owner sent the request.
#[must_use]
pub fn owned_lab(labs: &Labs, headers: &HeaderMap, secure: bool) -> Access {
    // Without its prefix a cookie may have been planted by another host of the domain, or on the way.
    let cookie = value(headers, &[if secure { HOST_PREFIX } else { "" }, LAB_COOKIE].concat());
    cookie.map_or(Access::Unknown, |cookie| labs.owned(cookie))
}

/// Makes the visitor the owner of a lab.
#[must_use]
pub fn set_lab(labs: &Labs, lab: &Lab, secure: bool) -> HeaderValue {
    let (prefix, attribute) = if secure { (HOST_PREFIX, "; Secure") } else { ("", "") };
    let cookie = format!(
        "{prefix}{LAB_COOKIE}={}; Path=/; HttpOnly; SameSite=Lax{attribute}",
        labs.cookie_value(&lab.id)
    );
    HeaderValue::try_from(cookie).expect("a sealed id is a cookie value")
}
