"""The API server that the recorders ask, by way of kubectl proxy: their first argument, and the namespace, their second."""
import json
import sys
import urllib.error
import urllib.request

SERVER, NAMESPACE = sys.argv[1:3]


def call(method, url, body=None, media="application/json"):
    """What it answers, also when it refuses."""
    data = None if body is None or method in ("GET", "DELETE") else json.dumps(body).encode()
    request = urllib.request.Request(SERVER + url, data, {"Content-Type": media}, method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as e:
        return json.load(e)
