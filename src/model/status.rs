//! A status code as a reader meets it: its class, and the shape that stands for it besides colour.

use serde::{Deserialize, Serialize};

/// The class of a status code, given by its first digit (RFC 9110 15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum StatusClass {
    Informational,
    Successful,
    Redirection,
    ClientError,
    ServerError,
}

impl StatusClass {
    pub const ALL: [Self; 5] =
        [Self::Informational, Self::Successful, Self::Redirection, Self::ClientError, Self::ServerError];

    /// The class of `code`; `None` outside 100 to 599, which no final response may use (RFC 9110 15).
    #[must_use]
    pub fn of(code: u16) -> Option<Self> {
        Self::from_digit(code / 100)
    }

    /// The class whose codes begin with `digit`.
    #[must_use]
    pub fn from_digit(digit: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.digit() == digit)
    }

    /// The first digit of every code in the class.
    #[must_use]
    pub fn digit(self) -> u16 {
        match self {
            Self::Informational => 1,
            Self::Successful => 2,
            Self::Redirection => 3,
            Self::ClientError => 4,
            Self::ServerError => 5,
        }
    }

    /// The name RFC 9110 gives the class in its section titles.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Informational => "Informational",
            Self::Successful => "Successful",
            Self::Redirection => "Redirection",
            Self::ClientError => "Client error",
            Self::ServerError => "Server error",
        }
    }
}

/// How a status looks: 401 and 403 have a shape of their own, all others share their class's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    Info,
    Open,
    Elsewhere,
    Keyhole,
    Barred,
    Refused,
    Broken,
}

impl Door {
    /// The look of `code`; anything outside the five classes looks broken.
    #[must_use]
    pub fn of(code: u16) -> Self {
        match (code, StatusClass::of(code)) {
            (401 | 407, _) => Self::Keyhole,
            (403, _) => Self::Barred,
            (_, Some(StatusClass::Informational)) => Self::Info,
            (_, Some(StatusClass::Successful)) => Self::Open,
            (_, Some(StatusClass::Redirection)) => Self::Elsewhere,
            (_, Some(StatusClass::ClientError)) => Self::Refused,
            (_, Some(StatusClass::ServerError) | None) => Self::Broken,
        }
    }

    /// The suffix used in class names, such as `status--401`.
    #[must_use]
    pub fn css_name(self) -> &'static str {
        match self {
            Self::Info => "1xx",
            Self::Open => "2xx",
            Self::Elsewhere => "3xx",
            Self::Keyhole => "401",
            Self::Barred => "403",
            Self::Refused => "4xx",
            Self::Broken => "5xx",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_is_found_by_its_digit() {
        for class in StatusClass::ALL {
            assert_eq!(StatusClass::of(class.digit() * 100 + 23), Some(class));
        }
        assert_eq!(StatusClass::of(99), None);
        assert_eq!(StatusClass::of(600), None);
    }
}
