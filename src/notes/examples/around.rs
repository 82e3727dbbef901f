//! Other origins' scripts, secrets in the wrong place, and how messages are written.

use super::Example;

pub(super) const EXAMPLES: &[Example] = &[
    (
        "challenge-hidden",
        "HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\nAccess-Control-Allow-Origin: *\nAccess-Control-Expose-Headers: Link\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\nAccess-Control-Allow-Origin: *\nAccess-Control-Expose-Headers: Link, www-authenticate\n",
            "HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\nAccess-Control-Allow-Origin: *\nAccess-Control-Expose-Headers: *\n",
            "HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n",
        ],
    ),
    (
        "retry-after-hidden",
        "HTTP/1.1 429 Too Many Requests\nRetry-After: 5\nAccess-Control-Allow-Origin: *\n\nLater.",
        &[
            "HTTP/1.1 429 Too Many Requests\nRetry-After: 5\nAccess-Control-Allow-Origin: *\nAccess-Control-Expose-Headers: Retry-After\n\nLater.",
        ],
    ),
    (
        "cors-wildcard-with-credentials",
        "HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Credentials: true\n\nyes",
        &[
            "HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: https://a.example\nAccess-Control-Allow-Credentials: true\nVary: Origin\n\nyes",
        ],
    ),
    (
        "cors-origin-malformed",
        "HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: https://a.example, https://b.example\nVary: Origin\n\nyes",
        &[
            "HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: https://a.example:8443\nVary: Origin\n\nyes",
            "HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: capacitor://localhost\nVary: Origin\n\nyes",
            "HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: chrome-extension://abcdefghijklmnop\nVary: Origin\n\nyes",
            "GET / HTTP/1.1\nHost: h\nOrigin: file://\n\nHTTP/1.1 200 OK\nAccess-Control-Allow-Origin: file://\nVary: Origin\n\nyes",
        ],
    ),
    (
        "cors-null-origin",
        "HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: null\n\nyes",
        &["HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: *\n\nyes"],
    ),
    (
        "cors-credentials-value",
        "HTTP/1.1 200 OK\nAccess-Control-Allow-Credentials: True\n\nyes",
        &["HTTP/1.1 200 OK\nAccess-Control-Allow-Credentials: true\n\nyes"],
    ),
    (
        "vary-origin-missing",
        "GET / HTTP/1.1\nHost: h\nOrigin: https://a.example\n\nHTTP/1.1 200 OK\nAccess-Control-Allow-Origin: https://a.example\nVary: Accept\n\nyes",
        &[
            "GET / HTTP/1.1\nHost: h\nOrigin: https://a.example\n\nHTTP/1.1 200 OK\nAccess-Control-Allow-Origin: https://a.example\nVary: Accept, origin\n\nyes",
            "GET / HTTP/1.1\nHost: h\nOrigin: https://a.example\n\nHTTP/1.1 200 OK\nAccess-Control-Allow-Origin: https://a.example\nCache-Control: no-store\n\nyes",
            "GET / HTTP/1.1\nHost: h\nOrigin: https://b.example\n\nHTTP/1.1 200 OK\nAccess-Control-Allow-Origin: https://a.example\n\nyes",
            "GET / HTTP/1.1\nHost: h\n\nHTTP/1.1 200 OK\nAccess-Control-Allow-Origin: https://a.example\n\nyes",
            "HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: https://a.example\n\nyes",
        ],
    ),
    (
        "preflight-asks-credentials",
        "OPTIONS / HTTP/1.1\nHost: h\nOrigin: http://o\nAccess-Control-Request-Method: GET\n\n\
         HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\nAccess-Control-Allow-Origin: *\n",
        &[
            "OPTIONS / HTTP/1.1\nHost: h\nOrigin: http://o\n\nHTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n",
        ],
    ),
    (
        "preflight-not-successful",
        "OPTIONS / HTTP/1.1\nHost: h\nOrigin: http://o\nAccess-Control-Request-Method: GET\n\nHTTP/1.1 405\nAllow: GET\n",
        &[
            "GET / HTTP/1.1\nHost: h\nOrigin: http://o\nAccess-Control-Request-Method: GET\n\nHTTP/1.1 405\nAllow: POST\n",
        ],
    ),
    (
        "preflight-forbids-authorization",
        "OPTIONS / HTTP/1.1\nHost: h\nOrigin: http://o\nAccess-Control-Request-Method: GET\nAccess-Control-Request-Headers: authorization\n\n\
         HTTP/1.1 204\nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Headers: Content-Type\n",
        &[
            "OPTIONS / HTTP/1.1\nHost: h\nOrigin: http://o\nAccess-Control-Request-Method: GET\nAccess-Control-Request-Headers: authorization\n\n\
           HTTP/1.1 204\nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Headers: Content-Type, Authorization\n",
        ],
    ),
    (
        "authorization-by-wildcard",
        "HTTP/1.1 204\nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Headers: *\n",
        &["HTTP/1.1 204\nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Headers: Authorization, *\n"],
    ),
    (
        "preflight-forbids-method",
        "OPTIONS / HTTP/1.1\nHost: h\nOrigin: http://o\nAccess-Control-Request-Method: PATCH\n\n\
         HTTP/1.1 204\nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Methods: GET, patch\n",
        &[
            "OPTIONS / HTTP/1.1\nHost: h\nOrigin: http://o\nAccess-Control-Request-Method: DELETE\n\n\
             HTTP/1.1 204\nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Methods: DELETE\n",
            "OPTIONS / HTTP/1.1\nHost: h\nOrigin: http://o\nAccess-Control-Request-Method: POST\n\n\
             HTTP/1.1 204\nAccess-Control-Allow-Origin: *\n",
        ],
    ),
    (
        "preflight-without-origin",
        "OPTIONS / HTTP/1.1\nHost: h\nOrigin: http://o\nAccess-Control-Request-Method: GET\n\nHTTP/1.1 204\nAllow: GET\n",
        &["OPTIONS / HTTP/1.1\nHost: h\n\nHTTP/1.1 204\nAllow: GET\n"],
    ),
    (
        "secret-in-address",
        "GET /a?q=b&access_token=abc HTTP/1.1\nHost: h\n\nHTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n",
        &["GET /a?q=access_token&token_type=b HTTP/1.1\nHost: h\n\nHTTP/1.1 200 OK\n\nyes"],
    ),
    (
        "secret-in-redirect",
        "HTTP/1.1 302 Found\nLocation: /welcome?token=abc\n",
        &["HTTP/1.1 302 Found\nLocation: /welcome?code=abc\n", "HTTP/1.1 302 Found\nLocation: /token?a=b\n"],
    ),
    (
        "userinfo-in-address",
        "HTTP/1.1 302 Found\nLocation: https://alice:wonderland@h.example/\n",
        &[
            "HTTP/1.1 302 Found\nLocation: https://h.example/@alice\n",
            "HTTP/1.1 302 Found\nLocation: /login?next=https://user@host.example/\n",
            "HTTP/1.1 302 Found\nLocation: https://h.example?next=//user@host.example/\n",
            "HTTP/1.1 302 Found\nLocation: ssh://git@h.example/\n",
        ],
    ),
    (
        "referer-with-secret",
        "GET / HTTP/1.1\nHost: h\nReferer: https://h/reset?token=abc\n\nHTTP/1.1 200 OK\n\nyes",
        &["GET / HTTP/1.1\nHost: h\nReferer: https://h/reset\n\nHTTP/1.1 200 OK\n\nyes"],
    ),
    (
        "credentials-repeated-back",
        "GET / HTTP/1.1\nHost: h\nAuthorization: Bearer abcdefghijkl\n\nHTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n\nWho is abcdefghijkl?",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Bearer abcdefghijkl\n\nHTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n\nWho is abcdefgh?",
        ],
    ),
    (
        "server-names-version",
        "HTTP/1.1 200 OK\nServer: Apache/2.4.1 (Unix)\n\nyes",
        &["HTTP/1.1 200 OK\nServer: nginx\n\nyes"],
    ),
    (
        "field-malformed",
        "HTTP/1.1 200 OK\nContent Type: text/plain\n\nyes",
        &["HTTP/1.1 200 OK\nX-!#$%&'*+.^_|~1: a: b\n\nyes"],
    ),
    (
        "space-before-colon",
        "HTTP/1.1 401\nWWW-Authenticate : Basic realm=\"r\", charset=\"UTF-8\"\n",
        &["HTTP/1.1 200 OK\nLink:<a> \n\nyes"],
    ),
    (
        "line-folded",
        "HTTP/1.1 401\nWWW-Authenticate: Basic realm=\"r\",\n  charset=\"UTF-8\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate:   Basic realm=\"r\", charset=\"UTF-8\"\n"],
    ),
    (
        "length-contradicted",
        "HTTP/1.1 200 OK\nContent-Length: 3\nTransfer-Encoding: chunked\n\nyes",
        &["HTTP/1.1 200 OK\nContent-Length: 3\nContent-Length: 3\n\nyes"],
    ),
    (
        "request-length-contradicted",
        "POST / HTTP/1.1\nHost: h\nContent-Length: 3\nContent-Length: 4\n\nabcd\nHTTP/1.1 400 Bad Request\n\nNo.",
        &["POST / HTTP/1.1\nHost: h\nTransfer-Encoding: chunked\n\n0\n\nHTTP/1.1 200 OK\n\nyes"],
    ),
    (
        "host-missing",
        "GET / HTTP/1.1\nAccept: a/b\n\nHTTP/1.1 400 Bad Request\n\nWhere?",
        &[
            "GET / HTTP/1.0\nAccept: a/b\n\nHTTP/1.1 200 OK\n\nyes",
            "GET / HTTP/2\nhost: h\n\nHTTP/2 200\n\nyes",
        ],
    ),
];
