"""Logs in once with a Python library, the way its users write it, and prints the status.

python3 login.py requests|httpx none|basic|basic-utf8|digest|bearer NAME SECRET URL
"""

import sys


def main(library, scheme, name, secret, url):
    if library == "requests":
        import requests as client
        from requests.auth import HTTPDigestAuth as Digest
    else:
        import httpx as client
        from httpx import DigestAuth as Digest
    choices = {
        "none": {},
        "basic": {"auth": (name, secret)},
        "basic-utf8": {"auth": (name.encode(), secret.encode())},
        "digest": {"auth": Digest(name, secret)},
        "bearer": {"headers": {"Authorization": f"Bearer {secret}"}},
    }
    print(client.get(url, **choices[scheme]).status_code)


main(*sys.argv[1:])
