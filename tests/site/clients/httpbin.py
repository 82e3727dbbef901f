"""What the tests of an HTTP client do with httpbin. Only the base address says whose httpbin it is.

HTTPBIN=http://localhost:3000/httpbin python3 httpbin.py
"""

import os
import unittest

import httpx
import requests
from requests.auth import HTTPBasicAuth, HTTPDigestAuth

BASE = os.environ.get("HTTPBIN", "https://httpbin.org").rstrip("/")
USER = ("user", "pass")


def httpbin(*path):
    return "/".join([BASE, *path])


class Statuses(unittest.TestCase):
    def test_a_status_is_the_one_asked_for(self):
        for code in (200, 201, 202, 204, 400, 401, 403, 404, 409, 418, 429, 500, 503):
            with self.subTest(code):
                answer = requests.get(httpbin("status", str(code)))
                self.assertEqual(answer.status_code, code)
                self.assertEqual(answer.ok, code < 400)

    def test_an_error_is_raised_on_request(self):
        with self.assertRaises(requests.HTTPError) as raised:
            requests.get(httpbin("status", "404")).raise_for_status()
        self.assertEqual(raised.exception.response.status_code, 404)
        requests.get(httpbin("status", "200")).raise_for_status()

    def test_every_method_is_taken(self):
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"):
            with self.subTest(method):
                self.assertEqual(requests.request(method, httpbin("status", "200")).status_code, 200)

    def test_head_has_no_content(self):
        answer = requests.head(httpbin("get"))
        self.assertEqual((answer.status_code, answer.content), (200, b""))

    def test_options_says_what_may_be_asked(self):
        answer = requests.options(httpbin("get"))
        self.assertIn("GET", answer.headers["Allow"])


class Inspection(unittest.TestCase):
    def test_parameters_come_back(self):
        answer = requests.get(httpbin("get"), params={"a": "1", "b": ["2", "3"], "c": "ö &"}).json()
        self.assertEqual(answer["args"], {"a": "1", "b": ["2", "3"], "c": "ö &"})

    def test_the_address_comes_back_with_its_query(self):
        answer = requests.get(httpbin("get"), params={"a": "1"}).json()
        self.assertEqual(answer["url"], httpbin("get") + "?a=1")
        self.assertTrue(answer["origin"])

    def test_header_fields_come_back(self):
        fields = {"X-Mine": "1", "user-agent": "tests/1.0"}
        seen = requests.get(httpbin("headers"), headers=fields).json()["headers"]
        self.assertEqual((seen["X-Mine"], seen["User-Agent"]), ("1", "tests/1.0"))

    def test_the_library_names_itself(self):
        seen = requests.get(httpbin("headers")).json()["headers"]
        self.assertTrue(seen["User-Agent"].startswith("python-requests/"))
        self.assertEqual(seen["Accept"], "*/*")

    def test_a_field_of_the_session_yields_to_one_of_the_request(self):
        with requests.Session() as session:
            session.headers["X-Mine"] = "session"
            seen = session.get(httpbin("headers"), headers={"X-Mine": "request"}).json()["headers"]
            self.assertEqual(seen["X-Mine"], "request")
            seen = session.get(httpbin("headers")).json()["headers"]
            self.assertEqual(seen["X-Mine"], "session")


