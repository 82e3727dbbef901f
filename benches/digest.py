"""Prints `Authorization` values that answer Digest challenges in turn, each with the counts 1, 2, 3 and so on. With one challenge
alone, a connection that has to wait for a moment would fall out of the window in which counts may arrive.

Usage: digest.py URL USER PASSWORD HOW_MANY
"""
import hashlib
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

url, user, password, how_many = sys.argv[1:]
CHALLENGES = 64


def challenge():
    try:
        urllib.request.urlopen(url)
        sys.exit("the door is open, so there is nothing to answer")
    except urllib.error.HTTPError as refusal:
        lines = [line for line in refusal.headers.get_all("WWW-Authenticate") if line.startswith("Digest ")]
    return dict((name.lower(), quoted or bare)
                for name, quoted, bare in re.findall(r'([\w-]+)=(?:"([^"]*)"|([^\s,]+))', lines[0]))


challenges = [challenge() for _ in range(CHALLENGES)]
parameters = challenges[0]
algorithm = parameters.get("algorithm", "MD5").upper()
digest = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}[algorithm]
target = urllib.parse.urlsplit(url).path


def hashed(text):
    return digest(text.encode()).hexdigest()


ha1 = hashed(f"{user}:{parameters['realm']}:{password}")
ha2 = hashed(f"GET:{target}")
for nth in range(int(how_many)):
    parameters, count = challenges[nth % CHALLENGES], nth // CHALLENGES + 1
    opaque = f', opaque="{parameters["opaque"]}"' if "opaque" in parameters else ""
    response = hashed(f"{ha1}:{parameters['nonce']}:{count:08x}:bench:auth:{ha2}")
    print(f'Digest username="{user}", realm="{parameters["realm"]}", nonce="{parameters["nonce"]}", uri="{target}", '
          f'algorithm={algorithm}, response="{response}", qop=auth, nc={count:08x}, cnonce="bench"{opaque}')
