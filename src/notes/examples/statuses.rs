//! Statuses, what they bring with them, and what the content says instead.

use super::Example;

pub(super) const EXAMPLES: &[Example] = &[
    ("status-invalid", "HTTP/1.1 999 Enough\n", &["HTTP/1.1 404 Not Found\n\nNothing."]),
    (
        "status-unregistered",
        "HTTP/1.1 419 Page Expired\n",
        &["HTTP/1.1 418\n", "HTTP/1.1 451\nLink: </>; rel=\"blocked-by\"\n"],
    ),
    (
        "reason-of-another-code",
        "HTTP/1.1 403 Unauthorized\n\nNo.",
        &["HTTP/1.1 403 Go Away\n\nNo.", "HTTP/2 403\n\nNo."],
    ),
    (
        "forbidden-offers-login",
        "GET / HTTP/1.1\nHost: h\n\nHTTP/1.1 403 Forbidden\nWWW-Authenticate: Bearer realm=\"r\"\n\nNo.",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Bearer abc\n\nHTTP/1.1 403 Forbidden\nWWW-Authenticate: Bearer realm=\"r\"\n\nNo.",
        ],
    ),
    (
        "quota-as-forbidden",
        "HTTP/1.1 403 Forbidden\nX-RateLimit-Remaining: 0\n\nLater.",
        &[
            "HTTP/1.1 403 Forbidden\nX-RateLimit-Remaining: 10\n\nNo.",
            "HTTP/1.1 429 Too Many Requests\nX-RateLimit-Remaining: 0\nRetry-After: 5\n\nLater.",
        ],
    ),
    (
        "login-by-redirect",
        "GET /api HTTP/1.1\nHost: h\nAccept: application/json\n\nHTTP/1.1 302 Found\nLocation: /login?next=/api\n",
        &[
            "GET /api HTTP/1.1\nHost: h\nAccept: text/html, application/json\n\nHTTP/1.1 302 Found\nLocation: /login\n",
            "GET /api HTTP/1.1\nHost: h\nAccept: application/json\n\nHTTP/1.1 302 Found\nLocation: /api/v2?from=login\n",
        ],
    ),
    (
        "method-as-forbidden",
        "DELETE / HTTP/1.1\nHost: h\n\nHTTP/1.1 403 Forbidden\nAllow: GET, HEAD\n\nNo.",
        &[
            "DELETE / HTTP/1.1\nHost: h\n\nHTTP/1.1 405 Method Not Allowed\nAllow: GET, HEAD\n\nNo.",
            "DELETE / HTTP/1.1\nHost: h\n\nHTTP/1.1 403 Forbidden\nAllow: GET, DELETE\n\nNo.",
            "HTTP/1.1 403 Forbidden\nAllow: GET, HEAD\n\nNo.",
        ],
    ),
    (
        "network-login-challenge",
        "HTTP/1.1 511\nWWW-Authenticate: Bearer realm=\"wifi\"\n\nLog in.",
        &["HTTP/1.1 511\n\n<a href=\"http://wifi.example/\">Log in</a>"],
    ),
    (
        "allow-missing",
        "HTTP/1.1 405 Method Not Allowed\n\nNo.",
        &["HTTP/1.1 405 Method Not Allowed\nAllow:\n\nNo.", "HTTP/1.1 501 Not Implemented\n"],
    ),
    (
        "allow-names-method",
        "POST / HTTP/1.1\nHost: h\n\nHTTP/1.1 405 Method Not Allowed\nAllow: GET, POST\n\nNo.",
        &[
            "POST / HTTP/1.1\nHost: h\n\nHTTP/1.1 405 Method Not Allowed\nAllow: GET, POSTER\n\nNo.",
            "DELETE / HTTP/1.1\nHost: h\n\nHTTP/1.1 405 Method Not Allowed\nAllow: GET, delete\n\nNo.",
        ],
    ),
    (
        "retry-after-missing",
        "HTTP/1.1 429 Too Many Requests\n\nLater.",
        &[
            "HTTP/1.1 429 Too Many Requests\nRetry-After: 0\n\nLater.",
            "HTTP/1.1 503 Service Unavailable\n\nLater.",
        ],
    ),
    (
        "retry-after-malformed",
        "HTTP/1.1 503 Service Unavailable\nRetry-After: Sun Nov  6 08:49:37 1994\n\nLater.",
        &["HTTP/1.1 503 Service Unavailable\nRetry-After: Wed, 25 Nov 2026 08:00:00 GMT\n\nLater."],
    ),
    (
        "upgrade-missing",
        "HTTP/1.1 426 Upgrade Required\n\nUpgrade.",
        &["HTTP/1.1 426 Upgrade Required\nUpgrade: websocket\n\nUpgrade."],
    ),
    (
        "location-missing",
        "HTTP/1.1 302 Found\n",
        &["HTTP/1.1 302 Found\nLocation: /\n", "HTTP/1.1 304 Not Modified\n"],
    ),
    (
        "content-range-missing",
        "HTTP/1.1 206 Partial Content\n\nabc",
        &[
            "HTTP/1.1 206 Partial Content\nContent-Range: bytes 0-2/9\n\nabc",
            "HTTP/1.1 206 Partial Content\nContent-Type: multipart/byteranges; boundary=x\n\n--x",
        ],
    ),
    (
        "blocked-by-missing",
        "HTTP/1.1 451 Unavailable For Legal Reasons\nLink: </x>; rel=\"describedby\"\n\nA demand.",
        &["HTTP/1.1 451 Unavailable For Legal Reasons\nLink: <https://h/>; rel=\"blocked-by\"\n\nA demand."],
    ),
    (
        "explanation-missing",
        "HTTP/1.1 403 Forbidden\nContent-Length: 0\n",
        &[
            "HEAD / HTTP/1.1\nHost: h\n\nHTTP/1.1 403 Forbidden\nContent-Length: 0\n",
            "HTTP/1.1 403 Forbidden\nContent-Length: 3\n\nNo.",
        ],
    ),
    (
        "content-not-allowed",
        "HTTP/1.1 204 No Content\nContent-Length: 0\n",
        &["HTTP/1.1 204 No Content\n", "HTTP/1.1 205 Reset Content\nContent-Length: 0\n"],
    ),
    (
        "problem-of-another-status",
        "HTTP/1.1 403 Forbidden\nContent-Type: application/problem+json\n\n{\"status\": 400}",
        &[
            "HTTP/1.1 403 Forbidden\nContent-Type: application/problem+json\n\n{\"status\": 403}",
            "HTTP/1.1 403 Forbidden\nContent-Type: application/json\n\n{\"status\": 17}",
        ],
    ),
    (
        "problem-undeclared",
        "HTTP/1.1 403 Forbidden\nContent-Type: application/json\n\n{\"type\":\"/a\",\"title\":\"b\",\"status\":403,\"detail\":\"c\"}",
        &["HTTP/1.1 403 Forbidden\nContent-Type: application/json\n\n{\"title\":\"b\",\"status\":403}"],
    ),
    (
        "wrong-credentials-forbidden",
        "HTTP/1.1 403 Forbidden\n\nWrong password.",
        &[
            "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm=\"r\"\n\nWrong password.",
            "HTTP/1.1 403 Forbidden\n\nThe CSRF token expired.",
        ],
    ),
    (
        "login-wanted-forbidden",
        "HTTP/1.1 403 Forbidden\n\nPlease log in.",
        &["HTTP/1.1 403 Forbidden\n\nLogging in again will not help."],
    ),
    (
        "missing-is-forbidden",
        "HTTP/1.1 403 Forbidden\n\n<h1>Page not found</h1>",
        &[
            "HTTP/1.1 404 Not Found\n\n<h1>Page not found</h1>",
            "HTTP/1.1 403 Forbidden\n\n<h1>Found, and kept.</h1>",
            "HTTP/1.1 403 Forbidden\n\npods is forbidden: RBAC: role.rbac.authorization.k8s.io \"viewer\" not found",
            "HTTP/1.1 403 Forbidden\n\nNo such user.",
        ],
    ),
    (
        "role-before-identity",
        "GET / HTTP/1.1\nHost: h\n\nHTTP/1.1 403 Forbidden\n\nThis needs the role admin.",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Basic YTpi\n\nHTTP/1.1 403 Forbidden\n\nThis needs the role admin.",
            "GET / HTTP/1.1\nHost: h\n\nHTTP/1.1 403 Forbidden\n\nYour address is not on the list.",
            "GET / HTTP/1.1\nHost: h\n\nHTTP/1.1 403 Forbidden\n\n<div role=\"main\">Your cache administrator is root.</div>",
            "GET / HTTP/1.1\nHost: h\nX-Vault-Token: a\n\nHTTP/1.1 403 Forbidden\n\nThis needs the role admin.",
        ],
    ),
    (
        "scheme-compared-by-case",
        "GET / HTTP/1.1\nHost: h\nAuthorization: basic YTpi\n\nHTTP/1.1 401\nWWW-Authenticate: Basic realm=\"r\", charset=\"UTF-8\"\n\nUnknown scheme.",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Basic YTpi\n\nHTTP/1.1 401\nWWW-Authenticate: Basic realm=\"r\", charset=\"UTF-8\"\n\nUnknown scheme.",
            "GET / HTTP/1.1\nHost: h\nAuthorization: basic YTpi\n\nHTTP/1.1 401\nWWW-Authenticate: Basic realm=\"r\", charset=\"UTF-8\"\n\nNobody is called so.",
        ],
    ),
    (
        "error-inside-success",
        "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"error\": \"not_authed\"}",
        &[
            "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"error\": null, \"ok\": true}",
            "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"status\": 3, \"errors\": 0}",
        ],
    ),
    (
        "login-page-with-success",
        "GET /report HTTP/1.1\nHost: h\n\nHTTP/1.1 200 OK\nContent-Type: text/html\n\n<title>Sign in</title><form><input type=\"password\"></form>",
        &[
            "HTTP/1.1 200 OK\nContent-Type: text/html\n\n<title>Sign in</title><form><input type=\"password\"></form>",
            "GET /news HTTP/1.1\nHost: h\n\nHTTP/1.1 200 OK\nContent-Type: text/html\n\n<title>News</title><form><input type=\"password\"></form>",
            "GET /start HTTP/1.1\nHost: h\n\nHTTP/1.1 200 OK\n\n<title>Log in or join</title><input type=\"password\"><input type=\"password\">",
            "GET /login HTTP/1.1\nHost: h\n\nHTTP/1.1 200 OK\nContent-Type: text/html\n\n<form><input type=\"password\"></form>",
            "HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\nContent-Type: text/html\n\n<form><input type=\"password\"></form>",
        ],
    ),
    (
        "session-with-bearer",
        "HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n\nYour session has expired.",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n\nYour token has expired.",
            "HTTP/1.1 401\nWWW-Authenticate: Basic realm=\"r\", charset=\"UTF-8\"\n\nYour session has expired.",
        ],
    ),
    (
        "missing-right-unauthorized",
        "GET /admin HTTP/1.1\nHost: h\nAuthorization: Bearer abcdefghijklmnop\n\nHTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm=\"r\"\n\nThis needs the role admin.",
        &[
            "GET /admin HTTP/1.1\nHost: h\n\nHTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm=\"r\"\n\nThis needs the role admin.",
            "GET /admin HTTP/1.1\nHost: h\nAuthorization: Bearer abcdefghijklmnop\n\nHTTP/1.1 403 Forbidden\nWWW-Authenticate: Bearer realm=\"r\", error=\"insufficient_scope\", scope=\"a\"\n\nThis needs the role admin.",
        ],
    ),
];
