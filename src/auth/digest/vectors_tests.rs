//! The figures of the RFCs, what follows from them, and what real clients sent: all recomputed apart from this program.

use super::super::challenge::Challenge;
use super::*;
use crate::model::{Ladder, Reason};

/// User, password, realm, nonce, cnonce.
type Who = [&'static str; 5];

const MUFASA: Who = [
    "Mufasa",
    "Circle of Life",
    "http-auth@example.org",
    "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
    "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
];
/// Of RFC 2617 3.5, with another capital letter.
const MUFASA_2617: Who =
    ["Mufasa", "Circle Of Life", "testrealm@host.com", "dcd98b7102dd2f0e8b11d0f600bfb0c093", "0a4f113b"];
const JASON: Who = [
    "Jäsøn Doe",
    "Secret, or not?",
    "api@example.org",
    "5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK",
    "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v",
];

/// A line each: whose example, algorithm, method, uri, qop, nc, body or a hyphen, response, rspauth.
const VECTORS: &str = r#"
2617 MD5 GET /dir/index.html auth 00000001 - 6629fae49393a05397450978507c4ef1 376602cfd2f4e8e5e78b948a85263e85
7616 MD5 GET /dir/index.html auth 00000001 - 8ca523f5e9506fed4657c9700eebdbec 9b712497bc9f91499fbcca1dfc5f09a5
7616 SHA-256 GET /dir/index.html auth 00000001 - 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1 86d3b25618d41854ca5039a5d7e53ff6355d5134a9b1fb088a78ac3c462195a0
3.9.2 SHA-512-256 GET /doe.json auth 00000001 - 3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5 2a14c644cc564038709393846dc914772273b178abe03a2fb02c9684116bbc2d
7616 MD5-sess GET /dir/index.html auth 00000001 - e783283f46242139c486a698fec7211d b9bdf5673282d64412df46ad40660539
7616 SHA-256-sess GET /dir/index.html auth 00000001 - 2fd51b3a77ad75bad6afad6003e818d767133c46d9e2749e7f5232ae1ea3efd7 d4ad609d150eafce2281da5c3179878fdb37e6a16021272f4bed1a082f5c2324
3.9.2 SHA-512-256-sess GET /doe.json auth 00000001 - 5df408eedb9260fa5576d1e23d63a441d1c1c3740df0bbfba5ded9233f6de306 488f66c3a7b9178b92d28617934ff2ff8c66eb99bbbe5dce13938a78c635ae40
7616 SHA-512-256 GET /dir/index.html auth 00000001 - 430d05014cecc49cab6fbe03176d41a1da86cbfe24a16580e22aaad928d960d0 c8f9593a4f49b95ce2c483cc3222ecd360a5c6ec52ca24a530b0aac18478de8c
7616 SHA-256 GET /dir/index.html auth 00000002 - 8c8db27f49ff1c202f9fb49fa9d2e9eabf078dcc93db40dfd6527010091d1c8e 5093a94b918869e092f975090c74e41f52d8d3b5487d399ff42218f83ba00709
7616 SHA-256 GET /dir/index.html auth-int 00000001 - 8bdf6f15638e260831e905028de5450562816d093c9bfc5c13d3a46adcdde940 6555f7c47de0e490a2ce870b135ee006897a9badd6302e2907c138dc244ab17a
7616 MD5 POST /dir/index.html auth-int 00000001 hello=world 879b06f3d3fc586391bc1b4adcf75527 1f19fe82f23397288d29ee2379a1a245
7616 SHA-256 POST /dir/index.html auth-int 00000001 {"hello":"world"} d3815e895e6f4816c1cc5eac003914216eda9b6df01bdd20a80dce040d25e449 83834d0f3934b8322306e466b76da38d4f0a2d30a161e614f1df579bee0708c1
7616 SHA-256 HEAD /dir/index.html auth 00000001 - d80a69838363f0dfe90de3205e55bb40d4e2a582630457238f3c5ec182794378 86d3b25618d41854ca5039a5d7e53ff6355d5134a9b1fb088a78ac3c462195a0
7616 SHA-256 GET /dir/index.html?x=1&y=2 auth 00000001 - 92c9e6d1f6c6c02c22bf837f3f3ba5ba73a340dfc8d21bb840342fd418ca80a8 7182d829431daeed86cc09727aa6c142933404ae69f7a9f32396d286c76d1abe
"#;

/// What Chromium 156 and curl 7.88.1 sent to a server with the realm and the nonce of RFC 7616 3.9.1.
const SEEN: &[&str] = &[
    r##"Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", algorithm=MD5, response="d7bd1c194e5dab74793e731d34f612c6", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", qop=auth, nc=00000001, cnonce="aaa899351cd5ec7e""##,
    r##"Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", algorithm=SHA-256, response="809e355c0cde104a8d5ac04ca5507666af9f57d4763fefe7d7840e855e861fdd", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", qop=auth, nc=00000001, cnonce="545e6ae381c504e4""##,
    r##"Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", algorithm=MD5-sess, response="23f7e376f82f08ded76f2345629e3d6f", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", qop=auth, nc=00000001, cnonce="4b5bf1e0a84ede6c""##,
    r##"Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", algorithm=SHA-256-sess, response="4661b8b9748a919fdccdf52993858a5cbf97ee1e5492e0effd7f718bca3363db", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", qop=auth, nc=00000001, cnonce="ee4d8873ffc7b661""##,
    r##"Digest username="a947aad205e80e429958a387394944c6b496301e79f89d35a4cc23b6ee12b5b6", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", algorithm=SHA-256, response="4517bf40fdc1493bfc8dd2829714be15bd035fc5a3f3782967041467ceb0c766", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", qop=auth, nc=00000001, cnonce="f9e7298ef9e1d504", userhash=true"##,
    r##"Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", algorithm=SHA-256, response="856c82fcbed2e7dfe7bc91f4cb552de1a3824a30818f9bfc58925920714fd98d", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", qop=auth, nc=00000001, cnonce="29ca723f90507eed""##,
    r##"Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", algorithm=SHA-256, response="d913279a30889b2d5e164157a298b7e59d89ffa4f5e8d42936e5e65775e55e25", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", qop=auth, nc=00000001, cnonce="e7c5a447047306cb""##,
    r##"Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", cnonce="YzJmY2RlMmIyOTQ2ZTVkN2VlNGI4ZDhmMDI0ZTk5YzI=", nc=00000001, qop=auth, response="94e7770fdbeb259fc38d4ee7823f1f7d", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", algorithm=MD5"##,
    r##"Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", cnonce="MDhhZDRkMGZhYjEyZGYxZWY3MDZkNzEwNzY2ZTdkMTE=", nc=00000001, qop=auth, response="4c4634e20d5669655f9b83caeaab2861d5d2e35dd757befb7ff502a6cb2a3dea", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", algorithm=SHA-256"##,
    r##"Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", cnonce="ZGQzMmY0M2ZmNGI1ZmExNTQ2NjRjOGUzYTM2MzNlOWU=", nc=00000001, qop=auth, response="df3f8f67fab2cd0fcbf526dde1b42fa3", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", algorithm=MD5-sess"##,
    r##"Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", cnonce="MzE2YmU2MmRlYzY1MTZlYTQ2ZGYyNjMwNWQ0OWI2NDU=", nc=00000001, qop=auth, response="1f6fbc762f69305c88d42d5b4fbde3c8862f8214598fa287e675b3907685de1c", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", algorithm=SHA-256-sess"##,
    r##"Digest username="a947aad205e80e429958a387394944c6b496301e79f89d35a4cc23b6ee12b5b6", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", cnonce="OTAwMTlkODBlMmNhNTZjMTRlMmMwNDZmMDViODdlZTQ=", nc=00000001, qop=auth, response="20acc020ba7829f6be29dc8084cff5473af32106e446729155eb55ec56ec09b8", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", algorithm=SHA-256, userhash=true"##,
    r##"Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", cnonce="MDIwOWE2ZDI1OTViM2U5MmZmYTM3M2I2MTg3MjcxNjU=", nc=00000001, qop=auth-int, response="316161089db168a4af4a31845d9186fa", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", algorithm=MD5"##,
    r##"Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", cnonce="MWY4NmVlZTA3ZDQyMDE1ODc2NThiMDc1YjA0NmZhN2E=", nc=00000001, qop=auth, response="ad58702d8ee20ce187b87dc1f3d74067e2cf6dcd4cc41b45b419de299768e800", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", algorithm=SHA-256"##,
];

/// What RFC 7616 3.9.2 prints for SHA-512-256. It is SHA-512 cut to 256 bits, which is another function (erratum 4897).
const PRINTED_RESPONSE: &str = "ae66e67d6b427bd3f120414a82e4acff38e8ecd9101d6c861229025f607a79dd";
const PRINTED_USERHASH: &str = "488869477bf257147b804c45308cd62ac4e25eb717b12b298c79e62dcea254ec";

fn offer([_, _, realm, nonce, _]: Who, algorithm: Algorithm, qop: Qop) -> Offer {
    let (realm, nonce) = (realm.to_owned(), nonce.to_owned());
    Offer { realm, nonce, algorithm, qop: vec![qop], opaque: None, stale: false, userhash: false }
}

/// What a server that knows this one user makes of an answer to GET.
fn outcome(who: Who, method: &str, uri: &str, body: &str, sent: &str) -> Result<String, Reason> {
    let [user, password, realm, ..] = who;
    let answer = Answer::parse(sent.strip_prefix("Digest ").expect("the scheme"), 7).expect("complete");
    let policy = Policy {
        realm,
        algorithms: &Algorithm::ALL,
        qop: &[Qop::Auth, Qop::AuthInt],
        opaque: "",
        users: &[(user, password)],
        method,
        is_target: &|target| target == uri,
        body: body.as_bytes(),
        now: 0,
        nonce_seconds: 60,
        sign: &|_| [0; 32],
        spend: &|_, _| Spent::Now,
    };
    let algorithm = answer.algorithm.expect("a known algorithm");
    let verified = policy.require_response(answer, algorithm, &mut Ladder::default());
    verified.map(|verified| verified.info(body.as_bytes())).map_err(|refusal| refusal.reason)
}

#[test]
fn every_vector_comes_out_at_both_ends() {
    let lines: Vec<&str> = VECTORS.trim().lines().collect();
    assert_eq!(lines.len(), 14);
    for line in lines {
        let columns: Vec<&str> = line.split(' ').collect();
        let [example, algorithm, method, uri, qop, nc, body, response, rspauth] = columns[..] else {
            panic!("{line}")
        };
        let who = match example {
            "2617" => MUFASA_2617,
            "7616" => MUFASA,
            _ => JASON,
        };
        let [user, password, _, _, cnonce] = who;
        let body = if body == "-" { "" } else { body };
        let algorithm = Algorithm::named(algorithm).expect("a known algorithm");
        let count = u32::from_str_radix(nc, 16).expect("digits");
        let asked = Asked { user, password, method, uri, body: body.as_bytes(), count, cnonce };
        let answered = offer(who, algorithm, Qop::named(qop).expect("a known qop")).answer(&asked);
        assert_eq!(answered.response, response, "{line}");
        let info = outcome(who, method, uri, body, &answered.authorization).expect("the right response");
        // Computed as if the response had the body of the request.
        let expected = format!("qop={qop}, rspauth=\"{rspauth}\", cnonce=\"{cnonce}\", nc={nc}");
        assert_eq!(info, expected, "{line}");
    }
}

#[test]
fn the_user_hash_of_the_corrected_example_is_taken() {
    let [user, password, _, _, cnonce] = JASON;
    let asked = Asked { user, password, method: "GET", uri: "/doe.json", body: b"", count: 1, cnonce };
    let offer = Offer { userhash: true, ..offer(JASON, Algorithm::Sha512_256, Qop::Auth) };
    let sent = offer.answer(&asked).authorization;
    let userhash = "793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b";
    assert!(sent.starts_with(&format!("Digest username=\"{userhash}\", userhash=true, ")), "{sent}");
    assert!(outcome(JASON, "GET", "/doe.json", "", &sent).is_ok());
    let printed = sent.replace(userhash, PRINTED_USERHASH);
    assert_eq!(outcome(JASON, "GET", "/doe.json", "", &printed), Err(Reason::WrongResponse));
}

#[test]
fn the_printed_response_of_sha_512_256_is_refused() {
    let [user, password, _, _, cnonce] = JASON;
    let asked = Asked { user, password, method: "GET", uri: "/doe.json", body: b"", count: 1, cnonce };
    let answered = offer(JASON, Algorithm::Sha512_256, Qop::Auth).answer(&asked);
    assert!(answered.authorization.contains("username*=UTF-8''J%C3%A4s%C3%B8n%20Doe,"), "as the RFC has it");
    let printed = answered.authorization.replace(&answered.response, PRINTED_RESPONSE);
    assert_ne!(printed, answered.authorization);
    assert_eq!(outcome(JASON, "GET", "/doe.json", "", &printed), Err(Reason::WrongResponse));
}

#[test]
fn what_real_clients_sent_is_right_for_this_request_alone() {
    for sent in SEEN {
        assert!(outcome(MUFASA, "GET", "/dir/index.html", "", sent).is_ok(), "{sent}");
        assert_eq!(
            outcome(MUFASA, "HEAD", "/dir/index.html", "", sent),
            Err(Reason::WrongResponse),
            "{sent}"
        );
        let mut other = MUFASA;
        other[1] = "Circle Of Life";
        assert_eq!(outcome(other, "GET", "/dir/index.html", "", sent), Err(Reason::WrongResponse), "{sent}");
        let altered = sent.replace("/dir/index.html", "/dir/index.htm");
        assert_eq!(
            outcome(MUFASA, "GET", "/dir/index.htm", "", &altered),
            Err(Reason::WrongResponse),
            "{sent}"
        );
    }
}

#[test]
fn the_challenges_of_the_rfc_are_answered_with_the_first() {
    // RFC 7616 3.9.1.
    let lines = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=SHA-256, \
        nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\", \
        Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=MD5, \
        nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
    let offer = Offer::first(&Challenge::parse_list(lines)).expect("a challenge");
    let [user, password, _, _, cnonce] = MUFASA;
    let uri = "/dir/index.html";
    let answered = offer.answer(&Asked { user, password, method: "GET", uri, body: b"", count: 1, cnonce });
    assert_eq!(answered.response, "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    assert_eq!(answered.a1, "Mufasa:http-auth@example.org:Circle of Life");
    assert_eq!(answered.a2, "GET:/dir/index.html");
    assert!(answered.authorization.ends_with(", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""));
}
