//! `cors/`: which fields a script of another origin may see, and the one preflight that asks for credentials.

use super::Doors;
use crate::support::with_server;

const PREFLIGHT: [&str; 3] = [
    "Origin: https://app.example",
    "Access-Control-Request-Method: GET",
    "Access-Control-Request-Headers: authorization",
];

#[test]
fn a_script_sees_the_challenge_only_where_it_is_exposed() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            let challenge = format!("WWW-Authenticate: Bearer realm=\"{}/cors\"", doors.name);
            for (query, seen) in
                [("", true), ("?expose=1", true), ("?expose=0", false), ("?expose=0&preflight=401", false)]
            {
                let answer =
                    doors.knock("GET", &format!("cors/{query}"), &["Origin: https://app.example"]).await;
                assert_eq!((answer.status, answer.challenges()), (401, vec![challenge.as_str()]), "{query}");
                assert_eq!(answer.fields("access-control-allow-origin"), ["*"], "{query}");
                let [exposed] = answer.fields("access-control-expose-headers")[..] else {
                    panic!("{query}: {answer:?}")
                };
                assert_eq!(exposed.contains("WWW-Authenticate"), seen, "{query}: {exposed}");
                assert!(exposed.contains("Retry-After") && exposed.contains("Knock-Exchange"), "{query}");
            }
            let good = doors.bearer("cors/?expose=0", &doors.token(&[]).await).await;
            assert_eq!((good.status, good.challenges().len()), (200, 0));
        }
        let doors = Doors::demo(server);
        for query in ["expose=2", "expose=", "preflight=403", "preflight="] {
            assert_eq!(doors.knock("GET", &format!("cors/?{query}"), &[]).await.status, 400, "{query}");
        }
    });
}

#[test]
fn only_here_and_only_when_asked_a_preflight_needs_credentials() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            let challenge = format!("WWW-Authenticate: Bearer realm=\"{}/cors\"", doors.name);
            for (path, status) in [
                ("cors/", 204),
                ("cors/?preflight=ok", 204),
                ("cors/?expose=0", 204),
                ("cors/?preflight=401", 401),
                ("cors/?expose=0&preflight=401", 401),
                ("cors/?preflight=maybe", 400),
                ("bearer/?preflight=401", 204),
            ] {
                let answer = doors.knock("OPTIONS", path, &PREFLIGHT).await;
                let challenges = if status == 401 { vec![challenge.as_str()] } else { vec![] };
                assert_eq!((answer.status, answer.challenges()), (status, challenges), "{path}");
                assert_eq!(answer.fields("access-control-allow-origin"), ["*"], "{path}");
            }
        }
        let record = {
            let answer = lab.knock("OPTIONS", "cors/?preflight=401", &PREFLIGHT).await;
            lab.record_of(&answer).await
        };
        let stopped = record.stopped_at().expect("a check that says no");
        assert!(stopped.detail.contains("preflight=401") && !stopped.would_pass.is_empty(), "{stopped:?}");
    });
}
