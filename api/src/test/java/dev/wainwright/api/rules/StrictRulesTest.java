package dev.wainwright.api.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.read.Manifests;
import dev.wainwright.api.read.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API server refuses of Kubernetes' own kinds: the field, and a piece of the reason. */
class StrictRulesTest {
    private static final String CONTAINERS = "containers: [{name: c, image: i}]";

    private static void refused(String document, String path, String reason) {
        Manifests read = Read.strict(document);
        assertThat(read.objects()).as(document).isEmpty();
        assertThat(read.findings()).as(document).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(finding.path()).isEqualTo(path);
            assertThat(finding.message()).contains(reason);
            assertThat(finding.line()).isPositive();
        });
    }

    private static void accepted(String document) {
        Manifests read = Read.strict(document);
        assertThat(read.findings()).as(document).isEmpty();
        assertThat(read.objects()).hasSize(1);
    }

    private static String pod(String spec) {
        return "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {%s}\n".formatted(spec);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        containers: [] | spec.containers | Required value
        containers: [{name: A_b, image: i}] | spec.containers[0].name | a lowercase RFC 1123 label
        containers: [{name: c}] | spec.containers[0].image | Required value
        containers: [{name: c, image: i}, {name: c, image: i}] | spec.containers[1].name | Duplicate value: "c"
        containers: [{name: c, image: i}], contaners: []                  | spec.contaners                        | did you mean "containers"?
        containers: [{name: c, image: 1.5}]                               | spec.containers[0].image              | put it in quotes
        containers: [{name: c, image: i, ports: [{containerPort: 70000}]}] | spec.containers[0].ports[0].containerPort | Invalid value: 70000: must be between 1 and 65535, inclusive
        containers: [{name: c, image: i, ports: [{containerPort: 1, name: a, hostPort: 9}, {containerPort: 2, name: b, hostPort: 9}]}] | spec.containers[0].ports[1].hostPort | taken by an earlier
        containers: [{name: c, image: i, resources: {requests: {cpu: 2}, limits: {cpu: 1}}}] | spec.containers[0].resources.requests | Invalid value: "2": must be less than or equal to cpu limit of 1
        containers: [{name: c, image: i, resources: {requests: {memory: -1Gi}}}] | spec.containers[0].resources.requests[memory] | must be greater than or equal to 0
        containers: [{name: c, image: i, resources: {requests: {memory: 1GB}}}] | spec.containers[0].resources.requests.memory | quantity
        containers: [{name: c, image: i, resources: {requests: {gpu: 1}}}] | spec.containers[0].resources.requests[gpu] | must be a standard resource for containers (cpu, memory
        containers: [{name: c, image: i, resources: {limits: {nvidia.com/gpu: 500m}}}] | spec.containers[0].resources.limits[nvidia.com/gpu] | must be an integer
        containers: [{name: c, image: i, resources: {requests: {nvidia.com/gpu: 1}}}] | spec.containers[0].resources.limits | needs a limit of the same amount
        containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: /x}]}] | spec.containers[0].volumeMounts[0].name | Not found: "v" (the pod has no such volume)
        containers: [{name: c, image: i}], restartPolicy: Sometimes | spec.restartPolicy | Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"
        containers: [{name: c, image: i}], nodeSelector: {a b: c} | spec.nodeSelector | Invalid value: "a b": name part must consist of
        containers: [{name: c, image: i}], nodeSelector: {a: 5}           | spec.nodeSelector.a                   | put it in quotes
        containers: [{name: c, image: i}], overhead: {cpu: -1} | spec.overhead.limits[cpu] | greater than or equal to 0
        containers: [{name: c, image: i}], resources: {requests: {nvidia.com/gpu: 1}, limits: {nvidia.com/gpu: 1}} | spec.resources.requests[nvidia.com/gpu] | supported values: "cpu", "hugepages-", "memory"
        containers: [{name: c, image: i}], schedulingGates: [{name: g}, {name: g}] | spec.schedulingGates[1] | Duplicate value: "g"
        containers: [{name: c, image: i}], schedulingGates: [{name: g}], nodeName: x | spec.nodeName              | until all schedulingGates have been cleared
        containers: [{name: c, image: i}], volumes: [{name: v}, {name: v}] | spec.volumes[1].name | Duplicate value: "v"
        """)
    void podsAreRefused(String spec, String path, String reason) {
        refused(pod(spec), path, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {maxSkew: 0, topologyKey: z, whenUnsatisfiable: DoNotSchedule} | topologySpreadConstraints[0].maxSkew | Invalid value: 0: must be greater than zero
        {maxSkew: 1, topologyKey: '', whenUnsatisfiable: DoNotSchedule} | topologySpreadConstraints[0].topologyKey | Required value: can not be empty
        {maxSkew: 1, topologyKey: z} | topologySpreadConstraints[0].whenUnsatisfiable | Unsupported value: "": supported values: "DoNotSchedule", "ScheduleAnyway"
        {maxSkew: 1, topologyKey: z, whenUnsatisfiable: Maybe}            | topologySpreadConstraints[0].whenUnsatisfiable | "DoNotSchedule", "ScheduleAnyway"
        {maxSkew: 1, topologyKey: z, whenUnsatisfiable: ScheduleAnyway, minDomains: 2} | topologySpreadConstraints[0].minDomains | can only use minDomains if whenUnsatisfiable=DoNotSchedule
        {maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule, minDomains: 0} | topologySpreadConstraints[0].minDomains | greater than zero
        {maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule, nodeTaintsPolicy: No} | topologySpreadConstraints[0].nodeTaintsPolicy | must be a string
        {maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule}, {maxSkew: 2, topologyKey: z, whenUnsatisfiable: DoNotSchedule} | topologySpreadConstraints[0].{topologyKey, whenUnsatisfiable} | Duplicate value: "{z, DoNotSchedule}"
        {maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [h]} | topologySpreadConstraints[0].matchLabelKeys | labelSelector
        {maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [h], labelSelector: {matchLabels: {h: x}}} | topologySpreadConstraints[0].matchLabelKeys[0] | exists in both matchLabelKeys and labelSelector
        """)
    void spreadConstraintsAreRefused(String constraints, String path, String reason) {
        refused(pod(CONTAINERS + ", topologySpreadConstraints: [" + constraints + "]"), "spec." + path, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {operator: Equal, value: v} | [0].operator | operator must be Exists when `key` is empty
        {key: k, operator: Exists, value: v} | [0].operator | value must be empty when `operator` is
        {key: k, tolerationSeconds: 5, effect: NoSchedule}                | [0].effect   | NoExecute
        {key: k, effect: Never} | [0].effect | Unsupported value: "Never"
        {key: k, operator: Gt, value: '5'}                                | [0].operator | "Equal", "Exists"
        {key: k, value: 'not ok'} | [0].operator | a valid label must be an empty string
        """)
    void tolerationsAreRefused(String toleration, String path, String reason) {
        refused(pod(CONTAINERS + ", tolerations: [" + toleration + "]"), "spec.tolerations" + path, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: []}} | nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms | must have at least one node selector term
        nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: k, operator: In}]}]}} | nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values | Required value: must be specified
        nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: k, operator: Exists, values: [v]}]}]}} | nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values | Forbidden: may not be specified
        nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: k, operator: Gt, values: ['1', '2']}]}]}} | nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values | must be specified single value
        nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 101, preference: {}}]} | nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight | Invalid value: 101: must be in the range 1-100
        podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: ''}]} | podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey | Required value: can not be empty
        podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 0, podAffinityTerm: {topologyKey: z}}]} | podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight | Invalid value: 0
        podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: z, labelSelector: {matchExpressions: [{key: k, operator: Gt, values: ['1']}]}}]} | podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchExpressions[0].operator | not a valid selector operator (In, NotIn
        """)
    void affinitiesAreRefused(String affinity, String path, String reason) {
        refused(pod(CONTAINERS + ", affinity: {" + affinity + "}"), "spec.affinity." + path, reason);
    }

    private static String deployment(String spec) {
        return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec: {%s}\n".formatted(spec);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        replicas: 1 | spec.selector | Required value
        replicas: 1 | spec.template.spec.containers | Required value
        selector: {}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}} | spec.selector | every pod
        selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: c}}, spec: {containers: [{name: c, image: i}]}} | spec.template.metadata.labels | does not match
        replicas: -1, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}} | spec.replicas | Invalid value: -1: must be greater than or equal to 0
        selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {restartPolicy: Never, containers: [{name: c, image: i}]}} | spec.template.spec.restartPolicy | use a Job
        selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c}]}} | spec.template.spec.containers[0].image | Required value
        """)
    void deploymentsAreRefused(String spec, String path, String reason) {
        refused(deployment(spec), path, reason);
    }

    @Test
    void jobsNeedARestartPolicyThatEnds() {
        String job = "apiVersion: batch/v1\nkind: Job\nmetadata: {name: j}\nspec: {template: {spec: {%s" + CONTAINERS
                + "}}%s}\n";

        refused(job.formatted("", ""), "spec.template.spec.restartPolicy", "\"OnFailure\", \"Never\"");
        refused(
                job.formatted("restartPolicy: Always, ", ""),
                "spec.template.spec.restartPolicy",
                "\"OnFailure\", \"Never\"");
        refused(
                job.formatted("restartPolicy: Never, ", ", completionMode: Indexed, parallelism: 2"),
                "spec.completions",
                "Indexed");
        refused(
                job.formatted("restartPolicy: Never, ", ", selector: {matchLabels: {a: b}}"),
                "spec.selector",
                "manualSelector");
        accepted(job.formatted("restartPolicy: OnFailure, ", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        '* * * *'              | expected exactly 5 fields, found 4: [* * * *]
        '60 * * * *'           | minute
        '0 19-7 * * *'         | write it as two ranges, 19-23,0-7
        '0 0 * * 7'            | day of week
        '0 0 0 * *'            | day of month
        '*/0 * * * *'          | has a step of 0
        '@often'               | is no schedule
        'TZ=UTC 0 0 * * *'     | use timeZone field instead
        """)
    void schedulesAreRefused(String schedule, String reason) {
        refused(cronJob(schedule), "spec.schedule", reason);
    }

    @ParameterizedTest
    @CsvSource({"'@daily'", "'*/5 8-18 1,15 jan-mar MON-FRI'", "'0 0 ? * sun'", "'@every 1h30m'"})
    void schedulesAreAccepted(String schedule) {
        accepted(cronJob(schedule));
    }

    private static String cronJob(String schedule) {
        return """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: c}
        spec:
          schedule: "%s"
          jobTemplate: {spec: {template: {spec: {restartPolicy: Never, %s}}}}
        """.formatted(schedule, CONTAINERS);
    }

    @Test
    void theOtherKindsHaveTheirRulesToo() {
        refused("apiVersion: v1\nkind: Pod\nspec: {%s}\n".formatted(CONTAINERS), "metadata.name", "generateName");
        refused("apiVersion: v1\nkind: Namespace\nmetadata: {name: a.b}\n", "metadata.name", "must not contain dots");
        refused(
                "apiVersion: v1\nkind: Node\nmetadata: {name: x, labels: {k: a b}}\n",
                "metadata.labels",
                "Invalid value: \"a b\": a valid label must be an empty string");
        refused(
                "apiVersion: v1\nkind: Node\nmetadata: {name: x}\nspec: {taints: [{key: k, effect: NoSchedule}, {key: k, effect: NoSchedule}]}\n",
                "metadata.taints[1]",
                "Duplicate value");
        refused(
                "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: b}\nspec: {minAvailable: 1, maxUnavailable: 1}\n",
                "spec",
                "minAvailable and maxUnavailable cannot be both set");
        refused(
                "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: b}\nspec: {minAvailable: 101%}\n",
                "spec.minAvailable", "must not be greater than 100%");
        refused(
                "apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: high}\nvalue: 1000000001\n",
                "value",
                "maximum allowed value of a user defined priority is 1000000000");
        refused(
                "apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: system-mine}\nvalue: 1\n",
                "metadata.name",
                "reserved");
        refused(
                "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: c}\nspec: {accessModes: [ReadWriteOnce]}\n",
                "spec.resources[storage]",
                "Required value (how much storage is claimed)");
        refused(
                "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: s}\nprovisioner: p\nvolumeBindingMode: Later\n",
                "volumeBindingMode",
                "\"Immediate\", \"WaitForFirstConsumer\"");
        refused(
                "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {ports: [{port: 0}]}\n",
                "spec.ports[0].port",
                "must be between 1 and 65535, inclusive");
    }

    @Test
    void whatTheServerTakesIsTaken() {
        accepted("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p, annotations: {Example.COM/Why: "anything at all"}}
                spec:
                  initContainers: [{name: side, image: i, restartPolicy: Always, ports: [{containerPort: 80, hostPort: 80}]}]
                  containers:
                  - name: c
                    image: i
                    ports: [{containerPort: 80, hostPort: 80}, {containerPort: 80, hostPort: 80, protocol: UDP}]
                    resources: {limits: {nvidia.com/gpu: 1, hugepages-2Mi: 4Mi, cpu: 0.5}}
                  tolerations: [{operator: Exists}, {key: k, effect: NoExecute, tolerationSeconds: 0}]
                  nodeSelector: {kubernetes.io/os: ""}
                  priority: -5
                """);
    }
}
