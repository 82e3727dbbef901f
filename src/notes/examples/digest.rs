//! Digest: challenges, answers, and the proof that comes back.

use super::Example;

pub(super) const EXAMPLES: &[Example] = &[
    (
        "digest-no-realm",
        "HTTP/1.1 401\nWWW-Authenticate: Digest nonce=\"n\", qop=\"auth\", algorithm=SHA-256\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256\n",
        ],
    ),
    (
        "digest-no-nonce",
        "HTTP/1.1 407\nProxy-Authenticate: Digest realm=\"r\", qop=\"auth\", algorithm=SHA-256\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", Nonce=\"n\", qop=\"auth\", algorithm=SHA-256\n",
        ],
    ),
    (
        "digest-no-qop",
        "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256, qop=\"auth,auth-int\"\n",
        ],
    ),
    (
        "digest-unquoted",
        "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=a9/+x==, qop=auth,auth-int, algorithm=SHA-256\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"a9/+x==\", qop=\"auth\", algorithm=SHA-256, stale=true\n",
        ],
    ),
    (
        "digest-quoted",
        "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=\"SHA-256\"\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-512-256\n",
        ],
    ),
    (
        "digest-md5-only",
        "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256-sess\n\
           WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=MD5\n",
        ],
    ),
    (
        "digest-md5-first",
        "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=MD5\n\
         WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256\n\
           WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\n",
        ],
    ),
    (
        "digest-algorithm-repeated",
        "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256\n\
         WWW-Authenticate: Digest realm=\"r\", nonce=\"m\", qop=\"auth\", algorithm=sha-256\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256\n\
           WWW-Authenticate: Digest realm=\"s\", nonce=\"m\", qop=\"auth\", algorithm=SHA-256\n",
        ],
    ),
    (
        "digest-algorithm-unknown",
        "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA256\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=sha-256\n",
        ],
    ),
    (
        "digest-qop-unknown",
        "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth-conf\", algorithm=SHA-256\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth-conf, auth\", algorithm=SHA-256\n",
        ],
    ),
    (
        "digest-body-only",
        "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\", algorithm=SHA-256\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth-int, auth\", algorithm=SHA-256\n",
        ],
    ),
    (
        "digest-stale-value",
        "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256, stale=1\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256, stale=FALSE\n",
        ],
    ),
    (
        "digest-stale-unasked",
        "GET / HTTP/1.1\nHost: h\n\n\
         HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256, stale=true\n",
        &["GET / HTTP/1.1\nHost: h\n\n\
           HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256, stale=false\n"],
    ),
    (
        "digest-stale-nonce-again",
        "GET / HTTP/1.1\nHost: h\nAuthorization: Digest username=\"u\", realm=\"r\", nonce=\"old\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000001, qop=auth\n\n\
         HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"old\", qop=\"auth\", algorithm=SHA-256, stale=true\n",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Digest username=\"u\", realm=\"r\", nonce=\"old\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000001, qop=auth\n\n\
           HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"new\", qop=\"auth\", algorithm=SHA-256, stale=true\n",
        ],
    ),
    (
        "digest-charset",
        "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256, charset=latin1\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256, charset=UTF-8\n",
        ],
    ),
    (
        "digest-answer-incomplete",
        "GET / HTTP/1.1\nHost: h\nAuthorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", qop=auth\n\n\
         HTTP/1.1 400 Bad Request\n\nIncomplete.",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Digest username*=UTF-8''u, realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000001, qop=auth\n\n\
           HTTP/1.1 200 OK\n\nyes",
            "GET / HTTP/1.1\nHost: h\nAuthorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000001, qop=auth\n\n\
           HTTP/1.1 200 OK\n\nyes",
        ],
    ),
    (
        "digest-answer-address",
        "GET /?a=b HTTP/1.1\nHost: h\nAuthorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000001, qop=auth\n\n\
         HTTP/1.1 400 Bad Request\n\nAnother one.",
        &[
            "GET /?a=b HTTP/1.1\nHost: h\nAuthorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/?a=b\", response=\"x\", cnonce=\"c\", nc=00000001, qop=auth\n\n\
           HTTP/1.1 200 OK\n\nyes",
            "GET http://h/?a=b HTTP/1.1\nHost: h\nAuthorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/?a=b\", response=\"x\", cnonce=\"c\", nc=00000001, qop=auth\n\n\
           HTTP/1.1 200 OK\n\nyes",
            "GET /a HTTP/1.1\nHost: h\nAuthorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"HTTP://h/a\", response=\"x\", cnonce=\"c\", nc=00000001, qop=auth\n\n\
           HTTP/1.1 200 OK\n\nyes",
        ],
    ),
    (
        "digest-answer-count",
        "GET / HTTP/1.1\nHost: h\nAuthorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=1, qop=auth\n\n\
         HTTP/1.1 400 Bad Request\n\nCount.",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=0000000f, qop=auth\n\n\
           HTTP/1.1 200 OK\n\nyes",
        ],
    ),
    (
        "digest-answer-quoted",
        "GET / HTTP/1.1\nHost: h\nAuthorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000001, qop=\"auth\"\n\n\
         HTTP/1.1 200 OK\n\nyes",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000002, qop=auth, algorithm=SHA-256\n\n\
           HTTP/1.1 200 OK\n\nyes",
        ],
    ),
    (
        "digest-replayed",
        "> GET / HTTP/1.1\n> Host: h\n> Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000001, qop=auth\n>\n< HTTP/1.1 200 OK\n< Content-Length: 3\n<\nyes\n\
         > GET / HTTP/1.1\n> Host: h\n> Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000001, qop=auth\n>\n< HTTP/1.1 200 OK\n< Content-Length: 3\n<\nyes\n",
        &[
            "> GET / HTTP/1.1\n> Host: h\n> Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000001, qop=auth\n>\n< HTTP/1.1 200 OK\n< Content-Length: 3\n<\nyes\n\
           > GET / HTTP/1.1\n> Host: h\n> Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000002, qop=auth\n>\n< HTTP/1.1 200 OK\n< Content-Length: 3\n<\nyes\n",
            "> GET / HTTP/1.1\n> Host: h\n> Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000001, qop=auth\n>\n< HTTP/1.1 200 OK\n< Content-Length: 3\n<\nyes\n\
           > GET / HTTP/1.1\n> Host: h\n> Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000001, qop=auth\n>\n< HTTP/1.1 400 Bad Request\n< Content-Length: 3\n<\nyes\n",
            "> GET / HTTP/1.1\n> Host: h\n> Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000001, qop=auth\n>\n< HTTP/1.1 400 Bad Request\n< Content-Length: 3\n<\nyes\n\
           > GET / HTTP/1.1\n> Host: h\n> Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000001, qop=auth\n>\n< HTTP/1.1 200 OK\n< Content-Length: 3\n<\nyes\n",
        ],
    ),
    (
        "digest-any-user",
        "GET / HTTP/1.1\nHost: h\nAuthorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000001, qop=auth\n\n\
         HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"authenticated\": true, \"user\": \"ann\"}",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000001, qop=auth\n\n\
           HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"authenticated\": true, \"user\": \"u\"}",
            "GET / HTTP/1.1\nHost: h\nAuthorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000001, qop=auth\n\n\
           HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"user\": \"ann\"}",
            "GET / HTTP/1.1\nHost: h\nAuthorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000001, qop=auth, userhash=true\n\n\
           HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"authenticated\": true, \"user\": \"ann\"}",
        ],
    ),
    (
        "digest-proof-of-another",
        "GET / HTTP/1.1\nHost: h\nAuthorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000002, qop=auth\n\n\
         HTTP/1.1 200 OK\nAuthentication-Info: qop=auth, rspauth=\"y\", cnonce=\"c\", nc=00000001\n\nyes",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"x\", cnonce=\"c\", nc=00000002, qop=auth\n\n\
           HTTP/1.1 200 OK\nAuthentication-Info: qop=auth, rspauth=\"y\", cnonce=\"c\", nc=00000002\n\nyes",
        ],
    ),
    (
        "digest-proof-quoting",
        "HTTP/1.1 200 OK\nAuthentication-Info: qop=auth, rspauth=\"y\", cnonce=\"c\", nc=\"00000001\"\n\nyes",
        &[
            "HTTP/1.1 200 OK\nAuthentication-Info: qop=auth, rspauth=\"y\", cnonce=\"c\", nc=00000001, nextnonce=\"n\"\n\nyes",
        ],
    ),
];
