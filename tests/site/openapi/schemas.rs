//! The schemas against what the API really says.

use serde_json::{Value, json};

use super::{document, faults};
use crate::support::{message, with_server};

#[test]
fn what_the_api_says_fits_the_schemas() {
    with_server(async |server| {
        let document = document(server).await;
        let lab = server.lab().await;
        for (method, path, fields) in [
            ("GET", "basic/", &["Accept: */*", "Authorization: Basic YTpi", "Via: 1.1 p"][..]),
            ("POST", "token", &[]),
            ("OPTIONS", "bearer/", &[]),
            ("GET", "", &["X-Mine: 1"]),
        ] {
            lab.knock(method, path, fields).await;
        }
        let exchanges = lab.api("GET", "/exchanges", "").await.json();
        let one = format!("/exchanges/{}", exchanges[0]["id"].as_str().expect("an id"));
        let texts = "{\"response\":\"HTTP/1.1 401 Unauthorized\\nWWW-Authenticate: Bearer\"}";
        let report = message("POST", "/api/lint", &["Content-Type: application/json"], texts);
        let report = server.send(report).await.json();
        let own = server.request("POST", "/api/labs", &[&lab.cookie]).await.json();
        for (schema, value) in [
            ("Exchange", lab.api("GET", &one, "").await.json()),
            ("Exchanges", exchanges),
            ("Lab", own),
            ("Clock", lab.api("PUT", "/clock", "{\"offset_seconds\":60}").await.json()),
            ("Report", report),
            ("Codes", server.get("/api/codes").await.json()),
            ("Code", server.get("/api/codes/418").await.json()),
            ("Problem", server.get("/api/codes/999").await.json()),
            (
                "Resource",
                server.get("/.well-known/oauth-protected-resource/demo/bearer-discovery/").await.json(),
            ),
            ("Addresses", server.get("/httpbin/").await.json()),
            ("HttpbinHeaders", server.get("/httpbin/headers").await.json()),
            ("HttpbinRequest", server.get("/httpbin/get?a=1&b=2&b=3").await.json()),
            ("HttpbinCookies", server.get("/httpbin/cookies").await.json()),
        ] {
            assert!(!value.as_array().is_some_and(Vec::is_empty), "{schema}");
            let reference = json!({ "$ref": format!("#/components/schemas/{schema}") });
            assert_eq!(faults(&document, &reference, &value), [""; 0], "{schema}: {value}");
        }
    });
}

#[test]
fn a_schema_tells_what_is_wrong() {
    with_server(async |server| {
        let document = document(server).await;
        let reference = json!({ "$ref": "#/components/schemas/Problem" });
        for wrong in
            [json!({}), json!({ "type": "/", "title": "", "status": 200, "detail": "" }), Value::Null]
        {
            assert!(!faults(&document, &reference, &wrong).is_empty(), "{wrong}");
        }
    });
}
