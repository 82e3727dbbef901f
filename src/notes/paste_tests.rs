//! Pasted texts, read and looked at by every rule.

use super::paste::read;

#[test]
fn no_text_makes_the_reader_or_the_rules_fall() {
    let pieces = [
        "HTTP/1.1 401 é\n",
        "GET / HTTP/1.1\n",
        "WWW-Authenticate: ",
        "Digest é=\"",
        "\\\"",
        ",=;",
        "Basic =",
        "\n",
        "\r\n",
        "> ",
        "< ",
        "* ",
        "Set-Cookie: ;=,",
        "Authorization: Digest nc=\"",
        "\u{0}",
        "Bearer realm=é é=\n",
        " folded\n",
        "qop=auth,auth-int",
    ];
    // A walk over many orders, the same each time.
    let mut state = 7_usize;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(state >> 33) % pieces.len()]);
        }
        for exchange in read(&text).into_iter().flatten() {
            let _ = super::annotate(exchange.request.as_ref(), &exchange.response, super::Past::Nothing);
        }
    }
}
