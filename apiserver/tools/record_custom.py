#!/usr/bin/env python3
"""Records what a real API server makes of definitions of custom kinds and of custom objects.

usage: kubectl proxy --port=8911 &
       record_custom.py http://127.0.0.1:8911 NAMESPACE > src/test/resources/dev/wainwright/apiserver/crd/recorded.json
"""
import copy
import json
import sys
import time

from recorded_server import NAMESPACE, call

CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
cases = []


def record(**case):
    cases.append(case)
    print(case["type"], json.dumps(case.get("object") or case.get("definition"))[:150], "|",
          case["answer"].get("message", case["answer"].get("spec", "")), file=sys.stderr)


S = {"type": "string"}
I = {"type": "integer"}
X = "x-kubernetes-"


def rule(text, message=None, **more):
    return {"rule": text, **({"message": message} if message else {}), **more}


SPEC = {"type": "object", "required": ["size"], "properties": {
    "size": {"type": "integer", "format": "int32", "minimum": 1, "maximum": 9},
    "ratio": {"type": "number", "exclusiveMinimum": True, "minimum": 0, "multipleOf": 0.5},
    "mode": {"type": "string", "enum": ["fast", "slow"], "default": "fast"},
    "level": {"type": "integer", "enum": [1, 2]},
    "flag": {"type": "boolean"},
    "name": {"type": "string", "pattern": "^[a-z]+$", "minLength": 2, "maxLength": 5},
    "when": {"type": "string", "format": "date-time"},
    "day": {"type": "string", "format": "date"},
    "address": {"type": "string", "format": "ipv4"},
    "raw": {"type": "string", "format": "byte"},
    "id": {"type": "string", "format": "uuid"},
    "wait": {"type": "string", "format": "duration"},
    "port": {X + "int-or-string": True},
    "amount": {X + "int-or-string": True, "anyOf": [{"type": "integer"}, {"type": "string"}], "pattern": "^[0-9]+m?$"},
    "maybe": {"type": "string", "nullable": True},
    "many": {"type": "array", "items": S, "minItems": 1, "maxItems": 2},
    "set": {"type": "array", "items": S, X + "list-type": "set"},
    "keyed": {"type": "array", X + "list-type": "map", X + "list-map-keys": ["name", "kind"], "items": {
        "type": "object", "required": ["name"], "properties": {"name": S, "kind": {**S, "default": "k"}, "value": I}}},
    "labels": {"type": "object", "additionalProperties": S, "minProperties": 1, "maxProperties": 2},
    "open": {"type": "object", X + "preserve-unknown-fields": True, "properties": {"known": I}},
    "any": {X + "preserve-unknown-fields": True},
    "nested": {"type": "object", "default": {}, "properties": {"deep": {"type": "integer", "default": 3}}},
    "choice": {"type": "object", "properties": {"a": S, "b": S},
               "oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
    "either": {"type": "object", "properties": {"a": S, "b": S},
               "anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
    "never": {"type": "object", "properties": {"a": S, "b": S}, "not": {"required": ["a"]}},
    "both": {"type": "integer", "allOf": [{"minimum": 2}, {"maximum": 4}]},
    "pod": {"type": "object", X + "embedded-resource": True, X + "preserve-unknown-fields": True},
}}
ROOT = {"type": "object", "required": ["spec"], "properties": {"spec": SPEC, "status": {
    "type": "object", "properties": {"phase": S, "replicas": I}}}}
RULES = {"type": "object", "properties": {
    "spec": {"type": "object", X + "validations": [
        rule("!has(self.min) || !has(self.max) || self.min <= self.max", "min must not exceed max"),
        rule("!has(self.kind) || self.kind != 'odd' || self.min % 2 == 1"),
        rule("!has(self.max) || self.max < 100", messageExpression="self.max > 1000 ? 'far too large' : 'too large'", reason="FieldValueForbidden",
             fieldPath=".max"),
        rule("!has(oldSelf.kind) || has(self.kind)", "kind cannot be removed"),
    ], "properties": {
        "min": I, "max": I,
        "kind": {**S, "maxLength": 20, X + "validations": [rule("self == oldSelf", "kind is immutable")]},
        "names": {"type": "array", "maxItems": 5, "items": {**S, "maxLength": 5, X + "validations": [rule("self.startsWith('x')", "names begin with x")]},
                  X + "validations": [rule("self.all(n, n.size() > 1)", "names are long"),
                                      rule("size(self) == size(oldSelf) || size(self) > size(oldSelf)", "names only grow")],
                  X + "list-type": "set"},
        "map": {"type": "object", "maxProperties": 4, "additionalProperties": {**I, X + "validations": [rule("self > 0", "positive")]}},
        "items": {"type": "array", "maxItems": 5, X + "list-type": "map", X + "list-map-keys": ["id"], "items": {
            "type": "object", "required": ["id"], "properties": {"id": {**S, "maxLength": 5}, "value": {**I, X + "validations": [
                rule("self >= oldSelf", "values only grow")]}}}},
        "port": {X + "int-or-string": True, X + "validations": [
            rule("type(self) == int ? self < 70000 : self == 'http'", "bad port")]},
        "quantity": {**S, "maxLength": 9, X + "validations": [rule("isQuantity(self) && quantity(self).isGreaterThan(quantity('1'))", "small")]},
        "pattern": {**S, "maxLength": 9, X + "validations": [rule("self.matches('^a+$')", "only a"), rule("self.find('b') == ''", "no b")]},
        "url": {**S, "maxLength": 30, X + "validations": [rule("isURL(self) && url(self).getScheme() == 'https'", "no https")]},
        "ip": {**S, "maxLength": 30, X + "validations": [rule("isIP(self) && ip(self).family() == 4", "no v4")]},
        "cidr": {**S, "maxLength": 30, X + "validations": [rule("isCIDR(self) && cidr(self).containsIP('10.0.0.1')", "not there")]},
        "sum": {"type": "array", "maxItems": 5, "items": I, X + "validations": [rule("self.sum() < 10 && self.isSorted()", "large or unsorted")]},
        "optional": {**I, X + "validations": [rule("!oldSelf.hasValue() || oldSelf.value() == self", "fixed", optionalOldSelf=True)]},
        "when": {**S, "format": "date-time", X + "validations": [rule("self > timestamp('2020-01-01T00:00:00Z')", "too early")]},
        "division": {**I, X + "validations": [rule("10 / self > 1", "too large")]},
    }}}}


def definition(plural, kind, root, group="w.test", scope="Namespaced", **version):
    first = {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": root}, **version}
    return {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
            "metadata": {"name": f"{plural}.{group}"},
            "spec": {"group": group, "scope": scope, "names": {"plural": plural, "kind": kind}, "versions": [copy.deepcopy(first)]}}


def define(body):
    name = body["metadata"]["name"]
    call("DELETE", f"{CRDS}/{name}")
    while call("GET", f"{CRDS}/{name}")["kind"] != "Status":
        time.sleep(0.2)
    answer = call("POST", CRDS, body)
    if answer["kind"] == "Status":
        sys.exit(answer["message"])
    time.sleep(3)
    record(type="defined", definition=body, answer=call("GET", f"{CRDS}/{name}"))
    return body


class Kind:
    def __init__(self, body):
        self.body, names, group = body, body["spec"]["names"], body["spec"]["group"]
        self.kind, self.version, self.name = names["kind"], f"{group}/v1", body["metadata"]["name"]
        self.url = f"/apis/{group}/v1/namespaces/{NAMESPACE}/{names['plural']}"

    def object(self, fields):
        body = {"apiVersion": self.version, "kind": self.kind, **fields}
        body["metadata"] = {"name": "a", "namespace": NAMESPACE, **fields.get("metadata", {})}
        return body

    def create(self, spec=None, validation="Ignore", **fields):
        body = self.object({**({"spec": spec} if spec is not None else {}), **fields})
        answer = call("POST", f"{self.url}?dryRun=All&fieldValidation={validation}", body)
        record(type="create", name=self.name, validation=validation, object=body, answer=answer)

    def update(self, before, after, subresource=""):
        call("DELETE", f"{self.url}/a")
        time.sleep(0.2)
        live = call("POST", self.url, self.object({"spec": before}))
        if live["kind"] == "Status":
            sys.exit(live["message"])
        body = {**live, **({"spec": after} if after is not None else {})}
        answer = call("PUT", f"{self.url}/a?dryRun=All", body)
        record(type="update", name=self.name, before=live, object=body, answer=answer)
        call("DELETE", f"{self.url}/a")


things = Kind(define(definition("things", "Thing", ROOT, subresources={"status": {}, "scale": {
    "specReplicasPath": ".spec.size", "statusReplicasPath": ".status.replicas"}}, additionalPrinterColumns=[
        {"name": "Size", "type": "integer", "jsonPath": ".spec.size"},
        {"name": "Mode", "type": "string", "jsonPath": ".spec.mode", "priority": 1}])))
plain = Kind(define(definition("plains", "Plain", {**ROOT})))
ruled = Kind(define(definition("ruleds", "Ruled", RULES)))

for spec in [
        {"size": 3}, {"size": "x"}, {"size": 0}, {"size": 10}, {"size": 1.5}, {"size": 3.0}, {"size": 99999999999}, {}, None,
        {"size": None}, 5, "text", [], {"size": 1, "ratio": -0.5}, {"size": 1, "ratio": 0.7}, {"size": 1, "ratio": 1.5},
        {"size": 1, "ratio": "x"},
        {"size": 1, "mode": "other"}, {"size": 1, "mode": 5}, {"size": 1, "mode": None}, {"size": 1, "level": 3},
        {"size": 1, "flag": "yes"}, {"size": 1, "name": "A"}, {"size": 1, "name": "a"}, {"size": 1, "name": "abcdef"},
        {"size": 1, "when": "x"}, {"size": 1, "when": "2020-01-01T00:00:00Z"}, {"size": 1, "day": "x"},
        {"size": 1, "address": "x"}, {"size": 1, "raw": "???"}, {"size": 1, "id": "x"}, {"size": 1, "wait": "x"},
        {"size": 1, "port": 1}, {"size": 1, "port": "a"}, {"size": 1, "port": True}, {"size": 1, "port": 1.5},
        {"size": 1, "amount": "x"}, {"size": 1, "amount": 5},
        {"size": 1, "maybe": None}, {"size": 1, "maybe": 4}, {"size": 1, "many": []}, {"size": 1, "many": ["a", "b", "c"]},
        {"size": 1, "many": ["a", 5]}, {"size": 1, "many": "a"}, {"size": 1, "many": {}}, {"size": 1, "many": [None]},
        {"size": 1, "set": ["a", "a", "b"]},
        {"size": 1, "keyed": [{"name": "a"}, {"name": "a"}]}, {"size": 1, "keyed": [{"name": "a"}, {"name": "a", "kind": "j"}]},
        {"size": 1, "keyed": [{"kind": "x"}]}, {"size": 1, "keyed": [{"name": "a", "other": 1}]},
        {"size": 1, "labels": {}}, {"size": 1, "labels": {"a": "1", "b": "2", "c": "3"}}, {"size": 1, "labels": {"a": 1}},
        {"size": 1, "labels": {"a/b.c": 1}},
        {"size": 1, "open": {"known": "x", "other": {"a": 1}}}, {"size": 1, "open": {"known": 1, "other": {"a": 1}}},
        {"size": 1, "any": {"a": [1]}}, {"size": 1, "any": 7}, {"size": 1, "nested": {}}, {"size": 1, "nested": None},
        {"size": 1, "nested": {"deep": None}},
        {"size": 1, "choice": {}}, {"size": 1, "choice": {"a": "1", "b": "2"}}, {"size": 1, "choice": {"a": "1"}},
        {"size": 1, "either": {}}, {"size": 1, "never": {"a": "1"}}, {"size": 1, "both": 1}, {"size": 1, "both": 5},
        {"size": 1, "pod": {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "x"}, "spec": {"a": 1}}},
        {"size": 1, "pod": {"kind": "Pod"}}, {"size": 1, "unknown": 5},
        {"size": 0, "mode": "x", "name": "A", "many": []}]:
    things.create(spec)
things.create({"size": 1, "unknown": {"a": 1}, "nested": {"more": 1}}, "Strict")
things.create({"size": 1}, "Strict", other=5)
things.create({"size": 1}, "Strict", status={"phase": "x"})
things.create({"size": 1}, status={"phase": "x", "none": 1})
things.create({"size": 1}, status={"phase": 5})
plain.create({"size": 1}, status={"phase": "x", "none": 1})
plain.create({"size": 1}, status={"phase": 5})
things.create({"size": 1}, metadata={"name": "A_b"})
things.create({"size": 1}, metadata={"labels": {"a b": "x"}})
things.create({"size": 1}, metadata={"labels": {"a": 5}})
things.create({"size": 1}, metadata={"unknown": "x"})
things.update({"size": 1}, {"size": 2})
things.update({"size": 1}, {"size": "x"})
things.update({"size": 1, "labels": {"a": "1"}}, {"size": 1, "mode": "x"})

for spec in [
        {"min": 1, "max": 2}, {"min": 3, "max": 2}, {"min": 2, "kind": "odd"}, {"kind": "odd"}, {"max": 100}, {"kind": "a"},
        {"names": ["xa", "b"]}, {"names": ["xa", "x"]}, {"map": {"a": 0}}, {"map": {"a": 1, "b.c": -1}},
        {"items": [{"id": "a", "value": 1}]}, {"port": 80}, {"port": 80000}, {"port": "https"}, {"quantity": "5"}, {"quantity": "x"},
        {"quantity": "500m"}, {"pattern": "aaa"}, {"pattern": "ab"}, {"url": "https://a/b"}, {"url": "http://a/b"}, {"ip": "10.0.0.1"},
        {"ip": "::1"}, {"cidr": "10.0.0.0/8"}, {"cidr": "11.0.0.0/8"}, {"sum": [1, 2]}, {"sum": [2, 1]}, {"sum": [5, 6]},
        {"optional": 5}, {"when": "2019-01-01T00:00:00Z"}, {"when": "2021-01-01T00:00:00Z"}, {"division": 0}, {"division": 2},
        {"division": 20}, {"min": "x", "max": 200}, {"names": ["toolong"]}]:
    ruled.create(spec)
for before, after in [
        ({"kind": "a"}, {"kind": "b"}), ({"kind": "a"}, {}), ({}, {"kind": "a"}), ({"names": ["xa", "xb"]}, {"names": ["xa"]}),
        ({"names": ["xa"]}, {"names": ["xb", "xa"]}),
        ({"items": [{"id": "a", "value": 5}]}, {"items": [{"id": "b", "value": 1}, {"id": "a", "value": 4}]}),
        ({"items": [{"id": "a", "value": 5}]}, {"items": [{"id": "b", "value": 1}, {"id": "a", "value": 5}]}),
        ({"optional": 5}, {"optional": 6}), ({"optional": 5}, {"optional": 5})]:
    ruled.update(before, after)


def broken(what):
    body = definition("brokens", "Broken", {"type": "object", "properties": {"spec": {"type": "object", "properties": {"a": S}}}})
    what(body)
    answer = call("POST", f"{CRDS}?dryRun=All", body)
    record(type="broken", definition=body, answer=answer)


def put(path, value):
    def change(body):
        at = body
        for key in path[:-1]:
            at = at[key]
        if value is None:
            del at[path[-1]]
        else:
            at[path[-1]] = value
    return change


V = ["spec", "versions", 0]
R = V + ["schema", "openAPIV3Schema"]
P = R + ["properties", "spec"]
for change in [
        put(["metadata", "name"], "other"), put(["spec", "group"], "other.test"), put(["spec", "group"], ""), put(["spec", "group"], "W"),
        put(["spec", "scope"], "Some"), put(["spec", "scope"], None), put(["spec", "names", "plural"], "Brokens"), put(["spec", "names", "kind"], ""),
        put(["spec", "names", "kind"], "broken_x"), put(["spec", "names", "singular"], "A"), put(["spec", "names", "shortNames"], ["A", "b"]),
        put(["spec", "names", "categories"], ["A"]), put(["spec", "versions"], []), put(["spec", "versions"], None), put(V + ["name"], "V_1"),
        put(V + ["storage"], False), put(V + ["served"], False), put(V + ["schema"], None), put(R, None), put(R, {}), put(R, {"type": "array"}),
        put(P, {}), put(P, {"properties": {"a": S}}), put(P + ["properties", "a"], {}), put(P + ["properties", "a"], {"type": "text"}),
        put(P + ["properties", "a"], {"type": "array"}), put(P + ["properties", "a"], {"type": "array", "items": {}}),
        put(P + ["properties", "a"], {"type": "array", "items": S, X + "list-type": "map"}),
        put(P + ["properties", "a"], {"type": "array", "items": {"type": "object", "properties": {"n": S}}, X + "list-type": "map"}),
        put(P + ["properties", "a"], {"type": "array", "items": {"type": "object", "properties": {"n": S}}, X + "list-type": "map", X + "list-map-keys": ["n"]}),
        put(P + ["properties", "a"], {"type": "array", "items": {"type": "object", "properties": {"n": S}}, X + "list-type": "map", X + "list-map-keys": ["m"]}),
        put(P + ["properties", "a"], {"type": "array", "items": {"type": "object", "properties": {"n": S}}, X + "list-type": "set"}),
        put(P + ["properties", "a"], {"type": "array", "items": S, X + "list-type": "bag"}),
        put(P + ["properties", "a"], {"type": "object", X + "map-type": "other"}), put(P + ["properties", "a"], {**S, X + "list-type": "set"}),
        put(P + ["additionalProperties"], S), put(P + ["additionalProperties"], False), put(P + ["default"], {"a": 5}), put(P + ["default"], {"b": "x"}),
        put(P + ["properties", "a", "default"], 5), put(P + ["properties", "a"], {"type": "array", "items": {**S, "default": "x"}}),
        put(P + ["properties", "a", "pattern"], "("), put(P + ["properties", "a"], {"type": "array", "items": S, "uniqueItems": True}),
        put(P + ["oneOf"], [{"properties": {"b": {"minLength": 1}}}]), put(P + ["oneOf"], [{"properties": {"a": {"type": "string"}}}]),
        put(P + ["anyOf"], [{"properties": {"a": {"default": "x"}}}]), put(P + ["allOf"], [{"properties": {"a": {"description": "x"}}}]),
        put(P + ["properties", "a", "$ref"], "#/x"), put(P + [X + "preserve-unknown-fields"], False), put(P + ["nullable"], True),
        put(P + ["properties", "a"], {X + "int-or-string": True, "type": "string"}), put(P + ["properties", "a"], {"type": "object", X + "embedded-resource": True}),
        put(R + ["properties", "metadata"], {"type": "object", "properties": {"labels": {"type": "object"}}}),
        put(R + ["properties", "metadata"], {"type": "object", "properties": {"name": {"type": "string", "maxLength": 5}}}),
        put(R + ["properties", "kind"], {"type": "integer"}),
        put(P + [X + "validations"], [{"rule": "self.b == 1"}]), put(P + [X + "validations"], [{"rule": "self.a =="}]), put(P + [X + "validations"], [{"rule": "self.a"}]),
        put(P + [X + "validations"], [{"rule": ""}]), put(P + [X + "validations"], [{"rule": "self.a == 1"}]),
        put(P + [X + "validations"], [{"rule": "true", "message": "a\nb"}]), put(P + [X + "validations"], [{"rule": "true", "reason": "Other"}]),
        put(P + [X + "validations"], [{"rule": "true", "fieldPath": ".none"}]), put(P + [X + "validations"], [{"rule": "true", "messageExpression": "5"}]),
        put(V + ["subresources"], {"scale": {}}), put(V + ["subresources"], {"scale": {"specReplicasPath": "x", "statusReplicasPath": ".status.x"}}),
        put(V + ["subresources"], {"scale": {"specReplicasPath": ".status.x", "statusReplicasPath": ".spec.x"}}),
        put(V + ["additionalPrinterColumns"], [{"name": "", "type": "x", "jsonPath": ""}]), put(V + ["additionalPrinterColumns"], [{"name": "a", "type": "string", "jsonPath": "x["}]),
        put(["spec", "conversion"], {"strategy": "Webhook"}), put(["spec", "conversion"], {"strategy": "Other"}), put(["spec", "preserveUnknownFields"], True),
        put(P + ["type"], None), put(["spec", "versions"], [
            {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": {"type": "object"}}},
            {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": {"type": "object"}}}])]:
    broken(change)
for kind in (things, plain, ruled):
    call("DELETE", f"{CRDS}/{kind.name}")
print("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]")
