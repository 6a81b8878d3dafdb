"""One good object of each kind; the cases change them."""

import copy


def meta(name, **more):
    return {"name": name, **more}


def pod_spec(**more):
    return {"containers": [{"name": "c", "image": "nginx"}], **more}


def template(**more):
    return {"metadata": {"labels": {"app": "x"}}, "spec": pod_spec(**more)}


def selector():
    return {"matchLabels": {"app": "x"}}


BASES = {
    "pod": ("v1", "pods", {"kind": "Pod", "spec": pod_spec()}),
    "deployment": ("apps/v1", "deployments", {"kind": "Deployment", "spec": {"selector": selector(), "template": template()}}),
    "replicaset": ("apps/v1", "replicasets", {"kind": "ReplicaSet", "spec": {"selector": selector(), "template": template()}}),
    "statefulset": ("apps/v1", "statefulsets", {"kind": "StatefulSet", "spec": {"serviceName": "x", "selector": selector(), "template": template()}}),
    "daemonset": ("apps/v1", "daemonsets", {"kind": "DaemonSet", "spec": {"selector": selector(), "template": template()}}),
    "replicationcontroller": ("v1", "replicationcontrollers", {"kind": "ReplicationController", "spec": {"selector": {"app": "x"}, "template": template()}}),
    "job": ("batch/v1", "jobs", {"kind": "Job", "spec": {"template": {"spec": pod_spec(restartPolicy="Never")}}}),
    "cronjob": ("batch/v1", "cronjobs", {"kind": "CronJob", "spec": {"schedule": "*/5 * * * *", "jobTemplate": {"spec": {"template": {"spec": pod_spec(restartPolicy="OnFailure")}}}}}),
    "service": ("v1", "services", {"kind": "Service", "spec": {"selector": {"app": "x"}, "ports": [{"port": 80}]}}),
    "configmap": ("v1", "configmaps", {"kind": "ConfigMap", "data": {"a": "1"}}),
    "secret": ("v1", "secrets", {"kind": "Secret", "data": {"a": "MQ=="}}),
    "serviceaccount": ("v1", "serviceaccounts", {"kind": "ServiceAccount"}),
    "namespace": ("v1", "namespaces", {"kind": "Namespace"}),
    "node": ("v1", "nodes", {"kind": "Node"}),
    "pvc": ("v1", "persistentvolumeclaims", {"kind": "PersistentVolumeClaim", "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}}),
    "pv": ("v1", "persistentvolumes", {"kind": "PersistentVolume", "spec": {"capacity": {"storage": "1Gi"}, "accessModes": ["ReadWriteOnce"], "hostPath": {"path": "/x"}}}),
    "limitrange": ("v1", "limitranges", {"kind": "LimitRange", "spec": {"limits": [{"type": "Container", "default": {"cpu": "1"}, "defaultRequest": {"cpu": "500m"}}]}}),
    "resourcequota": ("v1", "resourcequotas", {"kind": "ResourceQuota", "spec": {"hard": {"pods": "10", "requests.cpu": "4"}}}),
    "endpoints": ("v1", "endpoints", {"kind": "Endpoints", "subsets": [{"addresses": [{"ip": "10.1.1.1"}], "ports": [{"port": 80}]}]}),
    "event": ("v1", "events", {"kind": "Event", "involvedObject": {"kind": "Pod", "name": "x", "namespace": "rules"}, "reason": "R", "message": "m", "type": "Normal"}),
    "ingress": ("networking.k8s.io/v1", "ingresses", {"kind": "Ingress", "spec": {"rules": [{"host": "a.example.com", "http": {"paths": [{"path": "/", "pathType": "Prefix", "backend": {"service": {"name": "s", "port": {"number": 80}}}}]}}]}}),
    "ingressclass": ("networking.k8s.io/v1", "ingressclasses", {"kind": "IngressClass", "spec": {"controller": "example.com/c"}}),
    "networkpolicy": ("networking.k8s.io/v1", "networkpolicies", {"kind": "NetworkPolicy", "spec": {"podSelector": {}, "ingress": [{"ports": [{"port": 80}]}]}}),
    "hpa": ("autoscaling/v2", "horizontalpodautoscalers", {"kind": "HorizontalPodAutoscaler", "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "x"}, "minReplicas": 1, "maxReplicas": 5, "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 50}}}]}}),
    "hpav1": ("autoscaling/v1", "horizontalpodautoscalers", {"kind": "HorizontalPodAutoscaler", "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "x"}, "maxReplicas": 5}}),
    "pdb": ("policy/v1", "poddisruptionbudgets", {"kind": "PodDisruptionBudget", "spec": {"minAvailable": 1, "selector": selector()}}),
    "role": ("rbac.authorization.k8s.io/v1", "roles", {"kind": "Role", "rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}]}),
    "clusterrole": ("rbac.authorization.k8s.io/v1", "clusterroles", {"kind": "ClusterRole", "rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}]}),
    "rolebinding": ("rbac.authorization.k8s.io/v1", "rolebindings", {"kind": "RoleBinding", "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "view"}, "subjects": [{"kind": "User", "name": "jane"}]}),
    "clusterrolebinding": ("rbac.authorization.k8s.io/v1", "clusterrolebindings", {"kind": "ClusterRoleBinding", "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "view"}, "subjects": [{"kind": "ServiceAccount", "name": "default", "namespace": "rules"}]}),
    "storageclass": ("storage.k8s.io/v1", "storageclasses", {"kind": "StorageClass", "provisioner": "example.com/p"}),
    "csinode": ("storage.k8s.io/v1", "csinodes", {"kind": "CSINode", "spec": {"drivers": [{"name": "d.example.com", "nodeID": "n"}]}}),
    "csidriver": ("storage.k8s.io/v1", "csidrivers", {"kind": "CSIDriver", "spec": {}}),
    "volumeattachment": ("storage.k8s.io/v1", "volumeattachments", {"kind": "VolumeAttachment", "spec": {"attacher": "d.example.com", "nodeName": "n", "source": {"persistentVolumeName": "pv"}}}),
    "priorityclass": ("scheduling.k8s.io/v1", "priorityclasses", {"kind": "PriorityClass", "value": 100}),
    "lease": ("coordination.k8s.io/v1", "leases", {"kind": "Lease", "spec": {"holderIdentity": "me", "leaseDurationSeconds": 15}}),
    "endpointslice": ("discovery.k8s.io/v1", "endpointslices", {"kind": "EndpointSlice", "addressType": "IPv4", "endpoints": [{"addresses": ["10.1.1.1"]}], "ports": [{"port": 80}]}),
    "runtimeclass": ("node.k8s.io/v1", "runtimeclasses", {"kind": "RuntimeClass", "handler": "runc"}),
    "validatingwebhook": ("admissionregistration.k8s.io/v1", "validatingwebhookconfigurations", {"kind": "ValidatingWebhookConfiguration", "webhooks": [{"name": "w.example.com", "admissionReviewVersions": ["v1"], "sideEffects": "None", "clientConfig": {"url": "https://example.com/x"}, "rules": [{"apiGroups": ["zz.example.com"], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["foos"]}]}]}),
    "controllerrevision": ("apps/v1", "controllerrevisions", {"kind": "ControllerRevision", "revision": 1, "data": {"a": 1}}),
    "certificatesigningrequest": ("certificates.k8s.io/v1", "certificatesigningrequests", {"kind": "CertificateSigningRequest", "spec": {"request": "bm8=", "signerName": "example.com/s", "usages": ["client auth"]}}),
}

CLUSTER = {"namespace", "node", "pv", "clusterrole", "clusterrolebinding", "storageclass", "csinode", "csidriver", "volumeattachment", "priorityclass", "ingressclass", "runtimeclass", "validatingwebhook", "certificatesigningrequest"}
REMOVE = object()


def base(name, changes=None, object_name="x"):
    """The base object with `changes`: a slash-separated place to the value there, or REMOVE."""
    version, _, body = BASES[name]
    made = {"apiVersion": version, "kind": body["kind"], "metadata": meta(object_name), **copy.deepcopy(body)}
    return changed(made, changes or {})


def changed(made, changes):
    made = copy.deepcopy(made)
    for place, value in changes.items():
        at = made
        steps = place.split("/")
        steps = [s.replace("~", "/") for s in steps]
        for step in steps[:-1]:
            if isinstance(at, list):
                at = at[int(step)]
            else:
                at = at.setdefault(step, {})
        last = int(steps[-1]) if isinstance(at, list) else steps[-1]
        if value is REMOVE:
            del at[last]
        elif isinstance(at, list) and last == len(at):
            at.append(copy.deepcopy(value))
        else:
            at[last] = copy.deepcopy(value)
    return made


def path(name, namespace):
    version, plural, _ = BASES[name]
    prefix = "/api/" if "/" not in version else "/apis/"
    return prefix + version + ("" if name in CLUSTER else "/namespaces/" + namespace) + "/" + plural
