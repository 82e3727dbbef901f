//! The cases of `session/` that are errors, of the forms at its side, and of `cors/`.

use knock::model::Reason;

use super::Doors;
use super::cases::{Asks, Case, case};

pub(super) async fn all(doors: &Doors<'_>) -> Vec<Case> {
    let login = doors.post("session/login", &[("user", "bob"), ("password", "builder")]).await;
    let pair = login.field("set-cookie").and_then(|cookie| cookie.split(';').next()).expect("a cookie");
    let good = format!("Cookie: {pair}");
    let ended = format!("{good}x");
    let mut cases = vec![
        case("session/", "bob", &[&good], None, Asks::Nothing),
        case("session/?style=soft", "bob", &[&good], None, Asks::Nothing),
        case("session/login", "the form", &[], None, Asks::Nothing),
        case("session/logout", "not by GET", &[], Some(Reason::MethodNotAllowed), Asks::Nothing),
        case("session/?style=hard", "no such style", &[&good], Some(Reason::InvalidParameter), Asks::Nothing),
        case("cors/", "nobody", &[], Some(Reason::NoCredentials), Asks::Bearer("cors")),
        case("cors/?expose=0", "nobody", &[], Some(Reason::NoCredentials), Asks::Bearer("cors")),
        case(
            "cors/",
            "not a token",
            &["Authorization: Bearer x"],
            Some(Reason::NotAToken),
            Asks::BearerError("cors", "invalid_token"),
        ),
        case(
            "cors/",
            "alice",
            &[&format!("Authorization: Bearer {}", doors.token(&[]).await)],
            None,
            Asks::Nothing,
        ),
        case("cors/?expose=2", "no such switch", &[], Some(Reason::InvalidParameter), Asks::Nothing),
    ];
    let refused: &[(&str, &[&str], Reason)] = &[
        ("nobody", &[], Reason::NoSession),
        ("another scheme", &["Authorization: Basic YWxpY2U6d29uZGVybGFuZA=="], Reason::NoSession),
        ("an invented cookie", &["Cookie: knock_session=1"], Reason::BadSession),
        ("an altered cookie", &[&ended], Reason::BadSession),
    ];
    for (name, fields, reason) in refused {
        for (style, reason, asks) in [
            ("", *reason, Asks::Cookie),
            ("?style=challenge", *reason, Asks::Cookie),
            ("?style=bare", *reason, Asks::Nothing),
            ("?style=forbidden", Reason::ForbiddenSession, Asks::Nothing),
        ] {
            cases.push(case(&format!("session/{style}"), name, fields, Some(reason), asks));
        }
        for (style, status) in [("redirect", 303), ("soft", 200)] {
            let case = case(&format!("session/?style={style}"), name, fields, Some(*reason), Asks::Nothing);
            cases.push(case.answered_with(status));
        }
    }
    cases
}
