"""Records what the real API server makes of good and of bad objects, as fixtures for the tests of `apiserver`.

    record.py KUBECONFIG FOLDER

Creations are dry runs. Updates create the object, try to change it in a dry run, and delete it again. What differs from
run to run (uids, times, addresses, revisions) is left out or replaced.
"""

import json
import re
import sys
import time
from pathlib import Path

import accepted
import bases
import refused
from server import Server

NAMESPACE = "rules"
DRY = "?dryRun=All&fieldValidation=Strict"


def tidy(answer):
    """Without what the server draws by lot."""
    metadata = answer.get("metadata", {})
    for name in ("uid", "creationTimestamp", "managedFields", "resourceVersion", "generation"):
        metadata.pop(name, None)
    return answer


def steady(status):
    message = json.dumps(status)
    return json.loads(re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UID", message))


def creations(server):
    good, bad = [], []
    for name, kind, changes in accepted.CASES + refused.CREATIONS:
        request = bases.base(kind, changes)
        code, warnings, answer = server.call("POST", bases.path(kind, NAMESPACE) + DRY, request)
        record = {"case": name, "request": request, "code": code, "answer": answer}
        if warnings:
            record["warnings"] = warnings
        if code < 300:
            record["answer"] = tidy(answer)
        (good if code < 300 else bad).append(record)
    return good, bad


def update(server, name, kind, before, changes, number):
    folder = bases.path(kind, NAMESPACE)
    object_name = "rules-update-%d" % number
    made = bases.base(kind, before, object_name)
    path = folder + "/" + object_name
    code, _, there = server.call("POST", folder, made)
    if code >= 300:
        print("cannot be created:", name, there.get("message"))
        return None
    try:
        for _ in range(5):
            _, _, there = server.call("GET", path)
            there["metadata"].pop("managedFields", None)
            wanted = bases.changed(there, changes)
            code, _, answer = server.call("PUT", path + DRY, wanted)
            if "the object has been modified" not in answer.get("message", "") or name.endswith("version-old"):
                break
            time.sleep(0.2)
        if code < 300:
            answer = tidy(answer)
        return {"case": name, "before": there, "request": wanted, "code": code, "answer": answer}
    finally:
        server.call("DELETE", path, {"apiVersion": "v1", "kind": "DeleteOptions", "gracePeriodSeconds": 0, "propagationPolicy": "Background"})


def main():
    server, folder = Server(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    server.call("POST", "/api/v1/namespaces", {"metadata": {"name": NAMESPACE}})
    good, bad = creations(server)
    changes = [update(server, *case, number) for number, case in enumerate(refused.UPDATES)]
    for name, records in (("accepted", good), ("refused", bad), ("updates", [c for c in changes if c])):
        text = ",\n".join(json.dumps(record, ensure_ascii=False, sort_keys=False) for record in records)
        (folder / (name + ".json")).write_text("[\n" + text + "\n]\n")
        print(len(records), name)


if __name__ == "__main__":
    main()
