#!/usr/bin/env python3
"""Records how a real API server shows one object in the versions and groups that it is served in.

usage: kubectl proxy --port=8911 &
       record_versions.py http://127.0.0.1:8911 NAMESPACE > src/test/resources/dev/wainwright/apiserver/version/recorded.json

Stop the controller manager meanwhile (kill -STOP), which would write into the status. Objects are made and deleted again.
"""
import json
import sys
import time

from recorded_server import NAMESPACE, call

HPA = ["/apis/autoscaling/v1/namespaces/%s/horizontalpodautoscalers", "/apis/autoscaling/v2/namespaces/%s/horizontalpodautoscalers"]
EVENT = ["/api/v1/namespaces/%s/events", "/apis/events.k8s.io/v1/namespaces/%s/events"]
GADGET = ["/apis/example.com/v1/namespaces/%s/gadgets", "/apis/example.com/v1beta1/namespaces/%s/gadgets"]


def autoscaler(**spec):
    return {"spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "maxReplicas": 9, **spec}}


def metric(type, **fields):
    return {"type": type, type[0].lower() + type[1:]: fields}


METRICS = [
    metric("Resource", name="memory", target={"type": "AverageValue", "averageValue": "1500Mi"}),
    metric("Resource", name="cpu", target={"type": "Utilization", "averageUtilization": 60}),
    metric("Pods", metric={"name": "rps", "selector": {"matchLabels": {"x": "<y>"}}}, target={"type": "AverageValue", "averageValue": "1500m"}),
    metric("Object", metric={"name": "q"}, describedObject={"apiVersion": "v1", "kind": "Service", "name": "s"}, target={"type": "Value", "value": "10"}),
    metric("Object", metric={"name": "a", "selector": {}}, describedObject={"kind": "Service", "name": "s"}, target={"type": "AverageValue", "averageValue": "3"}),
    metric("External", metric={"name": "e", "selector": {"matchLabels": {"k": "v"}}}, target={"type": "Value", "value": "5k"}),
    metric("External", metric={"name": "f"}, target={"type": "AverageValue", "averageValue": "500m"}),
    metric("ContainerResource", name="cpu", container="c", target={"type": "Utilization", "averageUtilization": 50}),
]
NOW = [
    metric("Resource", name="cpu", current={"averageUtilization": 44, "averageValue": "100m"}),
    metric("Resource", name="memory", current={"averageValue": "10Mi"}),
    metric("Pods", metric={"name": "rps"}, current={"averageValue": "1"}),
    metric("Object", metric={"name": "q"}, describedObject={"kind": "Service", "name": "s"}, current={"value": "3"}),
    metric("External", metric={"name": "e"}, current={"value": "3"}),
    metric("External", metric={"name": "f"}, current={"averageValue": "3"}),
    metric("ContainerResource", name="cpu", container="c", current={"averageUtilization": 5, "averageValue": "3"}),
]
STATUS = {"observedGeneration": 1, "currentReplicas": 2, "desiredReplicas": 3, "lastScaleTime": "2026-11-23T05:15:52Z", "currentMetrics": NOW,
          "conditions": [{"type": "AbleToScale", "status": "True", "reason": "r", "message": "m & n", "lastTransitionTime": "2026-11-23T05:15:52Z"}]}
A = "autoscaling.alpha.kubernetes.io/"
ABOUT = {"kind": "Pod", "name": "p", "namespace": NAMESPACE, "uid": "u", "apiVersion": "v1"}

# Name, where the object may be read, in which of them it is written, the object.
CASES = [
    ("share in the old version", HPA, 0, autoscaler(minReplicas=2, targetCPUUtilizationPercentage=70)),
    ("nothing in the old version", HPA, 0, autoscaler()),
    ("nothing in the new version", HPA, 1, autoscaler()),
    ("every metric", HPA, 1, autoscaler(minReplicas=2, metrics=METRICS)),
    ("memory alone", HPA, 1, autoscaler(metrics=METRICS[:1])),
    ("behavior", HPA, 1, autoscaler(metrics=METRICS[1:2], behavior={"scaleDown": {"stabilizationWindowSeconds": 30, "policies": [
        {"type": "Pods", "value": 1, "periodSeconds": 60}]}})),
    ("status", HPA, 1, {**autoscaler(), "status": STATUS}),
    ("annotations in the old version", HPA, 0, {"metadata": {"annotations": {"mine": "x", A + "metrics": json.dumps(
        [metric("Pods", metricName="rps", targetAverageValue="2")]), A + "behavior": json.dumps({"ScaleUp": {"SelectPolicy": "Min", "Policies": [
            {"Type": "Pods", "Value": 4, "PeriodSeconds": 15}]}})}}, **autoscaler(targetCPUUtilizationPercentage=50)}),
    ("annotations that say nothing", HPA, 0, {"metadata": {"annotations": {A + "metrics": "no json"}}, **autoscaler(targetCPUUtilizationPercentage=50)}),
    ("core event", EVENT, 0, {"involvedObject": ABOUT, "reason": "Because", "message": "hello", "type": "Normal", "count": 3,
                              "source": {"component": "me", "host": "h"}, "firstTimestamp": "2026-11-23T05:00:00Z", "lastTimestamp": "2026-11-23T05:01:00Z"}),
    ("bare core event", EVENT, 0, {"involvedObject": ABOUT}),
    ("new event", EVENT, 1, {"regarding": ABOUT, "related": {"kind": "Node", "name": "nn"}, "reason": "Because", "note": "hello", "type": "Normal",
                             "action": "Doing", "reportingController": "ex.io/c", "reportingInstance": "c-1", "eventTime": "2026-11-23T05:00:00.123456Z",
                             "series": {"count": 2, "lastObservedTime": "2026-11-23T05:01:00.000000Z"}}),
    ("gadget in the version that is kept", GADGET, 0, {"spec": {"size": 3, "onlyone": "x"}}),
    ("gadget in the other version", GADGET, 1, {"spec": {"shape": "square"}}),
    ("gadget that says everything", GADGET, 1, {"spec": {"size": 3, "colour": "blue"}}),
]


def versions():
    def version(name, storage, **spec):
        return {"name": name, "served": True, "storage": storage, "schema": {"openAPIV3Schema": {
            "type": "object", "properties": {"spec": {"type": "object", "properties": spec}}}}}
    integer, string = {"type": "integer"}, {"type": "string"}
    return [version("v1", True, size=integer, colour={"type": "string", "default": "red"}, onlyone=string),
            version("v1beta1", False, size=integer, colour=string, shape={"type": "string", "default": "round"})]


DEFINITION = {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "gadgets.example.com"}, "spec": {
    "group": "example.com", "scope": "Namespaced", "names": {"kind": "Gadget", "plural": "gadgets"}, "versions": versions()}}


