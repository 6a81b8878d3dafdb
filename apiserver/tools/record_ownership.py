#!/usr/bin/env python3
"""Records what a real API server makes of creates, updates, patches and applies: the objects before and after.

usage: kubectl proxy --port=8911 &
       record_ownership.py http://127.0.0.1:8911 NAMESPACE > src/test/resources/dev/wainwright/apiserver/apply/recorded.json
"""
import json
import sys
import time

from recorded_server import NAMESPACE, call

JSON, MERGE, STRATEGIC, PATCH, APPLY = (
    "application/json", "application/merge-patch+json", "application/strategic-merge-patch+json",
    "application/json-patch+json", "application/apply-patch+yaml")
steps = []


class Object:
    """One object and what happens to it."""

    def __init__(self, story, api, kind, plural, name):
        self.story, self.api, self.kind, self.name = story, api, kind, name
        root = "/api/" if "/" not in api else "/apis/"
        self.folder = f"{root}{api}/namespaces/{NAMESPACE}/{plural}"
        self.url = f"{self.folder}/{name}"
        call("DELETE", self.url)
        while self.get():
            time.sleep(0.1)

    def get(self):
        answer = call("GET", self.url)
        return None if answer["kind"] == "Status" else answer

    def settled(self):
        before = self.get()
        while before and before.get("status", {}).get("observedGeneration", before["metadata"].get("generation")) \
                != before["metadata"].get("generation"):
            time.sleep(0.2)
            before = self.get()
        return before

    def step(self, what, method, manager, body, media=JSON, subresource="", force=False, url=None):
        time.sleep(1.1)
        before = self.settled()
        target = url or (self.url + ("/" + subresource if subresource else ""))
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        answer = call(method, f"{target}?fieldManager={manager}" + ("&force=true" if force else ""), body, media)
        after = answer
        if subresource == "scale" and answer["kind"] == "Scale":
            after = self.get()
        if answer["kind"] != "Status":
            own = [e.get("time", now) for e in after["metadata"].get("managedFields", []) if e["manager"] == manager]
            now = max(own, default=now)
        step = {"story": self.story, "step": what, "apiVersion": self.api, "kind": self.kind,
                "operation": "apply" if media == APPLY else "update", "manager": manager, "subresource": subresource,
                "force": force, "now": now, "before": before, "request": body, "answer": after}
        steps.append(step)
        print(self.story, "|", what, "|", answer["kind"], answer.get("message", ""), file=sys.stderr)
        return after

    def create(self, manager, body):
        return self.step("create", "POST", manager, self.named(body), url=self.folder)

    def update(self, manager, change, what="update", subresource=""):
        body = self.settled()
        change(body)
        return self.step(what, "PUT", manager, body, subresource=subresource)

    def apply(self, manager, body, force=False, what="apply", subresource=""):
        return self.step(what, "PATCH", manager, self.named(body), APPLY, subresource=subresource, force=force)

    def patch(self, manager, body, media=MERGE, what="patch", subresource=""):
        return self.step(what, "PATCH", manager, body, media, subresource=subresource)

    def named(self, body):
        meta = {"name": self.name, "namespace": NAMESPACE, **body.get("metadata", {})}
        return {"apiVersion": self.api, "kind": self.kind, **body, "metadata": meta}


def pod_template(**container):
    first = {"name": "a", "image": "nginx", **container}
    return {"metadata": {"labels": {"app": "d"}}, "spec": {"containers": [first]}}


def deployment(labels=None, template=None, **spec):
    meta = {"labels": labels} if labels else {}
    return {"metadata": meta, "spec": {"replicas": 0, "selector": {"matchLabels": {"app": "d"}},
                                       "template": template or pod_template(), **spec}}


def set_in(path, value):
    def change(body):
        at = body
        for key in path[:-1]:
            at = at.setdefault(key, {}) if isinstance(key, str) else at[key]
        if value is None:
            at.pop(path[-1], None)
        else:
            at[path[-1]] = value
    return change


