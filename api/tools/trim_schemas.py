#!/usr/bin/env python3
"""Makes kubernetes.json and resources.json from what a Kubernetes API server says about itself.

usage: trim_schemas.py kubernetes-1.36-schemas.json kubernetes-1.36-discovery.json FOLDER
       (FOLDER is src/main/resources/dev/wainwright/api/schema)

resources.json lists what is served, each resource with the name of its schema. kubernetes.json has those schemas with
everything they refer to. References lose their common prefix; the one-item forms that say nothing (an item's default of
"" or {}) go, because an item that is missing is not in the list at all.
"""
import json
import pathlib
import sys

PREFIX = "#/components/schemas/"


def short(name):
    for prefix in ("io.k8s.api.", "io.k8s.apimachinery.pkg.apis.", "io.k8s.apimachinery.pkg.", ""):
        if name.startswith(prefix):
            return name[len(prefix):]


def trimmed(schema, seen, is_item=False):
    out = {}
    for key, value in schema.items():
        if key in ("x-kubernetes-group-version-kind", "x-kubernetes-unions"):
            continue
        if key == "default" and (is_item or value in ("", {}, 0)):
            continue
        if key == "$ref":
            name = short(value.removeprefix(PREFIX))
            seen.append(name)
            out[key] = name
        elif key == "properties":
            out[key] = {name: trimmed(child, seen) for name, child in value.items()}
        elif key in ("items", "additionalProperties"):
            out[key] = trimmed(value, seen, is_item=True)
        else:
            out[key] = value
    return out


def definitions(schemas):
    """The name of the schema of each kind, by group, version and kind."""
    return {
        (kind["group"], kind["version"], kind["kind"]): short(name)
        for name, schema in schemas.items()
        for kind in schema.get("x-kubernetes-group-version-kind", [])
    }


def kind_of(source, group, version):
    kind = source["responseKind"]
    return {"group": kind["group"] or group, "version": kind["version"] or version, "kind": kind["kind"]}


def resources(discovery, names):
    for part in discovery["api"]["items"] + discovery["apis"]["items"]:
        group = part["metadata"].get("name", "")
        for entry in part["versions"]:
            version = entry["version"]
            for source in entry["resources"]:
                kind = kind_of(source, group, version)
                schema = names.get((kind["group"], kind["version"], kind["kind"]))
                yield {
                    "group": group,
                    "version": version,
                    "kind": kind["kind"],
                    "plural": source["resource"],
                    "singular": source["singularResource"],
                    "shortNames": source.get("shortNames", []),
                    "categories": source.get("categories", []),
                    "namespaced": source["scope"] == "Namespaced",
                    "verbs": source["verbs"],
                    "schema": schema,
                    "subresources": [
                        {"name": sub["subresource"], "verbs": sub["verbs"]} | kind_of(sub, group, version)
                        for sub in source.get("subresources", [])
                    ],
                }


def main():
    schemas = json.load(open(sys.argv[1]))["schemas"]
    served = list(resources(json.load(open(sys.argv[2])), definitions(schemas)))
    by_name = {short(name): schema for name, schema in schemas.items()}
    wanted, kept = [resource["schema"] for resource in served if resource["schema"]], {}
    wanted += ["meta.v1.Status", "meta.v1.DeleteOptions", "policy.v1.Eviction", "autoscaling.v1.Scale"]
    while wanted:
        name = wanted.pop()
        if name not in kept:
            kept[name] = trimmed(by_name[name], wanted)
    folder = pathlib.Path(sys.argv[3])
    for name, content in ("kubernetes.json", dict(sorted(kept.items()))), ("resources.json", served):
        (folder / name).write_text(json.dumps(content, separators=(",", ":")) + "\n")


main()
