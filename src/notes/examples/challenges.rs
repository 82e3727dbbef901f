//! Challenges: their syntax, and what clients can do with them.

use super::Example;

pub(super) const EXAMPLES: &[Example] = &[
    (
        "challenge-missing",
        "HTTP/1.1 401 Unauthorized\nContent-Type: text/plain\n\nWho are you?",
        &[
            "HTTP/1.1 401 Unauthorized\nwww-authenticate: Bearer realm=\"r\"\n",
            "HTTP/1.1 403 Forbidden\n\nNo.",
            "HTTP/2 401\nWWW-AUTHENTICATE: Bearer realm=\"r\"\n",
        ],
    ),
    (
        "challenge-empty",
        "HTTP/1.1 407\nProxy-Authenticate:\n",
        &["HTTP/1.1 401\nWWW-Authenticate: ,, Bearer realm=\"r\" ,\n"],
    ),
    (
        "scheme-missing",
        "HTTP/1.1 401\nWWW-Authenticate: realm=\"r\", charset=\"UTF-8\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: , Basic realm=\"r\", charset=\"UTF-8\"\n"],
    ),
    (
        "scheme-malformed",
        "HTTP/1.1 401\nWWW-Authenticate: Basic: realm=\"r\", charset=\"UTF-8\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: bAsIc   realm=\"r\", charset=\"UTF-8\"\n"],
    ),
    (
        "comma-after-scheme",
        "HTTP/1.1 401\nWWW-Authenticate: Bearer, realm=\"r\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\",\n"],
    ),
    (
        "comma-missing",
        "HTTP/1.1 401\nWWW-Authenticate: Basic realm=\"r\" charset=\"UTF-8\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: Basic realm=\"r\",,charset=\"UTF-8\"\n"],
    ),
    (
        "semicolon-between",
        "HTTP/1.1 401\nWWW-Authenticate: Basic realm=\"r\"; charset=\"UTF-8\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: Basic realm=\"r; s\", charset=\"UTF-8\"\n"],
    ),
    (
        "quote-open",
        "HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\n",
        &["HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r \\\" s\"\n"],
    ),
    (
        "value-unquoted",
        "HTTP/1.1 401\nWWW-Authenticate: Basic realm=Members only, charset=\"UTF-8\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: Basic realm=\"Members only\", charset=utf-8\n"],
    ),
    (
        "value-missing",
        "HTTP/1.1 401\nWWW-Authenticate: Basic realm=, charset=\"UTF-8\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: Basic realm=\"\", charset=\"UTF-8\"\n"],
    ),
    (
        "space-around-equals",
        "HTTP/1.1 401\nWWW-Authenticate: Basic realm = \"r\", charset=\"UTF-8\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: Basic  realm=\"r = s\" , charset=\"UTF-8\"\n"],
    ),
    (
        "single-quotes",
        "HTTP/1.1 401\nWWW-Authenticate: Basic realm='r s', charset=\"UTF-8\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: Basic realm=\"'r'\", charset=\"UTF-8\"\n"],
    ),
    (
        "parameter-repeated",
        "HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\", Realm=\"s\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\nWWW-Authenticate: Bearer realm=\"s\"\n"],
    ),
    (
        "realm-unquoted",
        "HTTP/1.1 401\nWWW-Authenticate: Basic realm=members, charset=\"UTF-8\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: Bearer scope=members\n"],
    ),
    (
        "realm-not-ascii",
        "HTTP/1.1 401\nWWW-Authenticate: Basic realm=\"Zoë\", charset=\"UTF-8\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: Basic realm=\"Zoe\", charset=\"UTF-8\"\n\nZoë"],
    ),
    (
        "challenges-on-one-line",
        "HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\", Basic realm=\"s\", charset=\"UTF-8\"\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\nWWW-Authenticate: Basic realm=\"s\", charset=\"UTF-8\"\n",
        ],
    ),
    (
        "challenge-repeated",
        "HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\nWWW-Authenticate: bearer realm=\"r\"\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\nWWW-Authenticate: Basic realm=\"r\", charset=\"UTF-8\"\n",
        ],
    ),
    (
        "scheme-unregistered",
        "HTTP/1.1 401\nWWW-Authenticate: ApiKey realm=\"r\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: privatetoken challenge=\"abc\"\n"],
    ),
    (
        "scheme-of-the-connection",
        "HTTP/1.1 401\nWWW-Authenticate: Negotiate\n",
        &["HTTP/1.1 401\nWWW-Authenticate: SCRAM-SHA-256 realm=\"r\"\n"],
    ),
    (
        "basic-beside-digest",
        "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256\n\
         WWW-Authenticate: Basic realm=\"r\", charset=\"UTF-8\"\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256\n\
           WWW-Authenticate: Bearer realm=\"r\"\n",
        ],
    ),
    (
        "challenge-without-401",
        "HTTP/1.1 200 OK\nWWW-Authenticate: Bearer realm=\"r\"\n\nshort",
        &[
            "HTTP/1.1 403 Forbidden\nWWW-Authenticate: Bearer realm=\"r\", error=\"insufficient_scope\", scope=\"s\"\n",
        ],
    ),
    (
        "browser-prompts",
        "GET / HTTP/1.1\nHost: h\nCookie: a=b\nSec-Fetch-Dest: empty\n\n\
         HTTP/1.1 401\nWWW-Authenticate: Basic realm=\"r\", charset=\"UTF-8\"\n",
        &[
            "GET / HTTP/1.1\nHost: h\nSec-Fetch-Dest: empty\n\n\
             HTTP/1.1 401\nWWW-Authenticate: Basic realm=\"r\", charset=\"UTF-8\"\n",
            "GET / HTTP/1.1\nHost: h\nCookie: a=b\nSec-Fetch-Dest: document\n\n\
             HTTP/1.1 401\nWWW-Authenticate: Basic realm=\"r\", charset=\"UTF-8\"\n",
            "GET / HTTP/1.1\nHost: h\nCookie: a=b\nSec-Fetch-Dest: empty\n\n\
             HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n",
        ],
    ),
    (
        "proxy-challenge-missing",
        "HTTP/1.1 407\n\nLog in at the proxy.",
        &["HTTP/1.1 407\nProxy-Authenticate: Basic realm=\"r\", charset=\"UTF-8\"\n"],
    ),
    (
        "proxy-challenge-misplaced",
        "HTTP/1.1 401\nProxy-Authenticate: Basic realm=\"r\", charset=\"UTF-8\"\nWWW-Authenticate: Bearer realm=\"r\"\n",
        &["HTTP/1.1 407\nProxy-Authenticate: Basic realm=\"r\", charset=\"UTF-8\"\n\nLog in at the proxy."],
    ),
    (
        "proxy-status-from-origin",
        "GET / HTTP/1.1\nHost: h\n\nHTTP/1.1 407\nProxy-Authenticate: Basic realm=\"r\", charset=\"UTF-8\"\n",
        &[
            "GET http://h/ HTTP/1.1\nHost: h\n\nHTTP/1.1 407\nProxy-Authenticate: Basic realm=\"r\", charset=\"UTF-8\"\n",
        ],
    ),
    (
        "basic-no-realm",
        "HTTP/1.1 407\nProxy-Authenticate: Basic charset=\"UTF-8\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: Basic REALM=\"r\", charset=\"UTF-8\"\n"],
    ),
    (
        "basic-charset",
        "HTTP/1.1 401\nWWW-Authenticate: Basic realm=\"r\", charset=\"ISO-8859-1\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: Basic realm=\"r\", charset=utf-8\n"],
    ),
    (
        "basic-charset-missing",
        "HTTP/1.1 401\nWWW-Authenticate: Basic realm=\"r\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: Basic realm=\"r\", Charset=\"UTF-8\"\n"],
    ),
    (
        "basic-unknown-parameter",
        "HTTP/1.1 401\nWWW-Authenticate: Basic realm=\"r\", charset=\"UTF-8\", error=\"wrong\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\", charset=\"UTF-8\"\n"],
    ),
];
