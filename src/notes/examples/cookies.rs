//! Caches and cookies.

use super::Example;

pub(super) const EXAMPLES: &[Example] = &[
    (
        "cacheable-refusal",
        "HTTP/1.1 403 Forbidden\nCache-Control: private, max-age=60\n\nNo.",
        &[
            "HTTP/1.1 403 Forbidden\nCache-Control: max-age=0\n\nNo.",
            "HTTP/1.1 403 Forbidden\nCache-Control: no-cache, max-age=60\n\nNo.",
            "HTTP/1.1 403 Forbidden\nExpires: 0\n\nNo.",
            "HTTP/1.1 403 Forbidden\nDate: Sat, 28 Nov 2026 10:00:00 GMT\nExpires: Sat, 28 Nov 2026 10:00:00 GMT\n\nNo.",
            "HTTP/1.1 403 Forbidden\nCache-Control: public, must-revalidate, s-maxage=0\n\nNo.",
            "HTTP/1.1 404 Not Found\nCache-Control: max-age=60\n\nNo.",
        ],
    ),
    (
        "stored-against-rule",
        "HTTP/1.1 429 Too Many Requests\nRetry-After: 5\nCache-Control: public\n\nLater.",
        &[
            "HTTP/1.1 429 Too Many Requests\nRetry-After: 5\nCache-Control: no-store\n\nLater.",
            "HTTP/1.1 429 Too Many Requests\nRetry-After: 30\nExpires: Thu, 01 Jan 1970 00:00:00 GMT\n\nLater.",
        ],
    ),
    (
        "shared-with-credentials",
        "GET / HTTP/1.1\nHost: h\nAuthorization: Basic YTpi\n\nHTTP/1.1 200 OK\nCache-Control: public, max-age=60\n\nyes",
        &[
            "GET / HTTP/1.1\nHost: h\n\nHTTP/1.1 200 OK\nCache-Control: public, max-age=60\n\nyes",
            "GET / HTTP/1.1\nHost: h\nAuthorization: Basic YTpi\n\nHTTP/1.1 200 OK\nCache-Control: max-age=60\n\nyes",
            "GET / HTTP/1.1\nHost: h\nAuthorization: Basic YTpi\n\nHTTP/1.1 200 OK\nCache-Control: public, max-age=0, must-revalidate\n\nyes",
        ],
    ),
    (
        "shared-with-key",
        "GET / HTTP/1.1\nHost: h\nX-API-Key: abc\n\nHTTP/1.1 200 OK\nCache-Control: max-age=60\n\nyes",
        &[
            "GET / HTTP/1.1\nHost: h\nX-API-Key: abc\n\nHTTP/1.1 200 OK\nCache-Control: private, max-age=60\n\nyes",
            "GET / HTTP/1.1\nHost: h\nX-API: abc\n\nHTTP/1.1 200 OK\nCache-Control: max-age=60\n\nyes",
        ],
    ),
    (
        "cookie-cacheable",
        "HTTP/1.1 200 OK\nSet-Cookie: colour=red\nCache-Control: max-age=60\n\nyes",
        &[
            "HTTP/1.1 200 OK\nSet-Cookie: colour=red\nCache-Control: private, max-age=60\n\nyes",
            "HTTP/1.1 200 OK\nSet-Cookie: colour=red\nExpires: Thu, 01 Jan 1970 00:00:00 GMT\n\nyes",
        ],
    ),
    (
        "token-cacheable",
        "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"access_token\":\"a\",\"token_type\":\"Bearer\"}",
        &[
            "HTTP/1.1 200 OK\nContent-Type: application/json\nCache-Control: no-store\n\n{\"access_token\":\"a\",\"token_type\":\"Bearer\"}",
            "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"token_type\":\"Bearer\"}",
        ],
    ),
    (
        "cache-directives-disagree",
        "HTTP/1.1 200 OK\nCache-Control: no-store, max-age=60\n\nyes",
        &["HTTP/1.1 200 OK\nCache-Control: no-store, max-age=0\n\nyes"],
    ),
    (
        "hidden-by-habit",
        "GET / HTTP/1.1\nHost: h\nAuthorization: Basic YTpi\n\nHTTP/1.1 404 Not Found\n\nNothing.",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Basic YTpi\n\nHTTP/1.1 404 Not Found\nCache-Control: no-store\n\nNothing.",
            "GET / HTTP/1.1\nHost: h\n\nHTTP/1.1 404 Not Found\n\nNothing.",
        ],
    ),
    (
        "vary-authorization",
        "HTTP/1.1 200 OK\nVary: Accept, Authorization\n\nyes",
        &["HTTP/1.1 200 OK\nVary: Accept, Cookie\n\nyes"],
    ),
    (
        "cookie-malformed",
        "HTTP/1.1 204 No Content\nSet-Cookie: session; Path=/\n",
        &["HTTP/1.1 204 No Content\nSet-Cookie: colour=; Path=/\n"],
    ),
    (
        "cookies-on-one-line",
        "HTTP/1.1 204 No Content\nSet-Cookie: session=a; HttpOnly, colour=red; SameSite=Lax\n",
        &[
            "HTTP/1.1 204 No Content\nSet-Cookie: session=a; HttpOnly; SameSite=Lax; Expires=Wed, 25 Nov 2026 08:00:00 GMT\n",
            "HTTP/1.1 204 No Content\nSet-Cookie: p=abc,def==; Path=/\n",
            "HTTP/1.1 204 No Content\nSet-Cookie: p=abc,def=g; Path=/\n",
        ],
    ),
    (
        "cookie-not-httponly",
        "HTTP/1.1 204 No Content\nSet-Cookie: JSESSIONID=a; SameSite=Lax\n",
        &[
            "HTTP/1.1 204 No Content\nSet-Cookie: colour=red; SameSite=Lax\n",
            "HTTP/1.1 204 No Content\nSet-Cookie: JSESSIONID=; SameSite=Lax; Max-Age=0\n",
            "HTTP/1.1 204 No Content\nSet-Cookie: JSESSIONID=a; Max-Age=-1; Expires=Sat, 28 Nov 2026 12:00:00 GMT\n",
            "HTTP/1.1 204 No Content\nSet-Cookie: JSESSIONID=\"\"; Path=/\n",
            "HTTP/1.1 204 No Content\nSet-Cookie: JSESSIONID=a; Expires=Thu, 01-Jan-1970 00:00:10 GMT; Path=/\n",
            "HTTP/1.1 204 No Content\nDate: Sat, 28 Nov 2026 12:00:00 GMT\nSet-Cookie: JSESSIONID=a; Expires=Fri, 27 Nov 2026 12:00:00 GMT\n",
            "HTTP/1.1 204 No Content\nSet-Cookie: sidebar=open; Path=/\nSet-Cookie: author=bob\nSet-Cookie: residence=nl\n",
            "HTTP/1.1 204 No Content\nSet-Cookie: XSRF-TOKEN=a; SameSite=Lax\n",
        ],
    ),
    (
        "cookie-not-secure",
        "HTTP/2 204\nset-cookie: session=a; HttpOnly; SameSite=Lax\n",
        &[
            "HTTP/2 204\nset-cookie: session=a; HttpOnly; SameSite=Lax; Secure\n",
            "HTTP/1.1 204 No Content\nset-cookie: session=a; HttpOnly; SameSite=Lax\n",
        ],
    ),
    (
        "cookie-samesite-missing",
        "HTTP/1.1 204 No Content\nSet-Cookie: session=a; HttpOnly\n",
        &["HTTP/1.1 204 No Content\nSet-Cookie: session=a; httponly; samesite=strict\n"],
    ),
    (
        "cookie-samesite-unknown",
        "HTTP/1.1 204 No Content\nSet-Cookie: session=a; HttpOnly; SameSite=Yes\n",
        &["HTTP/1.1 204 No Content\nSet-Cookie: session=a; HttpOnly; SameSite=LAX\n"],
    ),
    (
        "cookie-for-all-sites-insecure",
        "HTTP/1.1 204 No Content\nSet-Cookie: colour=red; SameSite=None\n",
        &["HTTP/1.1 204 No Content\nSet-Cookie: colour=red; SameSite=None; Secure\n"],
    ),
    (
        "cookie-prefix-broken",
        "HTTP/1.1 204 No Content\nSet-Cookie: __Host-session=a; Secure; HttpOnly; SameSite=Lax; Path=/; Domain=h.example\n",
        &[
            "HTTP/1.1 204 No Content\nSet-Cookie: __Host-session=a; Secure; HttpOnly; SameSite=Lax; Path=/\n",
            "HTTP/1.1 204 No Content\nSet-Cookie: __Secure-session=a; Secure; HttpOnly; SameSite=Lax; Path=/app\n",
        ],
    ),
    (
        "cookie-for-subdomains",
        "HTTP/1.1 204 No Content\nSet-Cookie: session=a; HttpOnly; SameSite=Lax; Domain=h.example\n",
        &["HTTP/1.1 204 No Content\nSet-Cookie: colour=red; Domain=h.example\n"],
    ),
];