def config_maps():
    cm = Object("config map", "v1", "ConfigMap", "configmaps", "c1")
    cm.create("maker", {"data": {"a": "1", "b": "2"}, "metadata": {"labels": {"l": "1"}}})
    cm.update("changer", set_in(["data", "a"], "9"), "change one value")
    cm.update("changer", set_in(["data", "a"], "9"), "change nothing")
    cm.update("changer", set_in(["data", "c"], "3"), "add a value")
    cm.update("maker", set_in(["data", "a"], None), "remove another's value")
    cm.update("maker", set_in(["data"], None), "remove all values")
    cm.update("maker", set_in(["metadata", "labels"], {}), "remove all labels")
    cm.apply("x", {"data": {"q": "1", "r": "2"}})
    cm.apply("y", {"data": {"q": "1"}}, what="apply the same value")
    cm.apply("y", {"data": {"q": "2"}}, what="apply another value")
    cm.apply("y", {"data": {"q": "2"}}, force=True, what="force")
    cm.apply("x", {"data": {"r": "2"}}, what="give one up")
    cm.apply("x", {"data": {"r": "2"}}, what="apply again")
    cm.apply("x", {"data": {}}, what="apply an empty map")
    cm.apply("x", {}, what="apply nothing")
    cm.apply("y", {"data": {"q": None}}, what="apply a null")
    cm.apply("x", {"metadata": {"finalizers": ["w/a", "w/b"], "annotations": {"n": "1"}}}, what="finalizers")
    cm.apply("y", {"metadata": {"finalizers": ["w/c", "w/b"], "annotations": {"n": "1"}}}, what="more finalizers")
    cm.apply("x", {"metadata": {"finalizers": ["w/b"]}}, what="fewer finalizers")
    cm.apply("y", {"metadata": {"ownerReferences": [{"apiVersion": "v1", "kind": "X", "name": "n", "uid": "7"}]}},
             what="an owner")
    cm.apply("y", {"metadata": {"managedFields": []}}, what="managedFields in a configuration")
    cm.patch("z", [{"op": "replace", "path": "/metadata/managedFields", "value": [{}]}], PATCH, "forget the owners")
    cm.apply("x", {"data": {"r": "2"}}, what="first apply to an object without owners")
    cm.patch("z", {"metadata": {"finalizers": None}}, what="remove the finalizers")


def deployments():
    d = Object("deployment", "apps/v1", "Deployment", "deployments", "d1")
    d.create("maker", deployment(labels={"l": "1"}, template=pod_template(
        ports=[{"containerPort": 80}, {"containerPort": 443, "protocol": "UDP"}], env=[{"name": "A", "value": "1"}],
        resources={"requests": {"cpu": "100m"}}, livenessProbe={"httpGet": {"path": "/", "port": 80}})))
    d.apply("x", deployment(), what="apply over a create")
    d.apply("x", deployment(replicas=2), what="conflict about replicas")
    changed = deployment(replicas=1, template=pod_template(image="other"))
    d.apply("x", changed, what="several conflicts")
    d.apply("x", changed, force=True, what="force")
    d.patch("scaler", {"spec": {"replicas": 0}}, subresource="scale", what="scale")
    d.apply("x", changed, what="conflict with a subresource")
    two = deployment(template={"metadata": {"labels": {"app": "d"}}, "spec": {"containers": [
        {"name": "b", "image": "b"}, {"name": "a", "image": "other", "env": [{"name": "B", "value": "2"}]}]}})
    d.apply("x", two, what="a second container")
    d.apply("x", changed | {"spec": {**changed["spec"], "replicas": 0}}, what="the second container goes")
    d.patch("z", {"spec": {"template": {"spec": {"containers": [{"name": "a", "image": "third"}]}}}}, STRATEGIC)
    d.patch("z", {"spec": {"strategy": {"type": "Recreate", "rollingUpdate": None}}}, STRATEGIC, "recreate")
    d.apply("y", {"spec": {"template": {"spec": {"nodeSelector": {"a": "b"}, "tolerations": [{"key": "k"}],
            "volumes": [{"name": "v", "emptyDir": {}}]}}}}, what="parts of a template")
    d.apply("y", {"spec": {"template": {"spec": {"nodeSelector": {"a": "c"}}}}}, what="fewer parts")
    d.apply("y", {"spec": {"template": {"spec": {"containers": [{"image": "x"}]}}}}, what="a container without a name")
    d.apply("y", {"spec": {"nosuch": 1}}, what="an unknown field")
    d.apply("y", {"spec": {"replicas": "x"}}, what="a wrong type")
    d.apply("y", {"spec": {"template": {"spec": {"containers": [{"name": "q"}, {"name": "q"}]}}}}, what="a name twice")
    d.apply("y", {"spec": {"template": {"spec": {"containers": "x"}}}}, what="no list")
    d.apply("y", {"metadata": {"labels": "x"}}, what="no map")
    d.apply("y", {"metadata": {"labels": {"x": 1}}}, what="a number as a label")
    d.update("adam", set_in(["metadata", "annotations"], {"k": "v"}), "annotate")


