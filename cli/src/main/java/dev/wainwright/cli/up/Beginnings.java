package dev.wainwright.cli.up;

/** What a cluster has from the start, so that a first pod gets a node without anything else being written. */
final class Beginnings {
    private Beginnings() {}

    /** A pool for everything that is not a GPU or bare metal, and what its machines look like. */
    static final String DEFAULT_POOL = """
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
}
