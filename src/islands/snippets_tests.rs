//! What the snippets must survive: quotes, backslashes, empty values, more than ASCII, and characters that hide.

use super::{Client, Outgoing};

fn request(method: &str, headers: &[(&str, &str)], body: &str) -> Outgoing {
    Outgoing {
        method: method.to_owned(),
        url: "http://localhost:3000/lab/a-b-c/basic/?x='1'&y=2".to_owned(),
        headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        body: body.to_owned(),
        digest_pair: None,
    }
}

fn nasty() -> Outgoing {
    request("POST", &[("X-Note", r#"it's "so" \ zoë"#), ("X-Empty", "")], "a'b\n\"c\"\\ \u{202E}é\u{7}")
}

#[test]
fn a_shell_reads_what_was_meant() {
    assert_eq!(
        Client::Curl.write(&request("GET", &[("Accept", "*/*")], "")),
        r#"curl -i 'http://localhost:3000/lab/a-b-c/basic/?x='\''1'\''&y=2' -H 'Accept: */*'"#
    );
    assert_eq!(
        Client::Curl.write(&nasty()),
        "curl -i -X POST 'http://localhost:3000/lab/a-b-c/basic/?x='\\''1'\\''&y=2' \
         -H 'X-Note: it'\\''s \"so\" \\ zoë' -H 'X-Empty;' -H 'Content-Type: text/plain;charset=UTF-8' \
         --data-raw 'a'\\''b\n\"c\"\\ \u{202E}é\u{7}'"
    );
    assert!(Client::Curl.write(&request("HEAD", &[], "")).starts_with("curl -i --head 'http"));
}

#[test]
fn curl_answers_a_digest_challenge_of_its_own() {
    let mut digest = request("GET", &[("authorization", "Digest nc=00000001"), ("X-A", "b")], "");
    digest.url = "http://localhost/".to_owned();
    digest.digest_pair = Some("zoë:it's".to_owned());
    let line = r"curl -i 'http://localhost/' --digest -u 'zoë:it'\''s' -H 'X-A: b'";
    assert_eq!(Client::Curl.write(&digest), line);
    assert!(Client::Raw.write(&digest).contains("authorization: Digest nc=00000001\n"));
}

#[test]
fn curl_does_not_take_an_address_for_a_pattern() {
    let mut braces = request("GET", &[], "");
    braces.url = "http://localhost/{a}[1]".to_owned();
    assert_eq!(Client::Curl.write(&braces), "curl -i -g 'http://localhost/{a}[1]'");
}

#[test]
fn httpie_takes_a_value_as_it_is() {
    let line =
        Client::Httpie.write(&request("GET", &[("A", "=1"), ("B", "@f"), ("C", ""), ("D", "it's")], ""));
    assert!(line.ends_with(r"'A:\=1' 'B:\@f' 'C;' 'D:it'\''s'"), "{line}");
    assert!(Client::Httpie.write(&nasty()).starts_with("http --verbose --raw='a'\\''b\n\"c\"\\"));
}

#[test]
fn literals_are_escaped_in_each_language() {
    let note = r#""it's \"so\" \\ zoë""#;
    for (client, body) in [
        (Client::Fetch, r#""a'b\n\"c\"\\ \u202eé\u0007""#),
        (Client::Requests, r#""a'b\n\"c\"\\ \u202eé\x07""#),
        (Client::Reqwest, r#""a'b\n\"c\"\\ \u{202e}é\u{0007}""#),
        (Client::Go, r#""a'b\n\"c\"\\ \u202eé\u0007""#),
    ] {
        let code = client.write(&nasty());
        assert!(code.contains(note), "{code}");
        assert!(code.contains(body), "{code}");
    }
}

#[test]
fn every_client_names_method_address_and_headers() {
    for client in Client::ALL {
        let code = client.write(&request("DELETE", &[("Authorization", "Bearer a.b.c")], ""));
        for part in ["DELETE", "/lab/a-b-c/basic/?x=", "Authorization", "Bearer a.b.c"] {
            assert!(code.contains(part), "{part} in {code}");
        }
    }
}

#[test]
fn fetch_never_sends_the_browsers_own_credentials() {
    assert!(Client::Fetch.write(&request("GET", &[], "")).contains("credentials: \"omit\""));
}

#[test]
fn a_dictionary_joins_what_is_repeated() {
    let code = Client::Requests.write(&request("GET", &[("A", "1"), ("a", "2"), ("B", "ë")], ""));
    assert!(code.contains(r#""A": "1, 2","#), "{code}");
    assert!(code.contains(r#""B": "ë".encode(),"#), "{code}");
}

#[test]
fn raw_text_has_a_host_and_the_length_in_bytes() {
    assert_eq!(
        Client::Raw.write(&request("PUT", &[("Content-Type", "text/plain")], "zoë")),
        "PUT /lab/a-b-c/basic/?x='1'&y=2 HTTP/1.1\nHost: localhost:3000\nContent-Type: text/plain\nContent-Length: 4\n\nzoë"
    );
}

#[test]
fn a_method_that_reqwest_does_not_know_is_parsed() {
    assert!(Client::Reqwest.write(&request("PURGE", &[], "")).contains(".request(\"PURGE\".parse()?, "));
}