def migration():
    d = Object("migration from client-side apply", "apps/v1", "Deployment", "deployments", "d2")
    config = d.named(deployment(labels={"l": "1"}))
    last = {"kubectl.kubernetes.io/last-applied-configuration": json.dumps(config, sort_keys=True) + "\n"}
    body = deployment(labels={"l": "1"})
    body["metadata"]["annotations"] = last
    d.create("kubectl-client-side-apply", body)
    d.apply("kubectl", deployment(labels={"l": "2"}), what="changes what was applied")
    d.apply("kubectl", deployment(labels={"l": "2"}), what="again")
    entries = d.settled()["metadata"]["managedFields"]
    for entry in entries:
        if entry["manager"] == "kubectl-client-side-apply":
            entry["operation"] = "Apply"
    d.patch("kubectl", [{"op": "replace", "path": "/metadata/managedFields", "value": entries}], PATCH,
            "the owners are rewritten")
    d.update("other", set_in(["spec", "minReadySeconds"], 5), "somebody else")
    d.apply("kubectl", deployment(labels={"l": "2"}, minReadySeconds=6), what="conflict with somebody else")


def many_managers():
    cm = Object("many managers", "v1", "ConfigMap", "configmaps", "c2")
    cm.create("m0", {"data": {"k0": "0"}})
    for i in range(1, 13):
        cm.update(f"m{i}", set_in(["data", f"k{i}"], "1"), f"manager {i}")


