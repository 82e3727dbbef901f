//! The cases of the doors that ask for Digest.

use knock::auth::digest::{Algorithm, Asked, Nonce, Offer, Qop};
use knock::labs::Keys;
use knock::labs::clock::real_now;
use knock::labs::keys::Purpose;
use knock::model::Reason;

use super::Doors;
use super::cases::{Asks, Case, case};
use crate::support::SECRET;

/// A door with Digest: its path, its method, and what it must ask for.
#[derive(Clone, Copy)]
pub(super) struct Door {
    pub path: &'static str,
    pub method: &'static str,
    pub realm: &'static str,
    /// Names, the most preferred first.
    pub algorithms: &'static [&'static str],
    pub qop: &'static str,
}

pub(super) const DOORS: [Door; 6] = [
    door("digest/", "digest", &["SHA-256", "MD5"]),
    door("digest-md5/", "digest-md5", &["MD5"]),
    door("digest-sha256/", "digest-sha256", &["SHA-256"]),
    door("digest-sha512-256/", "digest-sha512-256", &["SHA-512-256"]),
    door("dialog-digest/1/", "Dialog 1", &["SHA-256", "MD5"]),
    Door { method: "POST", qop: "auth-int", ..door("digest-int/", "digest-int", &["SHA-256"]) },
];

pub(super) const fn door(
    path: &'static str,
    realm: &'static str,
    algorithms: &'static [&'static str],
) -> Door {
    Door { path, method: "GET", realm, algorithms, qop: "auth" }
}

impl Door {
    /// True for a door with GET that takes POST as well.
    fn takes_post(self) -> bool {
        self.method == "GET" && !self.path.starts_with("dialog")
    }

    pub(super) fn asks(self, stale: bool) -> Asks {
        Asks::Digest { realm: self.realm, algorithms: self.algorithms, qop: self.qop, stale }
    }

    /// Alice, who asks for this door in one copy of the doors.
    pub(super) fn asked<'a>(self, target: &'a str) -> Asked<'a> {
        let (user, password) = ("alice", "wonderland");
        Asked { user, password, method: self.method, uri: target, body: b"", count: 1, cnonce: "0a4f113b" }
    }
}

impl Doors<'_> {
    /// Fresh challenges of a door.
    pub(super) async fn offers(&self, method: &str, path: &str) -> Vec<Offer> {
        let answer = self.knock(method, path, &[]).await;
        let challenges = answer.fields("www-authenticate").join(", ");
        let offers: Vec<Offer> =
            knock::auth::Challenge::parse_list(&challenges).iter().filter_map(Offer::read).collect();
        assert!(!offers.is_empty(), "{answer:?}");
        offers
    }

    /// A nonce of this copy of the doors that is so many seconds old.
    pub(super) fn aged_nonce(&self, realm: &str, algorithm: Algorithm, seconds: i64) -> String {
        let keys = Keys::from_passphrase(SECRET);
        let sign = |data: &str| keys.sign(Purpose::Nonce, &format!("{}\n0\n{data}", self.name));
        Nonce { issued: real_now() - seconds, serial: 7 }.seal(realm, algorithm, &sign)
    }
}

pub(super) fn line(offer: &Offer, asked: &Asked<'_>) -> String {
    format!("Authorization: {}", offer.answer(asked).authorization)
}

pub(super) async fn all(doors: &Doors<'_>) -> Vec<Case> {
    let mut cases = Vec::new();
    for door in DOORS {
        cases.extend(refused(doors, door).await);
        cases.extend(opened(doors, door).await);
        if door.takes_post() {
            let posted = Door { method: "POST", ..door };
            cases.extend(refused(doors, posted).await);
            cases.extend(opened(doors, posted).await);
        }
    }
    for path in ["dialog-digest/a%22b/", "dialog-digest/a.b/"] {
        cases.push(case(path, "no run", &[], Some(Reason::NoSuchDoor), Asks::Nothing));
    }
    cases
}

