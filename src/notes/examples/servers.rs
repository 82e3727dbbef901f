//! What servers and proxies send when they are installed and left as they are.

use super::Traffic;

pub(super) const TRAFFIC: &[Traffic] = &[
    (
        "nginx",
        "HTTP/1.1 401 Unauthorized\n\
         Server: nginx/1.24.0\n\
         Date: Sat, 28 Nov 2026 10:00:00 GMT\n\
         Content-Type: text/html\n\
         Content-Length: 179\n\
         Connection: keep-alive\n\
         WWW-Authenticate: Basic realm=\"Restricted\"\n\
         \n\
         <html>\n\
         <head><title>401 Authorization Required</title></head>\n\
         <body>\n\
         <center><h1>401 Authorization Required</h1></center>\n\
         <hr><center>nginx/1.24.0</center>\n\
         </body>\n\
         </html>\n",
        &["basic-charset-missing", "server-names-version"],
    ),
    (
        "Apache",
        "HTTP/1.1 401 Unauthorized\n\
         Date: Sat, 28 Nov 2026 10:00:00 GMT\n\
         Server: Apache/2.4.57 (Debian)\n\
         WWW-Authenticate: Digest realm=\"private\", nonce=\"l2m8wVUGBgA=8f0c\", algorithm=MD5, domain=\"/private\", qop=\"auth\"\n\
         Content-Length: 381\n\
         Content-Type: text/html; charset=iso-8859-1\n\
         \n\
         <!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">\n\
         <html><head><title>401 Unauthorized</title></head></html>\n",
        &["digest-md5-only", "server-names-version"],
    ),
    (
        "IIS",
        "HTTP/1.1 401 Unauthorized\n\
         Content-Type: text/html\n\
         Server: Microsoft-IIS/10.0\n\
         WWW-Authenticate: Negotiate\n\
         WWW-Authenticate: NTLM\n\
         X-Powered-By: ASP.NET\n\
         Date: Sat, 28 Nov 2026 10:00:00 GMT\n\
         Content-Length: 1293\n\
         \n\
         <!DOCTYPE html><html><body>401 - Unauthorized: Access is denied due to invalid credentials.</body></html>\n",
        &["scheme-of-the-connection", "scheme-of-the-connection", "server-names-version"],
    ),
    (
        "IIS, the last step of Negotiate",
        "> GET /app HTTP/1.1\n\
         > Host: intranet\n\
         > Authorization: Negotiate YIIHAgYGKwYBBQUCoIIG9jCC\n\
         >\n\
         < HTTP/1.1 200 OK\n\
         < Content-Type: text/html\n\
         < WWW-Authenticate: Negotiate oYG2MIGzoAMKAQChCwYJKoZIgvcSAQICooGeBIGbYIGYBgkqhkiG9xIBAgICAG+BiDCB\n\
         < Persistent-Auth: true\n\
         < Content-Length: 5\n\
         <\n\
         hello\n",
        &["scheme-of-the-connection"],
    ),
    (
        "Tomcat",
        "HTTP/1.1 401\n\
         Cache-Control: private\n\
         Expires: Thu, 01 Jan 1970 00:00:00 GMT\n\
         WWW-Authenticate: Basic realm=\"Tomcat Manager Application\"\n\
         Content-Type: text/html;charset=ISO-8859-1\n\
         Content-Length: 2499\n\
         Date: Sat, 28 Nov 2026 10:00:00 GMT\n\
         \n\
         <html><body>401 Unauthorized</body></html>\n",
        &["basic-charset-missing"],
    ),
    (
        "Tomcat 5",
        "HTTP/1.1 401 Unauthorized\n\
         Server: Apache-Coyote/1.1\n\
         Pragma: No-cache\n\
         Cache-Control: no-cache\n\
         Expires: Thu, 01 Jan 1970 01:00:00 CET\n\
         WWW-Authenticate: Basic realm=\"x\"\n\
         Content-Length: 3\n\
         \n\
         no\n",
        &["basic-charset-missing", "server-names-version"],
    ),
    (
        "Jenkins on Jetty",
        "HTTP/1.1 403 Forbidden\n\
         Date: Sat, 28 Nov 2026 10:00:00 GMT\n\
         X-Content-Type-Options: nosniff\n\
         Set-Cookie: JSESSIONID.5b1e3f5a=node01abc.node0; Path=/; HttpOnly\n\
         Expires: Thu, 01 Jan 1970 00:00:00 GMT\n\
         Content-Type: text/html;charset=utf-8\n\
         X-Hudson: 1.395\n\
         X-Jenkins: 2.426.1\n\
         X-Jenkins-Session: 0a1b2c3d\n\
         Server: Jetty(10.0.17)\n\
         Content-Length: 541\n\
         \n\
         <html><head><meta http-equiv='refresh' content='1;url=/login?from=%2F'/></head><body>Authentication required</body></html>\n",
        &["login-wanted-forbidden", "cookie-samesite-missing"],
    ),
    (
        "Jetty with a session",
        "HTTP/1.1 200 OK\n\
         Set-Cookie: JSESSIONID=node0xyz; Path=/; HttpOnly; SameSite=Lax\n\
         Expires: Thu, 01 Jan 1970 00:00:00 GMT\n\
         Content-Type: text/html\n\
         \n\
         <html>hi</html>\n",
        &[],
    ),
    (
        "Spring without a token",
        "HTTP/1.1 401\n\
         Vary: Origin\n\
         Vary: Access-Control-Request-Method\n\
         Vary: Access-Control-Request-Headers\n\
         WWW-Authenticate: Bearer\n\
         X-Content-Type-Options: nosniff\n\
         X-XSS-Protection: 0\n\
         Cache-Control: no-cache, no-store, max-age=0, must-revalidate\n\
         Pragma: no-cache\n\
         Expires: 0\n\
         X-Frame-Options: DENY\n\
         Content-Length: 0\n\
         Date: Sat, 28 Nov 2026 10:00:00 GMT\n",
        &["bearer-bare", "explanation-missing"],
    ),
    (
        "Spring with a bad token",
        "> GET /api HTTP/1.1\n\
         > Host: localhost:8080\n\
         > Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln\n\
         >\n\
         < HTTP/1.1 401\n\
         < WWW-Authenticate: Bearer error=\"invalid_token\", error_description=\"Jwt expired at 2026-11-28T09:00:00Z\", error_uri=\"https://tools.ietf.org/html/rfc6750#section-3.1\"\n\
         < Cache-Control: no-cache, no-store, max-age=0, must-revalidate\n\
         < Expires: 0\n\
         < Content-Length: 0\n\
         <\n\
         * Connection #0 to host localhost left intact\n",
        &["explanation-missing"],
    ),
    (
        "Spring with a small token",
        "> GET /api HTTP/1.1\n\
         > Host: localhost:8080\n\
         > Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln\n\
         >\n\
         < HTTP/1.1 403\n\
         < WWW-Authenticate: Bearer error=\"insufficient_scope\", error_description=\"The request requires higher privileges than provided by the access token.\", error_uri=\"https://tools.ietf.org/html/rfc6750#section-3.1\"\n\
         < Content-Length: 0\n\
         <\n",
        &["bearer-scope-missing", "explanation-missing"],
    ),
    (
        "Django REST without credentials",
        "> GET /api/users/ HTTP/1.1\n\
         > Host: localhost:8000\n\
         > Accept: */*\n\
         >\n\
         < HTTP/1.1 403 Forbidden\n\
         < Content-Type: application/json\n\
         < Vary: Accept, Cookie\n\
         < Allow: GET, POST, HEAD, OPTIONS\n\
         <\n\
         {\"detail\":\"Authentication credentials were not provided.\"}\n",
        &["login-wanted-forbidden"],
    ),
    (
        "Django REST with a bad token",
        "HTTP/1.1 401 Unauthorized\n\
         Content-Type: application/json\n\
         WWW-Authenticate: Token\n\
         Vary: Accept\n\
         Allow: GET, HEAD, OPTIONS\n\
         \n\
         {\"detail\":\"Invalid token.\"}\n",
        &["scheme-unregistered"],
    ),
    (
        "Elasticsearch",
        "HTTP/1.1 401 Unauthorized\n\
         WWW-Authenticate: Basic realm=\"security\", charset=\"UTF-8\"\n\
         WWW-Authenticate: Bearer realm=\"security\"\n\
         WWW-Authenticate: ApiKey\n\
         content-type: application/json\n\
         content-length: 459\n\
         \n\
         {\"error\":{\"root_cause\":[{\"type\":\"security_exception\",\"reason\":\"missing authentication credentials for REST request [/]\",\"header\":{\"WWW-Authenticate\":[\"Basic realm=\\\"security\\\", charset=\\\"UTF-8\\\"\",\"Bearer realm=\\\"security\\\"\",\"ApiKey\"]}}],\"type\":\"security_exception\"},\"status\":401}\n",
        &["scheme-unregistered"],
    ),
    (
        "CouchDB",
        "HTTP/1.1 401 Unauthorized\n\
         Cache-Control: must-revalidate\n\
         Content-Length: 64\n\
         Content-Type: application/json\n\
         Server: CouchDB/3.3.2 (Erlang OTP/24)\n\
         WWW-Authenticate: Basic realm=\"Administrator\"\n\
         X-Couch-Request-ID: 1\n\
         \n\
         {\"error\":\"unauthorized\",\"reason\":\"You are not a server admin.\"}\n",
        &["basic-charset-missing", "server-names-version"],
    ),
    (
        "Squid refuses",
        "> GET http://blocked.example/ HTTP/1.1\n\
         > Host: blocked.example\n\
         > User-Agent: curl/7.88.1\n\
         > Accept: */*\n\
         >\n\
         < HTTP/1.1 403 Forbidden\n\
         < Server: squid/5.7\n\
         < Mime-Version: 1.0\n\
         < Content-Type: text/html;charset=utf-8\n\
         < X-Squid-Error: ERR_ACCESS_DENIED 0\n\
         < Via: 1.1 proxy (squid/5.7)\n\
         <\n\
         <html><body><p>Access control configuration prevents your request from being allowed at this time.</p><p>Your cache administrator is <a href=\"mailto:webmaster\">webmaster</a>.</p></body></html>\n",
        &["server-names-version"],
    ),
    (
        "Squid wants a login",
        "> CONNECT example.com:443 HTTP/1.1\n\
         > Host: example.com:443\n\
         > User-Agent: curl/7.88.1\n\
         > Proxy-Connection: Keep-Alive\n\
         >\n\
         < HTTP/1.1 407 Proxy Authentication Required\n\
         < Server: squid/5.7\n\
         < Proxy-Authenticate: Basic\n\
         < Content-Type: text/html\n\
         < Content-Length: 3\n\
         <\n\
         * Ignore 3 bytes of response-body\n\
         * CONNECT tunnel failed, response 407\n",
        &["basic-no-realm", "server-names-version"],
    ),
    (
        "a proxy that quotes nothing",
        "HTTP/1.1 407 Proxy Authentication Required\n\
         Proxy-Authenticate: Basic realm=Squid proxy; charset=UTF-8\n\
         Proxy-Authenticate: Digest realm=\"x\"\n\
         Content-Type: text/html\n\
         \n\
         x\n",
        &["semicolon-between", "value-unquoted", "digest-no-nonce", "digest-no-qop", "digest-md5-only"],
    ),
    (
        "a Digest answer through a proxy",
        "> GET http://origin.example/d?a=1 HTTP/1.1\n\
         > Host: origin.example\n\
         > Authorization: Digest username=\"test\", realm=\"d\", nonce=\"abc\", uri=\"/d?a=1\", cnonce=\"x\", nc=00000001, qop=auth, response=\"00\", algorithm=SHA-256\n\
         >\n\
         < HTTP/1.1 200 OK\n\
         < Content-Length: 3\n\
         <\n\
         ok\n",
        &[],
    ),
    (
        "Tomcat removes its cookie",
        "HTTP/1.1 200 OK\n\
         Set-Cookie: JSESSIONID=\"\"; Expires=Thu, 01-Jan-1970 00:00:10 GMT; Path=/\n\
         \n\
         x\n",
        &[],
    ),
    (
        "a camera",
        "HTTP/1.1 401 Unauthorized\n\
         WWW-Authenticate: Digest qop=\"auth\", realm=\"IP Camera(12345)\", nonce=\"4e6a:xx\", stale=\"FALSE\"\n\
         Content-Length: 178\n\
         \n\
         <x>\n",
        &["digest-quoted", "digest-md5-only"],
    ),
];
