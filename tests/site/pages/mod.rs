//! The pages as a visitor gets them: whole, described, safe to look at, and helpful when something is not there.

mod codes;
mod escaping;
mod methods;
mod missing;
mod origin;
mod security;
mod structure;
mod theme;

use super::support::{Answer, Server};

/// The addresses in the sitemap.
pub(crate) async fn sitemap(server: &Server) -> Vec<String> {
    let answer = server.get("/sitemap.xml").await;
    assert_eq!((answer.status, answer.field("content-type")), (200, Some("application/xml")));
    let text = answer.text();
    let paths: Vec<String> = text
        .split("<loc>")
        .skip(1)
        .map(|rest| rest.split("</loc>").next().expect("an end"))
        .map(|address| address.strip_prefix("http://localhost:3000").expect("our origin").to_owned())
        .collect();
    assert!(paths.len() > 20, "{text}");
    paths
}

/// One page of each visitor-made kind, with its status: an exchange, filtered codes, messages.
async fn visitor_pages(server: &Server) -> Vec<(u16, Answer)> {
    let lab = server.lab().await;
    let knocked = lab.knock("GET", "bearer/", &["Authorization: Bearer x.y.z", "X-Odd: <b>"]).await;
    let id = knocked.field("knock-exchange").expect("an id").to_owned();
    let form = [("method", "GE T"), ("path", "basic/")];
    vec![
        (200, server.request("GET", &format!("/x/{id}"), &[&lab.cookie]).await),
        (404, server.get(&format!("/x/{id}")).await),
        (200, server.get("/codes?q=auth").await),
        (200, server.get("/codes?class=9").await),
        (404, server.get("/no/such/page").await),
        (422, server.form("/play/send", &[&lab.cookie], &form).await),
        (200, server.form("/lint", &[], &[("text", "HTTP/1.1 401 <b>\nWWW-Authenticate: Basic\n")]).await),
        (422, server.form("/lint", &[], &[("text", "<b>")]).await),
    ]
}