async fn opened(doors: &Doors<'_>, door: Door) -> Vec<Case> {
    let target = format!("{}{}", doors.base, door.path);
    let mut cases = Vec::new();
    let mut opens = |name: &str, line: String| {
        let opened = case(door.path, name, &[&line], None, Asks::Nothing);
        cases.push(Case { method: door.method, ..opened });
    };
    for offer in doors.offers(door.method, door.path).await {
        for (count, (user, password)) in
            (1..).zip([("alice", "wonderland"), ("carol", "looking-glass"), ("zoë", "pässwörd")])
        {
            let asked = Asked { user, password, count, ..door.asked(&target) };
            opens(user, line(&offer, &asked));
        }
        let asked = |count| Asked { count, ..door.asked(&target) };
        let hashed = Offer { userhash: true, ..offer.clone() };
        opens("a hashed name", line(&hashed, &asked(10)));
        let quoted = line(&offer, &asked(11))
            .replace("nc=0000000b", "nc=\"0000000b\"")
            .replace("algorithm=", "ALGORITHM = \"")
            .replace(", qop=", "\", qop=");
        opens("quoted where it should be bare", quoted);
        opens("bare where it should be quoted", line(&offer, &asked(12)).replace("\"0a4f113b\"", "0a4f113b"));
        opens("no opaque", line(&Offer { opaque: None, ..offer.clone() }, &asked(13)));
        opens("the scheme in capitals", line(&offer, &asked(14)).replace("Digest ", "DIGEST   "));
        opens("a parameter that nobody knows", format!("{}, later=\"x\"", line(&offer, &asked(15))));
    }
    cases
}

