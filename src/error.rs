//! How failures become responses: the one place where a status is chosen, and where each reason gets its title and its page.

use axum::http::StatusCode;

use crate::model::Reason;

/// The status that answers a reason.
#[must_use]
pub fn status(reason: Reason) -> StatusCode {
    match reason {
        Reason::InvalidParameter
        | Reason::MalformedBody
        | Reason::RepeatedCredentials
        | Reason::ImproperDigest
        | Reason::OtherTarget
        | Reason::MissingToken
        | Reason::TokenTwice
        | Reason::InvalidGrant
        | Reason::UnsupportedGrantType => StatusCode::BAD_REQUEST,
        Reason::NoCredentials
        | Reason::NoKey
        | Reason::UnknownKey
        | Reason::RevokedKey
        | Reason::TestKey
        | Reason::NoSession
        | Reason::BadSession
        | Reason::WrongLogin
        | Reason::RefusedPreflight
        | Reason::MalformedCredentials
        | Reason::OtherScheme
        | Reason::UndecodableCredentials
        | Reason::WrongCredentials
        | Reason::ForeignChallenge
        | Reason::OtherAlgorithm
        | Reason::WrongResponse
        | Reason::StaleNonce
        | Reason::UsedCount
        | Reason::NotAToken
        | Reason::UnacceptedAlgorithm
        | Reason::ForeignSignature
        | Reason::WrongIssuer
        | Reason::Expired
        | Reason::NotYetValid
        | Reason::Revoked
        | Reason::WrongAudience
        | Reason::WeakLogin
        | Reason::OldLogin
        | Reason::SchemeInOtherCase => StatusCode::UNAUTHORIZED,
        Reason::MissingScope
        | Reason::ForbiddenSession
        | Reason::CrossSite
        | Reason::MissingRole
        | Reason::NotYours
        | Reason::Suspended
        | Reason::AddressNotListed
        | Reason::ClosedRegion
        | Reason::FirewallRule
        | Reason::MissingCsrfToken
        | Reason::WrongCsrfToken
        | Reason::MissingSignature
        | Reason::AlteredLink
        | Reason::ExpiredLink
        | Reason::NotGranted
        | Reason::SharedLab
        | Reason::WrongButForbidden
        | Reason::MissingButForbidden
        | Reason::RoleOfNobody
        | Reason::QuotaSpent => StatusCode::FORBIDDEN,
        Reason::NoSuchDoor | Reason::HiddenDoor | Reason::NoSuchDocument | Reason::Hidden => {
            StatusCode::NOT_FOUND
        }
        Reason::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        Reason::BodyTooLate => StatusCode::REQUEST_TIMEOUT,
        Reason::LabExpired => StatusCode::GONE,
        Reason::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Reason::UnsupportedContent => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Reason::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
        Reason::LegalDemand => StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS,
        Reason::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// A short title, the same for every occurrence (RFC 9457 3.1.3).
#[must_use]
pub fn title(reason: Reason) -> &'static str {
    match reason {
        Reason::NoSuchDoor | Reason::HiddenDoor => "There is no such door",
        Reason::MethodNotAllowed => "This door does not take this method",
        Reason::BodyTooLarge => "The body is too large",
        Reason::BodyTooLate => "The body did not arrive in time",
        Reason::MalformedBody => "The body cannot be read",
        Reason::LabExpired => "This lab has expired",
        Reason::UnsupportedContent => "This kind of body is not understood",
        Reason::InvalidParameter => "A parameter is not right",
        Reason::NoCredentials => "Credentials are required",
        Reason::RepeatedCredentials | Reason::TokenTwice => "Credentials were sent twice",
        Reason::MalformedCredentials => "The Authorization header is malformed",
        Reason::OtherScheme | Reason::SchemeInOtherCase => "This scheme is not offered here",
        Reason::UndecodableCredentials => "The credentials cannot be decoded",
        Reason::WrongCredentials | Reason::WrongResponse | Reason::WrongButForbidden => {
            "The credentials are not right"
        }
        Reason::ImproperDigest => "The Digest answer is not complete and well formed",
        Reason::OtherTarget => "The answer was made for another address",
        Reason::ForeignChallenge | Reason::OtherAlgorithm => "This answers no challenge of this door",
        Reason::StaleNonce => "The nonce is too old",
        Reason::UsedCount => "This answer was used before",
        Reason::NoKey => "An API key is required",
        Reason::UnknownKey | Reason::RevokedKey | Reason::TestKey => "The API key is not good",
        Reason::NoSession | Reason::ForbiddenSession => "A login is required",
        Reason::BadSession => "The session is not good",
        Reason::WrongLogin => "The user name or the password is not right",
        Reason::CrossSite => "Another site's page made this request",
        Reason::RefusedPreflight => "Even the preflight needs credentials",
        Reason::MissingToken => "The token is missing",
        Reason::NotAToken
        | Reason::UnacceptedAlgorithm
        | Reason::ForeignSignature
        | Reason::WrongIssuer
        | Reason::Expired
        | Reason::NotYetValid
        | Reason::Revoked
        | Reason::WrongAudience => "The token is not good",
        Reason::WeakLogin | Reason::OldLogin => "The login is not enough",
        Reason::MissingScope => "The scope is missing",
        Reason::MissingRole | Reason::RoleOfNobody => "The role is missing",
        Reason::NotYours => "This belongs to somebody else",
        Reason::NoSuchDocument | Reason::Hidden | Reason::MissingButForbidden => "There is nothing here",
        Reason::Suspended => "This account is suspended",
        Reason::AddressNotListed => "This address may not knock",
        Reason::ClosedRegion => "This door is closed for your region",
        Reason::LegalDemand => "A legal demand keeps this door shut",
        Reason::FirewallRule => "This request was blocked",
        Reason::MissingCsrfToken | Reason::WrongCsrfToken => "The CSRF token is missing or wrong",
        Reason::MissingSignature => "This door needs a signed link",
        Reason::AlteredLink => "The link is not as it was signed",
        Reason::ExpiredLink => "The link has expired",
        Reason::NotGranted => "Access has not been granted",
        Reason::SharedLab => "The shared demo is not yours alone",
        Reason::QuotaSpent | Reason::TooManyRequests => "That was too often",
        Reason::InvalidGrant => "The refresh token is not good",
        Reason::UnsupportedGrantType => "This grant is not offered here",
        Reason::Internal => "Something went wrong on our side",
    }
}

/// The address on this site that explains a reason.
#[must_use]
pub fn explained_at(reason: Reason) -> &'static str {
    match reason {
        Reason::NoSuchDoor | Reason::HiddenDoor | Reason::NoSuchDocument | Reason::Hidden => "/codes#404",
        Reason::MethodNotAllowed => "/codes#405",
        Reason::BodyTooLarge => "/codes#413",
        Reason::BodyTooLate => "/codes#408",
        Reason::LabExpired => "/codes#410",
        Reason::UnsupportedContent => "/codes#415",
        Reason::InvalidParameter
        | Reason::InvalidGrant
        | Reason::UnsupportedGrantType
        | Reason::MalformedBody => "/codes#400",
        Reason::Internal => "/codes#500",
        Reason::NoCredentials
        | Reason::OtherScheme
        | Reason::MalformedCredentials
        | Reason::RepeatedCredentials => "/codes/401#why-call",
        Reason::ImproperDigest
        | Reason::OtherTarget
        | Reason::ForeignChallenge
        | Reason::OtherAlgorithm
        | Reason::WrongResponse
        | Reason::StaleNonce
        | Reason::UsedCount => "/auth/digest#errors",
        Reason::NoKey | Reason::UnknownKey | Reason::RevokedKey | Reason::TestKey => "/auth/api-key#errors",
        Reason::NoSession | Reason::BadSession | Reason::WrongLogin | Reason::ForbiddenSession => {
            "/auth/session-cookie#errors"
        }
        Reason::RefusedPreflight => "/auth/bearer#server",
        Reason::UndecodableCredentials | Reason::WrongCredentials => "/auth/basic#errors",
        Reason::MissingToken
        | Reason::TokenTwice
        | Reason::NotAToken
        | Reason::UnacceptedAlgorithm
        | Reason::ForeignSignature
        | Reason::WrongIssuer
        | Reason::Expired
        | Reason::NotYetValid
        | Reason::Revoked
        | Reason::WrongAudience => "/auth/bearer#errors",
        Reason::WeakLogin | Reason::OldLogin => "/auth/bearer#step-up",
        Reason::MissingScope | Reason::MissingRole => "/codes/403#role",
        Reason::NotYours | Reason::SharedLab => "/codes/403#owner",
        Reason::Suspended => "/codes/403#suspended",
        Reason::CrossSite | Reason::MissingCsrfToken | Reason::WrongCsrfToken => "/codes/403#csrf",
        Reason::AddressNotListed => "/codes/403#address",
        Reason::ClosedRegion => "/codes/403#region",
        Reason::FirewallRule => "/codes/403#firewall",
        Reason::MissingSignature | Reason::AlteredLink | Reason::ExpiredLink => "/codes/403#signed",
        Reason::QuotaSpent => "/codes/403#quota",
        Reason::NotGranted => "/codes/403#sticky",
        Reason::TooManyRequests => "/codes#429",
        Reason::LegalDemand => "/codes#451",
        Reason::WrongButForbidden => "/broken/wrong-is-403#wrong",
        Reason::MissingButForbidden => "/broken/missing-is-403#wrong",
        Reason::RoleOfNobody => "/broken/role-before-identity#wrong",
        Reason::SchemeInOtherCase => "/broken/case-sensitive-scheme#wrong",
    }
}

/// The OAuth error code of a reason at the token endpoint (RFC 6749 5.2).
#[must_use]
pub fn oauth_code(reason: Reason) -> Option<&'static str> {
    match reason {
        Reason::InvalidParameter => Some("invalid_request"),
        Reason::InvalidGrant => Some("invalid_grant"),
        Reason::UnsupportedGrantType => Some("unsupported_grant_type"),
        _ => None,
    }
}
