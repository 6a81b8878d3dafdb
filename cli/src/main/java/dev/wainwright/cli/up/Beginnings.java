package dev.wainwright.cli.up;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.read.ManifestReader;
import dev.wainwright.api.read.Profile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a cluster has from the start, so that a first pod gets a node without anything else being written. */
final class Beginnings {
    private Beginnings() {}

    /** A pool for everything that is not a GPU or bare metal, and what its machines look like. */
    private static final String DEFAULT_POOL = """
            apiVersion: karpenter.k8s.aws/v1
            kind: EC2NodeClass
            metadata: {name: default}
            spec:
              amiSelectorTerms: [{alias: al2023@latest}]
              role: wainwright-node
              subnetSelectorTerms: [{tags: {karpenter.sh/discovery: wainwright}}]
              securityGroupSelectorTerms: [{tags: {karpenter.sh/discovery: wainwright}}]
            ---
            apiVersion: karpenter.sh/v1
            kind: NodePool
            metadata: {name: default}
            spec:
              template:
                spec:
                  nodeClassRef: {group: karpenter.k8s.aws, kind: EC2NodeClass, name: default}
                  requirements:
                  - {key: kubernetes.io/os, operator: In, values: [linux]}
                  - {key: karpenter.sh/capacity-type, operator: In, values: [spot, on-demand]}
                  - {key: karpenter.k8s.aws/instance-category, operator: In, values: [c, m, r]}
                  - {key: karpenter.k8s.aws/instance-generation, operator: Gt, values: ["2"]}
              limits: {cpu: "1000"}
              disruption: {consolidationPolicy: WhenEmptyOrUnderutilized, consolidateAfter: 1m}
            ---
            apiVersion: storage.k8s.io/v1
            kind: StorageClass
            metadata:
              name: standard
              annotations: {storageclass.kubernetes.io/is-default-class: "true"}
            provisioner: ebs.csi.aws.com
            volumeBindingMode: WaitForFirstConsumer
            """;

    /** What Kubernetes itself puts into every cluster, as far as people look at it; not its many RBAC roles. */
    private static final String EVERYWHERE = """
            apiVersion: v1
            kind: Service
            metadata: {name: kubernetes, namespace: default, labels: {component: apiserver, provider: kubernetes}}
            spec:
              type: ClusterIP
              clusterIP: 10.96.0.1
              clusterIPs: [10.96.0.1]
              internalTrafficPolicy: Cluster
              ipFamilies: [IPv4]
              ipFamilyPolicy: SingleStack
              ports: [{name: https, port: 443, protocol: TCP, targetPort: 6443}]
              sessionAffinity: None
            status: {loadBalancer: {}}
            ---
            apiVersion: scheduling.k8s.io/v1
            kind: PriorityClass
            metadata: {name: system-cluster-critical}
            description: For pods that the cluster needs, on whichever node.
            value: 2000000000
            preemptionPolicy: PreemptLowerPriority
            ---
            apiVersion: scheduling.k8s.io/v1
            kind: PriorityClass
            metadata: {name: system-node-critical}
            description: For pods that their node needs.
            value: 2000001000
            preemptionPolicy: PreemptLowerPriority
            """;

    static List<KubeObject> everywhere() {
        return read(EVERYWHERE);
    }

    static List<KubeObject> defaultPool() {
        return read(DEFAULT_POOL);
    }

    private static List<KubeObject> read(String text) {
        var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return ManifestReader.read(List.of("-"), in, Profile.STRICT, pattern -> List.of())
                .objects();
    }
}
