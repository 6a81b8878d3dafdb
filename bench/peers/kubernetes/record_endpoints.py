#!/usr/bin/env python3
"""Records which Endpoints and EndpointSlices a real control plane makes of services and pods.

usage: kubectl proxy --port=8911 &
       record_endpoints.py http://127.0.0.1:8911 > ../../../cluster/src/test/resources/dev/wainwright/cluster/endpoint/recorded.json

It makes a namespace and a node of its own and leaves them behind.
"""
import json
import sys
import time
import urllib.error
import urllib.request

SERVER = sys.argv[1]
SPACE = "endpoints-%d" % (time.time() % 100000)
NODE = SPACE + "-node"


def call(method, url, body=None, media="application/json"):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(SERVER + url, data, {"Content-Type": media}, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def service(name, labels=None, **spec):
    return {"apiVersion": "v1", "kind": "Service", "metadata": {"name": name, "namespace": SPACE, "labels": labels or {}}, "spec": spec}


WEB = {"app": "web"}
HTTP = {"name": "http", "port": 80, "targetPort": "http"}
SERVICES = [
    service("dns", selector=WEB, ports=[{"name": "dns", "port": 53, "protocol": "UDP", "targetPort": 5353}]),
    service("web", labels={"tier": "front"}, selector=WEB, ports=[HTTP]),
    service("early", selector=WEB, publishNotReadyAddresses=True, ports=[{"port": 80}]),
    service("nobody", selector={"app": "nobody"}, ports=[{"port": 80}]),
    service("unselective", ports=[{"port": 80}]),
    service("pods", clusterIP="None", selector=WEB),
    service("headless", clusterIP="None", selector=WEB, ports=[{"name": "web", "port": 80, "appProtocol": "http"}]),
    service("elsewhere", type="ExternalName", externalName="example.com", selector=WEB),
]


def pod(name, number, ready, phase="Running", port=8080, labels=None, finalizers=()):
    status = {"phase": phase, "conditions": [{"type": "Ready", "status": ready, "lastTransitionTime": "2026-11-23T05:00:00Z"}]}
    if number:
        status.update(podIP="10.1.0.%d" % number, podIPs=[{"ip": "10.1.0.%d" % number}])
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": name, "namespace": SPACE, "labels": labels or WEB, "finalizers": list(finalizers)},
            "spec": {"nodeName": NODE, "hostname": name, "subdomain": "headless",
                     "containers": [{"name": "c", "image": "i", "ports": [{"name": "http", "containerPort": port}]}]}, "status": status}


PODS = [
    pod("a-ready", 5, "True"),
    pod("b-unready", 6, "False"),
    pod("c-unplaced", 0, "False", phase="Pending"),
    pod("d-done", 8, "False", phase="Succeeded"),
    pod("e-leaving", 9, "True", finalizers=["example.com/stay"]),
    pod("f-else", 10, "True", labels={"app": "else"}),
    pod("g-other-port", 11, "True", port=9090),
]


def bare(document):
    for name in ("uid", "resourceVersion", "creationTimestamp", "managedFields", "generation", "annotations", "namespace"):
        document["metadata"].pop(name, None)
    if document["kind"] == "EndpointSlice":
        document["metadata"].pop("name")
        document["metadata"]["ownerReferences"][0].pop("uid")
        document["endpoints"] = sorted(document["endpoints"] or [], key=lambda each: each["addresses"])
    for each in document.get("endpoints", []):
        for name in ("uid", "namespace"):
            each["targetRef"].pop(name)
    for subset in document.get("subsets", []):
        for each in subset.get("addresses", []) + subset.get("notReadyAddresses", []):
            for name in ("uid", "namespace"):
                each["targetRef"].pop(name)
    return json.loads(json.dumps(document).replace(NODE, "node"))


def given(document):
    return json.loads(json.dumps(document).replace(NODE, "node").replace(SPACE, "default"))


call("POST", "/api/v1/namespaces", {"metadata": {"name": SPACE}})
call("POST", "/api/v1/nodes", {"metadata": {"name": NODE, "labels": {"topology.kubernetes.io/zone": "za"}}})
for each in SERVICES:
    call("POST", f"/api/v1/namespaces/{SPACE}/services", each)
for each in PODS:
    url = f"/api/v1/namespaces/{SPACE}/pods"
    call("POST", url, each)
    call("PATCH", f"{url}/{each['metadata']['name']}/status", {"status": each["status"]}, "application/merge-patch+json")
call("DELETE", f"/api/v1/namespaces/{SPACE}/pods/e-leaving?gracePeriodSeconds=0")
time.sleep(3)
endpoints = call("GET", f"/api/v1/namespaces/{SPACE}/endpoints")["items"]
slices = call("GET", f"/apis/discovery.k8s.io/v1/namespaces/{SPACE}/endpointslices")["items"]
for each in endpoints:
    each.update(apiVersion="v1", kind="Endpoints")
for each in slices:
    each.update(apiVersion="discovery.k8s.io/v1", kind="EndpointSlice")
json.dump({"services": given(SERVICES), "pods": given(PODS), "endpoints": [bare(each) for each in endpoints],
           "slices": sorted([bare(each) for each in slices], key=lambda each: each["metadata"]["generateName"] + json.dumps(each["ports"]))},
          sys.stdout, indent=1)
