#!/usr/bin/env python3
"""Records what a real API server makes of patches.

usage: kubectl proxy --port=8911 &
       record_patches.py http://127.0.0.1:8911 NAMESPACE > src/test/resources/dev/wainwright/apiserver/patch/recorded.json

The patches are tried without being kept. Fields that the server would fill in are written out, so that the answer is the
patch's work alone.
"""
import json
import sys
import time

from recorded_server import NAMESPACE, call

URL = f"/apis/apps/v1/namespaces/{NAMESPACE}/deployments"


def container(name, **more):
    return {"name": name, "image": "nginx", "imagePullPolicy": "Always", "resources": {},
            "terminationMessagePath": "/t", "terminationMessagePolicy": "File", **more}


TARGET = {
    "apiVersion": "apps/v1", "kind": "Deployment",
    "metadata": {"name": "patched", "labels": {"app": "d"}, "finalizers": ["x/a", "x/b"], "annotations": {"w.org/b": "1"}},
    "spec": {"replicas": 0, "selector": {"matchLabels": {"app": "d"}}, "template": {
        "metadata": {"labels": {"app": "d"}},
        "spec": {"volumes": [{"name": "v", "emptyDir": {}}], "containers": [
            container("a", env=[{"name": "A", "value": "1"}, {"name": "B", "value": "2"}],
                      ports=[{"containerPort": 80, "protocol": "TCP"}]),
            container("b")]}}}}
CONTAINERS = "/spec/template/spec/containers"

JSON_PATCHES = [
    {"op": "add"}, [1], 5, [{"op": "foo", "path": "/metadata/labels/x"}], [{"op": "add", "value": "1"}],
    [{"op": "add", "path": "/metadata/labels/x", "value": "1"}],
    [{"op": "test", "path": "/metadata/labels/app", "value": "e"}],
    [{"op": "test", "path": "/metadata/labels/app", "value": "d"}, {"op": "remove", "path": "/metadata/labels/app"}],
    [{"op": "test", "path": "/metadata/labels/none", "value": "e"}],
    [{"op": "test", "path": "/metadata/labels/none", "value": None}],
    [{"op": "test", "path": "/spec/replicas", "value": 0}, {"op": "replace", "path": "/spec/replicas", "value": 3}],
    [{"op": "remove", "path": "/metadata/labels/none"}],
    [{"op": "replace", "path": "/metadata/labels/none", "value": "1"}],
    [{"op": "add", "path": "/none/x", "value": "1"}],
    [{"op": "remove", "path": ""}],
    [{"op": "copy", "from": "/metadata/labels/app", "path": "/metadata/labels/b"}],
    [{"op": "copy", "from": "/metadata/none/x", "path": "/metadata/labels/b"}],
    [{"op": "move", "from": "/metadata/labels/app", "path": "/metadata/labels/b"}],
    [{"op": "move", "from": "/metadata/labels/none", "path": "/metadata/labels/b"}],
    [{"op": "move", "path": "/metadata/labels/b"}],
    [{"op": "replace", "path": "/metadata/annotations/w.org~1b", "value": "2"}],
    [{"op": "add", "path": "/metadata/finalizers/0", "value": "x/c"}],
    [{"op": "add", "path": "/metadata/finalizers/2", "value": "x/c"}],
    [{"op": "add", "path": "/metadata/finalizers/3", "value": "x/c"}],
    [{"op": "add", "path": "/metadata/finalizers/-", "value": "x/c"}],
    [{"op": "add", "path": "/metadata/finalizers/-1", "value": "x/c"}],
    [{"op": "add", "path": "/metadata/finalizers/-2", "value": "x/c"}],
    [{"op": "add", "path": "/metadata/finalizers/z", "value": "x/c"}],
    [{"op": "remove", "path": "/metadata/finalizers/0"}],
    [{"op": "remove", "path": "/metadata/finalizers/-1"}],
    [{"op": "remove", "path": "/metadata/finalizers/2"}],
    [{"op": "replace", "path": "/metadata/finalizers/1", "value": "x/c"}],
    [{"op": "replace", "path": "/metadata/finalizers/5", "value": "x/c"}],
    [{"op": "replace", "path": CONTAINERS + "/0/image", "value": "other"}],
    [{"op": "test", "path": CONTAINERS + "/1/name", "value": "b"}, {"op": "remove", "path": CONTAINERS + "/1"}],
    [{"op": "add", "path": "/metadata/labels/app/deeper", "value": "1"}],
]
MERGE_PATCHES = [
    [], 1, None, {"metadata": {"labels": {"x": "1", "app": None}}}, {"metadata": {"labels": None}},
    {"metadata": {"finalizers": ["x/c"]}}, {"spec": {"strategy": {"rollingUpdate": None, "type": "Recreate"}}},
    {"metadata": {"annotations": {"new": "1", "none": None}}},
]