pub(super) async fn refused(doors: &Doors<'_>, door: Door) -> Vec<Case> {
    let target = format!("{}{}", doors.base, door.path);
    let offer = doors.offers(door.method, door.path).await.remove(0);
    let asked = door.asked(&target);
    let good = line(&offer, &asked);
    let with = |old: &str, new: &str| {
        let changed = good.replacen(old, new, 1);
        assert_ne!(changed, good, "{old}");
        changed
    };
    let offering = |offer: Offer| line(&offer, &asked);
    let elsewhere = |uri: &str| line(&offer, &Asked { uri, ..asked });
    let other_qop = if door.qop == "auth" { Qop::AuthInt } else { Qop::Auth };
    let sibling = doors.offers("GET", if door.path == "digest/" { "digest-md5/" } else { "digest/" }).await;
    let stranger = Doors { server: doors.server, base: String::new(), name: "amber-otter-0".to_owned() };
    let foreign = stranger.aged_nonce(&offer.realm, offer.algorithm, 0);
    let old = doors.aged_nonce(&offer.realm, offer.algorithm, 61);
    let old = Offer { nonce: old, ..offer.clone() };
    let used = line(&offer, &Asked { count: 99, ..asked });
    let first = doors.knock(door.method, door.path, &[&used]).await;
    assert_eq!(first.status, 200, "{first:?}");
    let mut list: Vec<(&str, Vec<String>, Reason)> = vec![
        ("nobody", vec![], Reason::NoCredentials),
        ("another scheme", vec!["Authorization: Basic YWxpY2U6d29uZGVybGFuZA==".into()], Reason::OtherScheme),
        ("no scheme", vec!["Authorization: YWxpY2U6d29uZGVybGFuZA==".into()], Reason::MalformedCredentials),
        ("two lines, both right", vec![good.clone(), good.clone()], Reason::RepeatedCredentials),
    ];
    let mut add = |name, line: String, reason| list.push((name, vec![line], reason));
    add("the scheme alone", "Authorization: Digest".into(), Reason::ImproperDigest);
    add("the pair", "Authorization: Digest YWxpY2U6d29uZGVybGFuZA==".into(), Reason::ImproperDigest);
    add("no user", with("username=\"alice\", ", ""), Reason::ImproperDigest);
    add("no uri", with(&format!("uri=\"{target}\", "), ""), Reason::ImproperDigest);
    add("no count", with("nc=00000001, ", ""), Reason::ImproperDigest);
    add("no cnonce", with("cnonce=\"0a4f113b\", ", ""), Reason::ImproperDigest);
    add("no response", with(", response=", ", answer="), Reason::ImproperDigest);
    add("the old form without qop", with(&format!("qop={}, ", door.qop), ""), Reason::ImproperDigest);
    add(
        "a user twice",
        with("username=\"alice\"", "username=\"alice\", username=\"bob\""),
        Reason::ImproperDigest,
    );
    add("a count twice", with("nc=00000001", "nc=00000001, NC=00000002"), Reason::ImproperDigest);
    add("something unknown twice", format!("{good}, x=1, x=1"), Reason::ImproperDigest);
    add("a short count", with("nc=00000001", "nc=1"), Reason::ImproperDigest);
    add("a comma missing", with(", realm", " realm"), Reason::ImproperDigest);
    add("another qop", offering(Offer { qop: vec![other_qop], ..offer.clone() }), Reason::ImproperDigest);
    add("another address", elsewhere("/demo/basic/"), Reason::OtherTarget);
    add("a query more", elsewhere(&format!("{target}?a=b")), Reason::OtherTarget);
    add("the address in other letters", elsewhere(&target.to_uppercase()), Reason::OtherTarget);
    add(
        "a nonce of its own making",
        offering(Offer { nonce: "n".into(), ..offer.clone() }),
        Reason::ForeignChallenge,
    );
    add("another lab's nonce", offering(Offer { nonce: foreign, ..offer.clone() }), Reason::ForeignChallenge);
    add(
        "a nonce of another door",
        offering(Offer { nonce: sibling[0].nonce.clone(), ..offer.clone() }),
        Reason::ForeignChallenge,
    );
    let challenge = Offer { qop: offer.qop.clone(), ..sibling[0].clone() };
    add("a challenge of another door", offering(challenge), Reason::ForeignChallenge);
    add(
        "another opaque",
        offering(Offer { opaque: Some("o".into()), ..offer.clone() }),
        Reason::ForeignChallenge,
    );
    add(
        "another algorithm",
        offering(Offer { algorithm: Algorithm::Sha256Sess, ..offer.clone() }),
        Reason::OtherAlgorithm,
    );
    add("an unknown algorithm", with("algorithm=", "algorithm=X-"), Reason::OtherAlgorithm);
    add("a wrong password", line(&offer, &Asked { password: "wrong", ..asked }), Reason::WrongResponse);
    add("a wrong user", line(&offer, &Asked { user: "mallory", ..asked }), Reason::WrongResponse);
    add("a user in capitals", line(&offer, &Asked { user: "ALICE", ..asked }), Reason::WrongResponse);
    add("another method", line(&offer, &Asked { method: "PUT", ..asked }), Reason::WrongResponse);
    add("an altered count", with("nc=00000001", "nc=00000002"), Reason::WrongResponse);
    add(
        "a name as a hash",
        with("username=\"alice\"", "username=\"alice\", userhash=true"),
        Reason::WrongResponse,
    );
    add(
        "an old nonce, wrong password",
        line(&old, &Asked { password: "wrong", ..asked }),
        Reason::WrongResponse,
    );
    add("an old nonce", line(&old, &asked), Reason::StaleNonce);
    add("a used count", used, Reason::UsedCount);
    if door.algorithms.contains(&"MD5") && door.algorithms.len() > 1 {
        // As wget 1.21 answers a challenge with SHA-256.
        let md5 = offering(Offer { algorithm: Algorithm::Md5, ..offer.clone() });
        add("MD5 without saying so", md5.replace("algorithm=MD5, ", ""), Reason::OtherAlgorithm);
    }
    list.into_iter()
        .map(|(name, lines, reason)| {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let asks = door.asks(reason == Reason::StaleNonce);
            Case { method: door.method, ..case(door.path, name, &lines, Some(reason), asks) }
        })
        .collect()
}
