//! Bearer, what grew around it, and credentials as clients send them.

use super::Example;

pub(super) const EXAMPLES: &[Example] = &[
    (
        "bearer-bare",
        "HTTP/1.1 401\nWWW-Authenticate: Bearer\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"\"\n",
            "HTTP/1.1 401\nWWW-Authenticate: bearer scope=\"s\"\n",
        ],
    ),
    (
        "bearer-nameless",
        "HTTP/1.1 401\nWWW-Authenticate: Bearer abc\n",
        &["HTTP/1.1 401\nWWW-Authenticate: Bearer scope=abc\n"],
    ),
    (
        "bearer-error-without-credentials",
        "GET / HTTP/1.1\nHost: h\n\nHTTP/1.1 401\nWWW-Authenticate: Bearer error=\"invalid_token\"\n",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Bearer abc\n\n\
             HTTP/1.1 401\nWWW-Authenticate: Bearer error=\"invalid_token\"\n",
            "GET / HTTP/1.1\nHost: h\n\nHTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n",
            "HTTP/1.1 401\nWWW-Authenticate: Bearer error=\"invalid_token\"\n",
            "GET / HTTP/1.1\nHost: h\nPRIVATE-TOKEN: abc\n\n\
             HTTP/1.1 401\nWWW-Authenticate: Bearer error=\"invalid_token\"\n",
        ],
    ),
    (
        "bearer-error-unknown",
        "HTTP/1.1 401\nWWW-Authenticate: Bearer error=\"token_expired\"\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Bearer error=\"invalid_token\", error_description=\"token_expired\"\n",
        ],
    ),
    (
        "bearer-scope-status",
        "HTTP/1.1 401\nWWW-Authenticate: Bearer error=\"insufficient_scope\", scope=\"s\"\n",
        &["HTTP/1.1 403\nWWW-Authenticate: Bearer error=\"insufficient_scope\", scope=\"s\"\n"],
    ),
    (
        "bearer-token-status",
        "HTTP/1.1 403\nWWW-Authenticate: Bearer error=\"invalid_token\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: Bearer error=\"invalid_token\"\n"],
    ),
    (
        "bearer-request-status",
        "HTTP/1.1 401\nWWW-Authenticate: Bearer error=\"invalid_request\"\n",
        &["HTTP/1.1 400\nWWW-Authenticate: Bearer error=\"invalid_request\"\n"],
    ),
    (
        "bearer-description-characters",
        "HTTP/1.1 401\nWWW-Authenticate: Bearer error=\"invalid_token\", error_description=\"Say \\\"please\\\"\"\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Bearer error=\"invalid_token\", error_description=\"It's over.\"\n",
        ],
    ),
    (
        "bearer-scope-commas",
        "HTTP/1.1 403\nWWW-Authenticate: Bearer error=\"insufficient_scope\", scope=\"a,b\"\n",
        &[
            "HTTP/1.1 403\nWWW-Authenticate: Bearer error=\"insufficient_scope\", scope=\"a b\"\n",
            "HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"https://h/token\",service=\"h\",scope=\"repository:a/b:pull,push\"\n",
        ],
    ),
    (
        "bearer-scope-missing",
        "HTTP/1.1 403\nWWW-Authenticate: Bearer realm=\"r\", error=\"insufficient_scope\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\", error=\"invalid_token\"\n"],
    ),
    (
        "bearer-refused-silently",
        "GET / HTTP/1.1\nHost: h\nAuthorization: Bearer abc\n\nHTTP/1.1 403 Forbidden\n\nNo.",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Basic YTpi\n\nHTTP/1.1 403 Forbidden\n\nNo.",
            "GET / HTTP/1.1\nHost: h\nAuthorization: Bearer abc\n\nHTTP/1.1 403 Forbidden\nServer: cloudflare\n\nerror code: 1020",
            "GET / HTTP/1.1\nHost: h\nAuthorization: Bearer abc\n\nHTTP/1.1 403 Forbidden\n\nThe CSRF token is missing.",
            "GET / HTTP/1.1\nHost: h\nAuthorization: Bearer abc\n\nHTTP/1.1 404 Not Found\nCache-Control: no-store\n\nNo.",
        ],
    ),
    (
        "query-token-cacheable",
        "POST /a?access_token= HTTP/1.1\nHost: h\n\nHTTP/1.1 200 OK\n\nyes",
        &[
            "POST /a?access_token= HTTP/1.1\nHost: h\n\nHTTP/1.1 200 OK\nCache-Control: private\n\nyes",
            "GET /a?page=1 HTTP/1.1\nHost: h\n\nHTTP/1.1 200 OK\n\nyes",
        ],
    ),
    (
        "step-up-status",
        "HTTP/1.1 403\nWWW-Authenticate: Bearer error=\"insufficient_user_authentication\", max_age=\"60\"\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Bearer error=\"insufficient_user_authentication\", max_age=\"60\"\n",
        ],
    ),
    (
        "step-up-without-demand",
        "HTTP/1.1 401\nWWW-Authenticate: Bearer error=\"insufficient_user_authentication\"\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Bearer error=\"insufficient_user_authentication\", acr_values=\"mfa\"\n",
        ],
    ),
    (
        "max-age-malformed",
        "HTTP/1.1 401\nWWW-Authenticate: Bearer error=\"insufficient_user_authentication\", max_age=\"1m\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: Bearer error=\"insufficient_user_authentication\", max_age=0\n"],
    ),
    (
        "resource-metadata-address",
        "HTTP/1.1 401\nWWW-Authenticate: Bearer resource_metadata=\"/.well-known/oauth-protected-resource\"\n",
        &[
            "HTTP/1.1 401\nWWW-Authenticate: Bearer resource_metadata=\"https://h/.well-known/oauth-protected-resource\"\n",
        ],
    ),
    (
        "dpop-nonce-missing",
        "HTTP/1.1 401\nWWW-Authenticate: DPoP error=\"use_dpop_nonce\", algs=\"ES256\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: DPoP error=\"use_dpop_nonce\", algs=\"ES256\"\nDPoP-Nonce: abc\n"],
    ),
    (
        "dpop-algs-missing",
        "HTTP/1.1 401\nWWW-Authenticate: DPoP realm=\"r\"\n",
        &["HTTP/1.1 401\nWWW-Authenticate: DPoP algs=\"ES256\"\n"],
    ),
    (
        "dpop-proof-missing",
        "GET / HTTP/1.1\nHost: h\nAuthorization: DPoP abc\n\nHTTP/1.1 200 OK\n\nyes",
        &["GET / HTTP/1.1\nHost: h\nAuthorization: DPoP abc\nDPoP: e.f.g\n\nHTTP/1.1 200 OK\n\nyes"],
    ),
    (
        "authorization-repeated",
        "GET / HTTP/1.1\nHost: h\nAuthorization: Basic YTpi\nauthorization: Bearer abc\n\nHTTP/1.1 400 Bad Request\n\nTwo?",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Basic YTpi\nX-Authorization: b\n\nHTTP/1.1 200 OK\n\nyes",
            "GET http://h/ HTTP/1.1\nHost: h\nAuthorization: Basic YTpi\nProxy-Authorization: Basic YTpi\n\nHTTP/1.1 200 OK\n\nyes",
        ],
    ),
    (
        "authorization-without-scheme",
        "GET / HTTP/1.1\nHost: h\nAuthorization: eyJhbGciOiJIUzI1NiJ9.e30.abc\n\nHTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30.abc\n\nHTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n",
        ],
    ),
    (
        "authorization-scheme-twice",
        "GET / HTTP/1.1\nHost: h\nAuthorization: Bearer bearer abc\n\nHTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Bearer Basic\n\nHTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n",
        ],
    ),
    (
        "placeholder-left",
        "GET / HTTP/1.1\nHost: h\nAuthorization: Bearer ${TOKEN}\n\nHTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Bearer nullable\n\nHTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n",
            "GET / HTTP/1.1\nHost: h\nAuthorization: Basic <redacted>\n\nHTTP/1.1 200 OK\n\nyes",
        ],
    ),
    (
        "basic-pair-missing",
        "GET / HTTP/1.1\nHost: h\nAuthorization: Basic \n\nHTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n",
        &["GET / HTTP/1.1\nHost: h\nAuthorization: Basic Og==\n\nHTTP/1.1 200 OK\n\nyes"],
    ),
    (
        "basic-not-base64",
        "GET http://h/ HTTP/1.1\nHost: h\nProxy-Authorization: Basic !!!\n\nHTTP/1.1 407\nProxy-Authenticate: Bearer realm=\"r\"\n",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Basic REDACTED\n\nHTTP/1.1 200 OK\n\nyes",
            "GET / HTTP/1.1\nHost: h\nAuthorization: Basic dXNl...\n\nHTTP/1.1 200 OK\n\nyes",
            "GET / HTTP/1.1\nHost: h\nAuthorization: basic  YWxpY2U6d29uZGVybGFuZA==\n\nHTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n",
        ],
    ),
    (
        "basic-without-colon",
        "GET / HTTP/1.1\nHost: h\nAuthorization: Basic YWxpY2U=\n\nHTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Basic YWxpY2U6\n\nHTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n",
        ],
    ),
    (
        "basic-control-character",
        "GET / HTTP/1.1\nHost: h\nAuthorization: Basic YTpiCg==\n\nHTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Basic YTpiIA==\n\nHTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n",
        ],
    ),
    (
        "bearer-token-missing",
        "GET / HTTP/1.1\nHost: h\nAuthorization: Bearer\n\nHTTP/1.1 400 Bad Request\n\nWhere is it?",
        &["GET / HTTP/1.1\nHost: h\nAuthorization: Bearer a\n\nHTTP/1.1 200 OK\n\nyes"],
    ),
    (
        "bearer-token-characters",
        "GET / HTTP/1.1\nHost: h\nAuthorization: Bearer \"abc\"\n\nHTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n",
        &[
            "GET / HTTP/1.1\nHost: h\nAuthorization: Bearer a-._~+/9==\n\nHTTP/1.1 401\nWWW-Authenticate: Bearer realm=\"r\"\n",
            "GET / HTTP/1.1\nHost: h\nAuthorization: Bearer [REDACTED]\n\nHTTP/1.1 200 OK\n\nyes",
            "GET / HTTP/1.1\nHost: h\nAuthorization: Bearer eyJhbGciOi…\n\nHTTP/1.1 200 OK\n\nyes",
        ],
    ),
    (
        "proxy-credentials-to-origin",
        "GET / HTTP/1.1\nHost: h\nProxy-Authorization: Basic YTpi\n\nHTTP/1.1 200 OK\n\nyes",
        &["GET http://h/ HTTP/1.1\nHost: h\nProxy-Authorization: Basic YTpi\n\nHTTP/1.1 200 OK\n\nyes"],
    ),
];
