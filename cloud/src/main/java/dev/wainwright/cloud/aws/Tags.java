package dev.wainwright.cloud.aws;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.cloud.ec2.Ec2.Filter;
import dev.wainwright.cloud.ec2.Ec2.Tag;
import dev.wainwright.cloud.ec2.LaunchTemplate;
import dev.wainwright.model.instance.Labels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The tags that say whose a machine is (karpenter-aws §4.6). */
final class Tags {
    static final String NODE_POOL = Labels.NODE_POOL;
    static final String NODE_CLASS = "karpenter.k8s.aws/ec2nodeclass";
    static final String CLUSTER = "eks:eks-cluster-name";
    private static final String OWNED = "kubernetes.io/cluster/";

    /**
     * A mark of what labels and taints a machine has been set up with. Ours: it is what tells, after a crash, which claims a
     * machine that nobody knows can serve. Equal claims have equal marks, so they still launch together.
     */
    static final String SETUP = "wainwright.dev/setup";

    private static final List<String> RESERVED = List.of(CLUSTER, NODE_POOL, "karpenter.sh/nodeclaim", NODE_CLASS);

    private Tags() {}

    static List<Tag> of(NodeClaim claim, Ec2NodeClass nodeClass, LaunchTemplate template, String cluster) {
        var tags = new TreeMap<>(nodeClass.spec().tags());
        tags.put(OWNED + cluster, "owned");
        tags.put(NODE_POOL, claim.metadata().labels().getOrDefault(Labels.NODE_POOL, ""));
        tags.put(CLUSTER, cluster);
        tags.put(NODE_CLASS, nodeClass.name());
        tags.put(SETUP, setup(template.labels().toString() + template.taints()));
        return tags.entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toList();
    }

    /** What all machines of a cluster, and no others, have. */
    static List<Filter> filters(String cluster) {
        return List.of(
                Filter.of("tag-key", NODE_POOL),
                Filter.of("tag-key", NODE_CLASS),
                Filter.of("tag:" + CLUSTER, cluster));
    }

    /** The first of a node class' own tags that belongs to Karpenter. */
    static Optional<String> restricted(Ec2NodeClass nodeClass) {
        return nodeClass.spec().tags().keySet().stream()
                .filter(key -> RESERVED.contains(key) || key.startsWith(OWNED.substring(0, OWNED.length() - 1)))
                .sorted()
                .findFirst();
    }

    /** FNV-1, 64 bits, as a decimal number: what Karpenter names instance profiles by (karpenter-aws §1.6). */
    static String fnv1(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash * 0x100000001b3L) ^ (next & 0xff);
        }
        return Long.toUnsignedString(hash);
    }

    /** FNV-1a, 64 bits. */
    static String setup(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return Long.toHexString(hash);
    }
}
