#!/usr/bin/env python3
"""Makes src/main/resources/dev/wainwright/apiserver/protobuf/protobuf.json: which number each field of Kubernetes' messages has on the wire.

usage: protobuf_fields.py GO_MODULES > protobuf.json
       (GO_MODULES holds k8s.io/api@v… and k8s.io/apimachinery@v…, such as ~/go/pkg/mod)

The struct tags of the Go types are the only place that says both what a field is called in JSON and what number it has.
A message is a list of [number, JSON name, type, form]; the name of a field whose content stands in its parent is empty.
Types are messages, or varint, bool, string, bytes, quantity, time, microtime, intorstring, raw, fields. A form is any of
r (repeated), p (may be told apart when it is zero), m (a map from strings).
"""
import json
import pathlib
import re
import sys

FIELD = re.compile(r"^\t(?:(\w+)\s+)?([\w.*\[\]]+)\s+`([^`]*)`")
STRUCT = re.compile(r"^type (\w+) struct \{")
ALIAS = re.compile(r"^type (\w+) (=?\s*)([\w.\[\]]+)\s*(?://.*)?$")
GO_SCALARS = {"string": "string", "bool": "bool", "int": "varint", "int32": "varint", "int64": "varint", "byte": "bytes",
              "uint32": "varint", "uint8": "varint", "uint64": "varint", "float64": "double"}
LEFT_OUT = {"admission", "apidiscovery", "apiserverinternal", "extensions", "imagepolicy", "storagemigration"}
SPECIAL = {"resource.Quantity": "quantity", "types.UID": "string", "metav1.Time": "time", "Time": "time", "metav1.MicroTime": "microtime",
           "MicroTime": "microtime", "intstr.IntOrString": "intorstring", "runtime.RawExtension": "raw",
           "runtime.Object": "raw", "metav1.FieldsV1": "fields", "FieldsV1": "fields"}
IMPORTS = {"metav1": "meta.v1", "v1": "core.v1", "corev1": "core.v1", "apiv1": "core.v1", "autoscalingv1": "autoscaling.v1"}


def groups(modules):
    api = sorted((modules / "k8s.io").glob("api@*"))[-1]
    machinery = sorted((modules / "k8s.io").glob("apimachinery@*"))[-1]
    for source in sorted(api.glob("*/v[12]/types.go")):
        if source.parent.parent.name not in LEFT_OUT:
            yield f"{source.parent.parent.name}.{source.parent.name}", source
    yield "meta.v1", machinery / "pkg/apis/meta/v1/types.go"


def parse(group, source, messages, aliases):
    current = None
    for line in source.read_text().splitlines():
        struct, alias = STRUCT.match(line), ALIAS.match(line)
        if struct:
            current = messages.setdefault(f"{group}.{struct[1]}", [])
        elif line.startswith("}"):
            current = None
        elif alias and current is None:
            aliases[f"{group}.{alias[1]}"] = (group, alias[3])
        elif current is not None and (field := FIELD.match(line)) and "protobuf:" in field[3]:
            current.append((group, field[2], field[3]))


def resolve(group, go, aliases):
    """The type without its wrappers, and its form."""
    form = ""
    while True:
        if go in SPECIAL:
            return SPECIAL[go], form
        if go == "[]byte":
            return "bytes", form
        if go.startswith("*"):
            go, form = go[1:], form + "p"
        elif go.startswith("[]"):
            go, form = go[2:], form + "r"
        elif go.startswith("map[string]") or re.match(r"map\[[\w.]+\]", go):
            go, form = go[go.index("]") + 1:], form + "m"
        elif go in GO_SCALARS:
            return GO_SCALARS[go], form
        else:
            prefix, _, name = go.rpartition(".")
            full = f"{IMPORTS.get(prefix, prefix) if prefix else group}.{name}"
            if full not in aliases:
                return full, form
            group, go = aliases[full]


def main():
    messages, aliases = {}, {}
    for group, source in groups(pathlib.Path(sys.argv[1])):
        parse(group, source, messages, aliases)
    out = {}
    for name, fields in messages.items():
        entries = []
        for group, go, tags in fields:
            number = int(re.search(r'protobuf:"[^,]*,(\d+)', tags)[1])
            json_name = re.search(r'json:"([^,"]*)', tags)[1]
            kind, form = resolve(group, go, aliases)
            entries.append([number, "" if ",inline" in tags else json_name, kind, form])
        if entries:
            out[name] = sorted(entries)
    json.dump(dict(sorted(out.items())), sys.stdout, separators=(",", ":"))
    print()


main()
