#!/usr/bin/env python3
"""Makes src/main/resources/dev/wainwright/api/schema/kubernetes.json from a Kubernetes OpenAPI dump.

usage: trim_schemas.py kubernetes-1.36-schemas.json > kubernetes.json

Kept are the kinds that have a record, with everything they refer to. References lose their common prefix; the one-item
forms that say nothing (an item's default of "" or {}) go, because an item that is missing is not in the list at all.
"""
import json
import sys

ROOTS = """
core.v1.Pod core.v1.Node core.v1.Namespace core.v1.Service core.v1.PersistentVolume core.v1.PersistentVolumeClaim
apps.v1.Deployment apps.v1.ReplicaSet apps.v1.StatefulSet apps.v1.DaemonSet batch.v1.Job batch.v1.CronJob
storage.v1.StorageClass storage.v1.CSINode scheduling.v1.PriorityClass policy.v1.PodDisruptionBudget
""".split()

# Kinds without a record, which a cluster keeps as they were written.
ROOTS += """
core.v1.ConfigMap core.v1.Secret core.v1.ServiceAccount core.v1.Event core.v1.Endpoints core.v1.LimitRange
core.v1.ResourceQuota apps.v1.ControllerRevision autoscaling.v2.HorizontalPodAutoscaler coordination.v1.Lease
discovery.v1.EndpointSlice networking.v1.Ingress networking.v1.NetworkPolicy rbac.v1.Role rbac.v1.RoleBinding
rbac.v1.ClusterRole rbac.v1.ClusterRoleBinding storage.v1.VolumeAttachment
""".split()
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


def main():
    schemas = {short(name): schema for name, schema in json.load(open(sys.argv[1]))["schemas"].items()}
    wanted, kept = list(ROOTS), {}
    while wanted:
        name = wanted.pop()
        if name not in kept:
            kept[name] = trimmed(schemas[name], wanted)
    json.dump(dict(sorted(kept.items())), sys.stdout, separators=(",", ":"))
    print()


main()