class Cookies(unittest.TestCase):
    def test_a_cookie_is_sent(self):
        seen = requests.get(httpbin("cookies"), cookies={"flavour": "oat"}).json()
        self.assertEqual(seen["cookies"], {"flavour": "oat"})

    def test_a_cookie_of_a_request_does_not_stay(self):
        with requests.Session() as session:
            session.get(httpbin("cookies"), cookies={"flavour": "oat"})
            self.assertEqual(session.get(httpbin("cookies")).json()["cookies"], {})

    def test_a_cookie_is_kept_through_the_redirect(self):
        with requests.Session() as session:
            answer = session.get(httpbin("cookies", "set"), params={"flavour": "oat", "size": "2"})
            self.assertEqual([step.status_code for step in answer.history], [302])
            self.assertEqual(answer.json()["cookies"], {"flavour": "oat", "size": "2"})
            self.assertEqual(session.cookies["flavour"], "oat")
            answer = session.get(httpbin("cookies", "delete"), params={"flavour": ""})
            self.assertEqual(answer.json()["cookies"], {"size": "2"})

    def test_a_redirect_need_not_be_followed(self):
        answer = requests.get(httpbin("cookies", "set", "flavour", "oat"), allow_redirects=False)
        self.assertTrue(answer.is_redirect)
        self.assertEqual(answer.cookies["flavour"], "oat")

    def test_httpx_keeps_them_too(self):
        with httpx.Client(follow_redirects=True) as client:
            client.get(httpbin("cookies", "set", "flavour", "oat"))
            self.assertEqual(client.get(httpbin("cookies")).json()["cookies"], {"flavour": "oat"})


class Logins(unittest.TestCase):
    URL = httpbin("basic-auth", *USER)

    def test_basic_with_a_pair_or_an_object(self):
        for auth in (USER, HTTPBasicAuth(*USER)):
            answer = requests.get(self.URL, auth=auth)
            self.assertEqual(answer.status_code, 200)
            self.assertEqual(answer.json(), {"authenticated": True, "user": "user"})

    def test_basic_without_or_with_wrong_credentials(self):
        for auth in (None, ("user", "wrong"), ("other", "pass")):
            answer = requests.get(self.URL, auth=auth)
            self.assertEqual(answer.status_code, 401)
            self.assertTrue(answer.headers["WWW-Authenticate"].startswith("Basic realm="))

    def test_basic_for_a_whole_session(self):
        with requests.Session() as session:
            session.auth = USER
            self.assertEqual([session.get(self.URL).status_code for _ in range(2)], [200, 200])

    def test_basic_in_the_address(self):
        scheme, rest = self.URL.split("://")
        self.assertEqual(requests.get(f"{scheme}://user:pass@{rest}").status_code, 200)

    def test_digest_with_each_algorithm(self):
        for path in ((), ("MD5",), ("SHA-256",), ("MD5", "never"), ("SHA-256", "3")):
            url = httpbin("digest-auth", "auth", *USER, *path)
            with self.subTest(url):
                answer = requests.get(url)
                self.assertEqual((answer.status_code, answer.cookies["fake"]), (401, "fake_value"))
                answer = requests.get(url, auth=HTTPDigestAuth(*USER))
                self.assertEqual(answer.json(), {"authenticated": True, "user": "user"})
                self.assertIn('"auth"', answer.request.headers["Authorization"])
                self.assertEqual(requests.get(url, auth=HTTPDigestAuth("user", "wrong")).status_code, 401)
                self.assertEqual(httpx.get(url, auth=httpx.DigestAuth(*USER)).status_code, 200)

    def test_digest_for_a_whole_session(self):
        with requests.Session() as session:
            session.auth = HTTPDigestAuth(*USER)
            url = httpbin("digest-auth", "auth", *USER)
            self.assertEqual([session.get(url).status_code for _ in range(3)], [200, 200, 200])
            self.assertEqual(session.cookies["fake"], "fake_value")

    def test_a_hidden_door(self):
        hidden = httpbin("hidden-basic-auth", *USER)
        self.assertEqual(requests.get(hidden).status_code, 404)
        self.assertEqual(requests.get(hidden, auth=USER).status_code, 200)

    def test_bearer(self):
        answer = requests.get(httpbin("bearer"), headers={"Authorization": "Bearer abc"})
        self.assertEqual(answer.json(), {"authenticated": True, "token": "abc"})
        answer = requests.get(httpbin("bearer"))
        self.assertEqual((answer.status_code, answer.headers["WWW-Authenticate"][:6]), (401, "Bearer"))

    def test_httpx_logs_in_too(self):
        self.assertEqual(httpx.get(self.URL, auth=USER).status_code, 200)
        self.assertEqual(httpx.get(self.URL, auth=("user", "wrong")).status_code, 401)


if __name__ == "__main__":
    unittest.main()
