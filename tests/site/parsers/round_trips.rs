//! What we write we read, and so do others; and nothing that somebody else writes makes us fall over.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use base64ct::{Base64UrlUnpadded, Encoding};
use headers::Header;
use headers::authorization::{Authorization, Basic};
use http_auth::parse_challenges;
use knock::auth::grammar::quoted;
use knock::auth::jwt::Jwt;
use knock::auth::{Challenge, api_key, authorization, basic, bearer};
use knock::demo::{cookie_value, form_fields};
use knock::model::Ladder;
use proptest::prelude::*;

use super::runner;

/// Runs a property and fails with what broke it.
fn holds<S: Strategy>(strategy: &S, property: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    runner().run(strategy, property).unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn a_user_and_a_password_come_back_whatever_they_are() {
    holds(&("[^:]{0,20}", ".{0,20}"), |(user, password)| {
        let value = basic::authorization(&user, &password);
        let pair = basic::decode(value.strip_prefix("Basic ").expect("the scheme")).expect("our own");
        prop_assert_eq!((pair.user(), pair.password()), (user.as_bytes(), password.as_bytes()));
        let field = HeaderValue::from_str(&value).expect("printable");
        let theirs = Authorization::<Basic>::decode(&mut [&field].into_iter()).expect("they read it too");
        prop_assert_eq!((theirs.username(), theirs.password()), (&*user, &*password));
        let mut written = Vec::new();
        Authorization::basic(&user, &password).encode(&mut written);
        prop_assert_eq!(written[0].as_bytes(), value.as_bytes(), "they write the same");
        Ok(())
    });
}

#[test]
fn a_realm_comes_back_whatever_it_is() {
    holds(&".{0,30}", |realm| {
        let value = format!("Basic realm={}, Bearer", quoted(&realm));
        let list = Challenge::parse_whole(&value).expect("our own");
        prop_assert_eq!((list.len(), list[0].param("realm")), (2, Some(&*realm)));
        Ok(())
    });
    holds(&"[ -~]{0,30}", |realm| {
        for value in
            [basic::challenge(&realm), bearer::challenge(&realm), format!("{}, A", basic::challenge(&realm))]
        {
            let theirs = parse_challenges(&value).expect("they read it too");
            prop_assert_eq!(theirs[0].params[0].1.to_unescaped(), realm.clone());
        }
        Ok(())
    });
}

#[test]
fn a_token_comes_back_from_its_parts() {
    let object = prop::collection::btree_map("[a-z]{1,5}", ".{0,10}", 0..4);
    holds(
        &(object.clone(), object, prop::collection::vec(any::<u8>(), 0..40)),
        |(header, claims, signature)| {
            let part = |bytes: &[u8]| Base64UrlUnpadded::encode_string(bytes);
            let json = |object: &_| serde_json::to_vec(object).expect("JSON");
            let token = [part(&json(&header)), part(&json(&claims)), part(&signature)].join(".");
            let read = Jwt::parse(&token).expect("our own");
            prop_assert_eq!(read.parts.join("."), token);
            prop_assert_eq!(read.header, serde_json::json!(header));
            prop_assert_eq!(read.claims, serde_json::json!(claims));
            Ok(())
        },
    );
}

#[test]
fn a_form_comes_back() {
    holds(&prop::collection::vec((".{0,8}", ".{0,8}"), 0..5), |fields| {
        let form = serde_urlencoded::to_string(&fields).expect("a form");
        prop_assert_eq!(form_fields(form.as_bytes()).collect::<Vec<_>>(), fields);
        Ok(())
    });
}

#[test]
fn nothing_that_others_write_makes_a_reader_fall_over() {
    holds(&prop::collection::vec(any::<u8>(), 0..60), |bytes| {
        for scheme in ["Basic", "Bearer"] {
            let _ = authorization::read(&[&bytes], scheme, &mut Ladder::default());
            let _ = authorization::only([&*bytes].into_iter(), scheme);
        }
        let text = String::from_utf8_lossy(&bytes);
        let _ = (basic::decode(&text), Jwt::parse(&text), Challenge::parse_list(&text));
        let _ = (api_key::is_demo_key(&bytes), form_fields(&bytes).count());
        if let Ok(value) = HeaderValue::from_bytes(&bytes) {
            let headers = HeaderMap::from_iter([(HeaderName::from_static("cookie"), value)]);
            let _ = cookie_value(&headers, "knock_lab");
        }
        Ok(())
    });
}