def services_and_pods():
    s = Object("service", "v1", "Service", "services", "s1")
    spec = {"selector": {"app": "d"}, "ports": [{"port": 80, "name": "a"}, {"port": 443, "name": "b"}]}
    s.apply("x", {"spec": spec}, what="apply anew")
    s.apply("y", {"spec": {"ports": [{"port": 80, "targetPort": "http"}]}}, what="a port of another")
    s.apply("y", {"spec": {"ports": [{"port": 80, "targetPort": "http"}]}}, force=True, what="force a port of another")
    s.apply("x", {"spec": {"selector": {"app": "e"}, "ports": [{"port": 443, "name": "b"}]}}, what="drop a port")
    p = Object("pod", "v1", "Pod", "pods", "p1")
    p.create("maker", {"spec": {"schedulerName": "nobody", "automountServiceAccountToken": False, **pod_template(
        ports=[{"containerPort": 80}], resources={"limits": {"cpu": "1"}},
        env=[{"name": "N", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}])["spec"],
        "nodeSelector": {"a": "b"}, "affinity": {"nodeAffinity": {}},
        "topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "z", "whenUnsatisfiable": "ScheduleAnyway"}]}})
    p.patch("statuser", {"status": {"conditions": [{"type": "Ready", "status": "True"}], "podIPs": [{"ip": "10.0.0.1"}],
            "podIP": "10.0.0.1"}}, STRATEGIC, "status", subresource="status")
    p.apply("conditioner", {"status": {"conditions": [{"type": "Good", "status": "True"}]}}, subresource="status",
            what="apply a condition")
    p.apply("labeller", {"metadata": {"labels": {"x": "y"}}}, what="apply a label")
    p.apply("labeller", {"metadata": {"labels": {"x": "y"}}, "status": {"phase": "Failed"}}, what="status in main")


def custom():
    text, number = {"type": "string"}, {"type": "integer"}
    item = {"type": "object", "required": ["name"], "properties": {
        "name": text, "kind": {**text, "default": "k"}, "value": number}}
    spec = {"type": "object", "properties": {
        "size": number, "labels": {"type": "object", "additionalProperties": text},
        "atomic": {"type": "object", "x-kubernetes-map-type": "atomic", "additionalProperties": text},
        "list": {"type": "array", "items": text},
        "set": {"type": "array", "items": text, "x-kubernetes-list-type": "set"},
        "keyed": {"type": "array", "items": item, "x-kubernetes-list-type": "map",
                  "x-kubernetes-list-map-keys": ["name", "kind"]},
        "open": {"type": "object", "x-kubernetes-preserve-unknown-fields": True},
        "default": {**text, "default": "x"}, "maybe": {**text, "nullable": True}}}
    root = {"type": "object", "properties": {
        "spec": spec, "status": {"type": "object", "properties": {"phase": text}}}}
    crds = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
    definition = {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
                  "metadata": {"name": "owneds.w.test"}, "spec": {
                      "group": "w.test", "scope": "Namespaced", "names": {"plural": "owneds", "kind": "Owned"},
                      "versions": [{"name": "v1", "served": True, "storage": True, "subresources": {"status": {}},
                                    "schema": {"openAPIV3Schema": root}}]}}
    call("POST", crds, definition)
    time.sleep(3)
    o = Object("custom kind", "w.test/v1", "Owned", "owneds", "o1")
    o.create("maker", {"spec": {"size": 1, "labels": {"a": "1"}, "atomic": {"a": "1"}, "list": ["a"], "set": ["a", "b"],
                                "keyed": [{"name": "a", "value": 1}], "open": {"x": {"y": [1]}}, "maybe": None}})
    o.update("changer", set_in(["spec", "open", "x", "z"], 1), "add to what has no schema")
    o.apply("x", {"spec": {"size": 1, "set": ["c", "b"], "keyed": [{"name": "b", "kind": "j"}, {"name": "a", "value": 1}]}})
    o.apply("x", {"spec": {"size": 2, "list": ["b"], "atomic": {"b": "2"}, "open": {"x": {"y": [2]}}}}, what="conflicts")
    o.apply("x", {"spec": {"size": 2, "list": ["b"], "atomic": {"b": "2"}, "open": {"x": {"y": [2]}}}}, True, "force")
    o.patch("statuser", {"status": {"phase": "p"}}, MERGE, "status", "status")
    o.apply("y", {"status": {"phase": "q"}}, subresource="status", what="apply status", force=True)
    o.apply("y", {"spec": {"keyed": [{"name": "n"}]}, "status": {"phase": "r"}}, what="apply to the object")
    o.apply("y", {"spec": {"maybe": None}}, what="apply a null that may be")
    o.apply("y", {"spec": {"unknown": 1}}, what="apply an unknown field")
    o.apply("y", {"spec": {"keyed": [{"value": 1}]}}, what="apply an item without a key")
    o.apply("y", {"spec": {"set": ["a", "a"]}}, what="apply an item twice")
    n = Object("new custom object", "w.test/v1", "Owned", "owneds", "o2")
    n.apply("x", {"spec": {"size": 1, "labels": {"a": "1"}, "keyed": [{"name": "a"}]}})
    n.apply("x", {"spec": {"labels": {}, "keyed": []}}, what="empty collections")
    call("DELETE", f"{crds}/owneds.w.test")
    steps.append({"definition": definition})


custom()
config_maps()
deployments()
migration()
many_managers()
services_and_pods()
print("[\n" + ",\n".join(json.dumps(step) for step in steps) + "\n]")
