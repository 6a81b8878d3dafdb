"""A few requests to the API server that a kubeconfig names, with nothing but Python's own library."""

import base64
import json
import ssl
import subprocess
import tempfile
import urllib.error
import urllib.request


class Server:
    def __init__(self, kubeconfig):
        view = ["kubectl", "--kubeconfig", kubeconfig, "config", "view", "--raw", "--flatten", "-o", "json"]
        config = json.loads(subprocess.run(view, capture_output=True, text=True, check=True).stdout)
        cluster, user = config["clusters"][0]["cluster"], config["users"][0]["user"]
        self.address, self.token = cluster["server"], user.get("token")
        self.context = ssl.create_default_context()
        if "certificate-authority-data" in cluster:
            self.context.load_verify_locations(cadata=base64.b64decode(cluster["certificate-authority-data"]).decode())
        else:
            self.context.check_hostname = False
            self.context.verify_mode = ssl.CERT_NONE
        if "client-certificate-data" in user:
            with tempfile.NamedTemporaryFile() as pem:
                for field in ("client-certificate-data", "client-key-data"):
                    pem.write(base64.b64decode(user[field]))
                pem.flush()
                self.context.load_cert_chain(pem.name)

    def call(self, method, path, body=None):
        """The status, the warnings and the answer."""
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data=data, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, context=self.context) as answer:
                return answer.status, answer.headers.get_all("Warning") or [], json.load(answer)
        except urllib.error.HTTPError as refused:
            return refused.code, refused.headers.get_all("Warning") or [], json.load(refused)