def bare(document):
    for name in ("uid", "resourceVersion", "creationTimestamp", "managedFields", "generation"):
        document["metadata"].pop(name, None)
    return document


def named(url, name, kind, document):
    group = url.split("/namespaces")[0]
    version = group[len("/api/"):] if group.startswith("/api/") else group[len("/apis/"):]
    return {"apiVersion": version, "kind": kind, **document, "metadata": {"name": name, **document.get("metadata", {})}}


def record(case, urls, written, document):
    kind = {id(HPA): "HorizontalPodAutoscaler", id(EVENT): "Event", id(GADGET): "Gadget"}[id(urls)]
    urls = [url % NAMESPACE for url in urls]
    given = named(urls[written], case.replace(" ", "-"), kind, document)
    path = "/" + given["metadata"]["name"]
    call("POST", urls[written], given)
    if "status" in document:
        call("PATCH", urls[written] + path + "/status", {"status": document["status"]}, "application/merge-patch+json")
    shown = {url: bare(call("GET", url + path)) for url in urls}
    call("DELETE", urls[written] + path)
    return {"case": case, "url": urls[written], "given": given, "shown": shown}


call("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", DEFINITION)
time.sleep(3)
json.dump({"definition": DEFINITION, "cases": [record(*case) for case in CASES]}, sys.stdout, indent=1)
call("DELETE", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/gadgets.example.com")