def pod(**fields):
    return {"spec": {"template": {"spec": fields}}}


STRATEGIC_PATCHES = [
    [], 1, None, {"$patch": "merge"}, {"$patch": "foo"},
    {"spec": {"strategy": {"$patch": "replace", "type": "Recreate"}}},
    {"spec": {"strategy": {"$retainKeys": ["type"], "type": "Recreate"}}},
    {"spec": {"strategy": {"$retainKeys": ["rollingUpdate"], "type": "Recreate"}}},
    {"spec": {"strategy": {"$retainKeys": "type", "type": "Recreate"}}},
    {"metadata": {"$deleteFromPrimitiveList/finalizers": ["x/a"]}},
    {"metadata": {"$deleteFromPrimitiveList/finalizers": "x/a"}},
    {"metadata": {"finalizers": ["x/c"]}},
    {"metadata": {"finalizers": ["x/c"], "$setElementOrder/finalizers": ["x/c", "x/b"]}},
    {"metadata": {"finalizers": ["x/c"], "$setElementOrder/finalizers": ["x/d", "x/b"]}},
    {"metadata": {"finalizers": [["x/a"]]}},
    {"metadata": {"labels": {"$patch": "replace", "x": "y"}}},
    {"metadata": {"labels": {"$patch": "delete"}}},
    pod(containers=[container("c")]), pod(containers=[{"name": "b", "image": "z"}]), pod(containers=[{"image": "x"}]),
    pod(containers=[{"name": "b", "$patch": "delete"}]), pod(containers=[{"$patch": "delete"}]),
    pod(containers=[{"$patch": "replace"}, container("z")]),
    pod(containers=[{"$patch": "merge", "name": "b", "image": "z"}]),
    pod(containers=[{"$patch": "bad", "name": "b", "image": "z"}]), pod(containers=[{"name": "b", "image": "z"}, 5]),
    pod(**{"$setElementOrder/containers": [{"name": "b"}, {"name": "a"}]}),
    pod(**{"$setElementOrder/containers": [{"name": "b"}, {"name": "c"}], "containers": [container("c")]}),
    pod(**{"$setElementOrder/containers": [{"name": "c"}, {"name": "b"}], "containers": [container("c")]}),
    pod(**{"$setElementOrder/containers": [{"name": "b"}], "containers": [container("c")]}),
    pod(**{"$setElementOrder/containers": 5}), pod(containers=[]),
    pod(volumes=[{"$retainKeys": ["name", "configMap"], "name": "v", "configMap": {"name": "q", "defaultMode": 420}}]),
    pod(volumes=[{"name": "v", "emptyDir": None, "configMap": {"name": "q", "defaultMode": 420}}]),
    pod(containers=[{"name": "a", "env": [{"name": "A", "value": "9"}, {"name": "B", "$patch": "delete"}],
                     "ports": None}]),
    pod(containers=[container("q", env=[{"name": "A", "$patch": "delete"}, {"name": "N", "value": None}])]),
    pod(containers=[{"name": "a", "ports": [{"containerPort": 81, "protocol": "TCP"}]}]),
    pod(nodeSelector={"a": "b"}, tolerations=[{"key": "k"}]),
]

call("POST", URL, TARGET)
time.sleep(2)  # The controller adds an annotation.
target = call("GET", URL + "/patched")
cases = []
for media, patches in (("json-patch", JSON_PATCHES), ("merge-patch", MERGE_PATCHES),
                       ("strategic-merge-patch", STRATEGIC_PATCHES)):
    for patch in patches:
        answer = call("PATCH", URL + "/patched?dryRun=All", patch, f"application/{media}+json")
        cases.append({"type": media, "patch": patch, "answer": answer})
        print(media, json.dumps(patch), "|", answer.get("message", ""), file=sys.stderr)
call("PATCH", URL + "/patched", {"metadata": {"finalizers": None}}, "application/merge-patch+json")
call("DELETE", URL + "/patched")
print("[\n" + ",\n".join(json.dumps(case) for case in [target] + cases) + "\n]")
