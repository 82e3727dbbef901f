//! What well-known services send, and what stands in front of them.

use super::Traffic;

pub(super) const TRAFFIC: &[Traffic] = &[
    (
        "GitHub with a bad token",
        "HTTP/2 401\n\
         server: github.com\n\
         content-type: application/json; charset=utf-8\n\
         x-github-media-type: github.v3; format=json\n\
         x-ratelimit-limit: 60\n\
         x-ratelimit-remaining: 52\n\
         access-control-expose-headers: ETag, Link, Location, Retry-After, X-GitHub-OTP, X-RateLimit-Limit\n\
         access-control-allow-origin: *\n\
         strict-transport-security: max-age=31536000; includeSubdomains; preload\n\
         vary: Accept-Encoding, Accept, X-Requested-With\n\
         \n\
         {\n\
           \"message\": \"Bad credentials\",\n\
           \"documentation_url\": \"https://docs.github.com/rest\",\n\
           \"status\": \"401\"\n\
         }\n",
        &["challenge-missing"],
    ),
    (
        "GitHub at its limit",
        "> GET /rate HTTP/2\n\
         > Host: api.github.com\n\
         > user-agent: curl/8.5.0\n\
         > authorization: Bearer ghp_abcdefghijklmnopqrstuvwxyz0123456789\n\
         >\n\
         < HTTP/2 403\n\
         < content-type: application/json; charset=utf-8\n\
         < x-ratelimit-limit: 5000\n\
         < x-ratelimit-remaining: 0\n\
         < x-ratelimit-reset: 1700000000\n\
         <\n\
         {\"message\":\"API rate limit exceeded for user ID 1.\",\"documentation_url\":\"https://docs.github.com/rest\"}\n",
        &["quota-as-forbidden"],
    ),
    (
        "GitLab with a small token",
        "> GET /api/v4/projects/1/hooks HTTP/1.1\n\
         > Host: gitlab.example\n\
         > PRIVATE-TOKEN: glpat-xxxxxxxxxxxxxxxxxxxx\n\
         > Accept: */*\n\
         >\n\
         < HTTP/1.1 403 Forbidden\n\
         < Content-Type: application/json\n\
         < Cache-Control: no-cache\n\
         < Vary: Origin\n\
         <\n\
         {\"error\":\"insufficient_scope\",\"error_description\":\"The request requires higher privileges than provided by the access token.\",\"scope\":\"api\"}\n",
        &[],
    ),
    (
        "GitLab with a revoked token",
        "> GET /api/v4/user HTTP/1.1\n\
         > Host: gitlab.example\n\
         > PRIVATE-TOKEN: glpat-bad\n\
         >\n\
         < HTTP/1.1 401 Unauthorized\n\
         < WWW-Authenticate: Bearer realm=\"Protected by OAuth 2.0\", error=\"invalid_token\", error_description=\"Token was revoked.\"\n\
         < Content-Type: application/json\n\
         <\n\
         {\"error\":\"invalid_token\"}\n",
        &[],
    ),
    (
        "a token in the query",
        "> GET /v1/me?access_token=abcdef HTTP/1.1\n\
         > Host: api.example\n\
         >\n\
         < HTTP/1.1 403 Forbidden\n\
         < WWW-Authenticate: Bearer realm=\"x\", error=\"insufficient_scope\", scope=\"write\"\n\
         < Content-Type: text/plain\n\
         <\n\
         no\n",
        &["secret-in-address"],
    ),
    (
        "Docker Hub",
        "> GET /v2/samalba/my-app/manifests/latest HTTP/1.1\n\
         > Host: registry-1.docker.io\n\
         >\n\
         < HTTP/1.1 401 Unauthorized\n\
         < content-type: application/json\n\
         < docker-distribution-api-version: registry/2.0\n\
         < www-authenticate: Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\",scope=\"repository:samalba/my-app:pull,push\"\n\
         < content-length: 158\n\
         < strict-transport-security: max-age=31536000\n\
         <\n\
         {\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\",\"detail\":[{\"Type\":\"repository\",\"Class\":\"\",\"Name\":\"samalba/my-app\",\"Action\":\"pull\"}]}]}\n",
        &[],
    ),
    (
        "Kubernetes without a name",
        "HTTP/2 403\n\
         audit-id: 1\n\
         cache-control: no-cache, private\n\
         content-type: application/json\n\
         x-content-type-options: nosniff\n\
         \n\
         {\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"forbidden: User \\\"system:anonymous\\\" cannot get path \\\"/\\\"\",\"reason\":\"Forbidden\",\"details\":{},\"code\":403}\n",
        &[],
    ),
    (
        "Kubernetes without the role",
        "> GET /api/v1/namespaces/d/pods HTTP/2\n\
         > Host: k8s:6443\n\
         > authorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln\n\
         >\n\
         < HTTP/2 403\n\
         < cache-control: no-cache, private\n\
         < content-type: application/json\n\
         <\n\
         {\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"pods is forbidden: User \\\"jane\\\" cannot list resource \\\"pods\\\" in API group \\\"\\\" in the namespace \\\"d\\\": RBAC: role.rbac.authorization.k8s.io \\\"viewer\\\" not found\",\"reason\":\"Forbidden\",\"code\":403}\n",
        &["bearer-refused-silently"],
    ),
    (
        "Kubernetes with a bad token",
        "HTTP/2 401\n\
         audit-id: 1\n\
         cache-control: no-cache, private\n\
         content-type: application/json\n\
         content-length: 129\n\
         \n\
         {\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"Unauthorized\",\"reason\":\"Unauthorized\",\"code\":401}\n",
        &["challenge-missing"],
    ),
    (
        "Cloudflare wants a browser",
        "> GET / HTTP/2\n\
         > Host: site.example\n\
         > user-agent: curl/8.5.0\n\
         > accept: */*\n\
         >\n\
         < HTTP/2 403\n\
         < date: Sat, 28 Nov 2026 10:00:00 GMT\n\
         < content-type: text/html; charset=UTF-8\n\
         < cf-mitigated: challenge\n\
         < cache-control: private, max-age=0, no-store, no-cache, must-revalidate, post-check=0, pre-check=0\n\
         < expires: Thu, 01 Jan 1970 00:00:01 GMT\n\
         < server: cloudflare\n\
         < cf-ray: 8a-AMS\n\
         <\n\
         <!DOCTYPE html><html lang=\"en-US\"><head><title>Just a moment...</title></head><body><div class=\"main-wrapper\" role=\"main\"><div class=\"main-content\"><noscript><div class=\"h2\"><span id=\"challenge-error-text\">Enable JavaScript and cookies to continue</span></div></noscript></div></div></body></html>\n",
        &[],
    ),
    (
        "Cloudflare blocks",
        "> GET /a HTTP/1.1\n\
         > Host: a\n\
         > Authorization: Bearer abc\n\
         >\n\
         < HTTP/1.1 403 Forbidden\n\
         < Server: cloudflare\n\
         < Content-Type: text/html\n\
         <\n\
         error code: 1020\n",
        &[],
    ),
    (
        "Akamai",
        "> GET /a HTTP/1.1\n\
         > Host: a\n\
         >\n\
         < HTTP/1.1 403 Forbidden\n\
         < Server: AkamaiGHost\n\
         < Expires: Sat, 28 Nov 2026 10:00:00 GMT\n\
         < Date: Sat, 28 Nov 2026 10:00:00 GMT\n\
         <\n\
         You don't have permission to access \"http&#58;&#47;&#47;x\" on this server.\n",
        &[],
    ),
    (
        "CloudFront",
        "HTTP/2 403\n\
         server: CloudFront\n\
         x-cache: Error from cloudfront\n\
         \n\
         <H1>403 ERROR</H1>The request could not be satisfied. Request blocked.\n",
        &[],
    ),
    (
        "Keycloak",
        "> GET /realms/master/protocol/openid-connect/auth?client_id=security-admin-console&response_type=code&scope=openid HTTP/1.1\n\
         > Host: kc.example\n\
         > Accept: text/html\n\
         >\n\
         < HTTP/1.1 200 OK\n\
         < Cache-Control: no-store, must-revalidate, max-age=0\n\
         < Set-Cookie: AUTH_SESSION_ID=abc.def; Version=1; Path=/realms/master/; SameSite=None; Secure; HttpOnly\n\
         < Set-Cookie: KC_RESTART=eyJhbGciOiJIUzI1NiJ9; Version=1; Path=/realms/master/; HttpOnly\n\
         < Content-Type: text/html;charset=utf-8\n\
         <\n\
         <form id=\"kc-form-login\"><input id=\"username\" name=\"username\"><input id=\"password\" name=\"password\" type=\"password\"></form>\n",
        &[],
    ),
    (
        "Grafana, the page alone",
        "HTTP/2 200\n\
         content-type: text/html; charset=UTF-8\n\
         cache-control: no-store\n\
         \n\
         <html><title>Grafana login</title><form><input name=\"password\" type=\"password\"></form></html>\n",
        &[],
    ),
    (
        "PyPI",
        "> POST /legacy/ HTTP/1.1\n\
         > Host: upload.pypi.org\n\
         > Authorization: Basic X190b2tlbl9fOnB5cGktYWJj\n\
         >\n\
         < HTTP/1.1 403 Invalid or non-existent authentication information.\n\
         < Content-Type: text/html\n\
         <\n\
         <h1>403 Invalid or non-existent authentication information.</h1>\n",
        &["wrong-credentials-forbidden"],
    ),
    (
        "S3",
        "HTTP/1.1 403 Forbidden\n\
         x-amz-request-id: 656c76696e6727732072657175657374\n\
         x-amz-id-2: Uuag1LuByRx9e6j5Onimru9pO4ZVKnJ2Qz7/C1NPcfTWAtRPfTaOFg==\n\
         Content-Type: application/xml\n\
         Transfer-Encoding: chunked\n\
         Server: AmazonS3\n\
         \n\
         <?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>\n",
        &[],
    ),
    (
        "S3, a link that is too old",
        "> GET /b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=abc HTTP/1.1\n\
         > Host: b.s3.amazonaws.com\n\
         >\n\
         < HTTP/1.1 403 Forbidden\n\
         < Content-Type: application/xml\n\
         <\n\
         <Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message></Error>\n",
        &[],
    ),
    (
        "Vault",
        "> GET /v1/secret HTTP/1.1\n\
         > Host: v\n\
         > X-Vault-Token: s.abc\n\
         >\n\
         < HTTP/1.1 403 Forbidden\n\
         < Content-Type: application/json\n\
         <\n\
         {\"errors\":[\"1 error occurred: permission denied, insufficient permission\"]}\n",
        &[],
    ),
    (
        "Laravel",
        "HTTP/1.1 419 unknown status\n\
         Set-Cookie: XSRF-TOKEN=eyJpdiI6; expires=Sat, 28 Nov 2026 12:00:00 GMT; Max-Age=7200; path=/; samesite=lax\n\
         Set-Cookie: laravel_session=eyJ; expires=Sat, 28 Nov 2026 12:00:00 GMT; Max-Age=7200; path=/; httponly; samesite=lax\n\
         Cache-Control: no-cache, private\n\
         \n\
         Page Expired\n",
        &["status-unregistered"],
    ),
    (
        "Entra, step up",
        "HTTP/1.1 401 Unauthorized\n\
         WWW-Authenticate: Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", error=\"insufficient_claims\", claims=\"eyJhY2Nlc3NfdG9rZW4iOnt9fQ==\"\n\
         \n\
         x\n",
        &["bearer-error-unknown"],
    ),
    (
        "an MCP server",
        "HTTP/1.1 401 Unauthorized\n\
         WWW-Authenticate: Bearer resource_metadata=\"https://mcp.example.com/.well-known/oauth-protected-resource\", scope=\"files:read\"\n\
         Cache-Control: no-store\n\
         Content-Type: application/json\n\
         \n\
         {}\n",
        &[],
    ),
];
