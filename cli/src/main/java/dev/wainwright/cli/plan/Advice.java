package dev.wainwright.cli.plan;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.karpenter.NodeClassReference;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is missing in the input, and the smallest YAML that would help. */
final class Advice {
    private Advice() {}

    /** In a fixed order: missing pools, missing node classes, reservations without a count. */
    static List<Reason> on(List<KubeObject> objects, Plan plan, Supply supply, Map<String, Integer> reservations) {
        var pools = objects.stream()
                .filter(NodePool.class::isInstance)
                .map(NodePool.class::cast)
                .toList();
        var notes = new ArrayList<Reason>();
        if (pools.isEmpty() && !plan.unschedulable().isEmpty()) {
            notes.add(missingPool(objects, supply));
        }
        notes.addAll(missingNodeClasses(pools, supply));
        notes.addAll(uncounted(objects, reservations));
        return notes;
    }

    private static Reason missingPool(List<KubeObject> objects, Supply supply) {
        String nodeClass = objects.stream()
                .filter(Ec2NodeClass.class::isInstance)
                .map(KubeObject::name)
                .sorted()
                .findFirst()
                .orElse("default");
        var reference = new NodeClassReference("karpenter.k8s.aws", "EC2NodeClass", nodeClass);
        String yaml = nodePool(reference) + (supply.knows(reference) ? "" : "---\n" + nodeClass(nodeClass));
        return Reason.of("no machine can be launched without a NodePool, and there is none in the input."
                + " The smallest one, which takes any machine:\n\n" + yaml);
    }

    private static List<Reason> missingNodeClasses(List<NodePool> pools, Supply supply) {
        var missing = new TreeMap<String, Set<String>>();
        for (NodePool pool : pools) {
            NodeClassReference reference = pool.spec().template().spec().nodeClassRef();
            if (!supply.knows(reference)) {
                missing.computeIfAbsent(key(reference), any -> new TreeSet<>()).add(pool.name());
            }
        }
        var notes = new ArrayList<Reason>();
        missing.forEach((reference, users) -> notes.add(missingNodeClass(reference, users)));
        return notes;
    }

    private static String key(NodeClassReference reference) {
        return reference.group() + "/" + reference.kind() + " " + reference.name();
    }

    private static Reason missingNodeClass(String reference, Set<String> pools) {
        String who = "NodePool " + String.join(", ", pools) + " launches nothing: ";
        String kind = reference.substring(0, reference.indexOf(' '));
        String name = reference.substring(reference.indexOf(' ') + 1);
        if (!kind.equals("karpenter.k8s.aws/EC2NodeClass")) {
            return Reason.of(who + "its nodeClassRef is of the unknown kind " + kind
                    + "; --instance-types FILE plans with a file's types, whatever the class");
        }
        return Reason.of(who + "EC2NodeClass " + name + " is not in the input. If it is in the cluster, add"
                + " `kubectl get ec2nodeclass " + name + " -o yaml`; otherwise the smallest one would be:\n\n"
                + nodeClass(name));
    }

    private static List<Reason> uncounted(List<KubeObject> objects, Map<String, Integer> reservations) {
        var notes = new ArrayList<Reason>();
        for (KubeObject object : objects) {
            if (object instanceof Ec2NodeClass nodeClass) {
                nodeClass.status().capacityReservations().stream()
                        .map(Ec2NodeClass.CapacityReservation::id)
                        .filter(id -> !reservations.containsKey(id))
                        .forEach(id -> notes.add(Reason.of("capacity reservation " + id + " of EC2NodeClass "
                                + nodeClass.name() + " counts as used up, because a dump does not say how many"
                                + " instances it has left; --reservation " + id + "=N says so")));
            }
        }
        return notes;
    }

    static String nodePool(NodeClassReference reference) {
        return """
                apiVersion: karpenter.sh/v1
                kind: NodePool
                metadata:
                  name: default
                spec:
                  template:
                    spec:
                      nodeClassRef:
                        group: %s
                        kind: %s
                        name: %s
                      requirements: []
                """.formatted(reference.group(), reference.kind(), reference.name());
    }

    /** Role and discovery tag are those that Karpenter's own guides use; a plan does not depend on them. */
    static String nodeClass(String name) {
        return """
                apiVersion: karpenter.k8s.aws/v1
                kind: EC2NodeClass
                metadata:
                  name: %s
                spec:
                  role: KarpenterNodeRole
                  amiSelectorTerms:
                    - alias: al2023@latest
                  subnetSelectorTerms:
                    - tags:
                        karpenter.sh/discovery: my-cluster
                  securityGroupSelectorTerms:
                    - tags:
                        karpenter.sh/discovery: my-cluster
                """.formatted(name);
    }
}
