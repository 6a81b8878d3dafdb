package dev.wainwright.cli.top.picture;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a cluster, read from its objects.
 *
 * @param decisions as the autoscaler itself tells them; empty when it does not, and {@code happenings} have to do
 */
public record Facts(
        Collection<NodeFacts> nodes,
        Collection<PodFacts> pods,
        Collection<ClaimFacts> claims,
        Collection<PoolFacts> pools,
        Collection<Happening> happenings,
        Optional<List<Decision>> decisions) {

    /** A status condition. */
    public record Fact(String type, String status, String reason, String message) {}

    /**
     * A node.
     *
     * @param cpu allocatable, in thousandths of a core
     * @param memory allocatable, in bytes
     * @param maxPods allocatable
     * @param taints as kubectl writes them: {@code key=value:Effect}
     */
    public record NodeFacts(
            String name,
            Map<String, String> labels,
            List<String> taints,
            boolean unschedulable,
            boolean leaving,
            Optional<Instant> created,
            String providerId,
            long cpu,
            long memory,
            long maxPods,
            List<Fact> conditions) {}

    /**
     * A pod.
     *
     * @param node empty while it has none
     * @param cpu requested, in thousandths of a core
     * @param memory requested, in bytes
     * @param waitsFor what the scheduler says of a pod without a node
     */
    public record PodFacts(
            String namespace,
            String name,
            String node,
            String phase,
            boolean leaving,
            Optional<Instant> created,
            long cpu,
            long memory,
            String waitsFor) {
        /** Whether it takes room on a node or wants some. */
        public boolean isAlive() {
            return !phase.equals("Succeeded") && !phase.equals("Failed");
        }

        public boolean waits() {
            return node.isEmpty() && isAlive() && !leaving;
        }

        public String qualifiedName() {
            return namespace + "/" + name;
        }
    }

    /** A NodeClaim; {@code cpu}, {@code memory} and {@code maxPods} are allocatable and 0 before it is launched. */
    public record ClaimFacts(
            String name,
            Map<String, String> labels,
            String node,
            String providerId,
            boolean leaving,
            Optional<Instant> created,
            long cpu,
            long memory,
            long maxPods,
            long wantedCpu,
            long wantedMemory,
            List<Fact> conditions) {
        boolean has(String condition) {
            return conditions.stream()
                    .anyMatch(fact ->
                            fact.type().equals(condition) && fact.status().equals("True"));
        }
    }

    /**
     * A NodePool.
     *
     * @param limits by resource, as written
     * @param used by resource, as its status has it
     */
    public record PoolFacts(
            String name, Map<String, String> limits, Map<String, String> used, boolean ready, String whyNot) {}

    /** An event: what was said of an object. */
    public record Happening(
            Optional<Instant> time,
            String kind,
            String namespace,
            String name,
            String reason,
            String message,
            String source) {
        String object() {
            return namespace + "/" + name;
        }
    }

    /** Something the autoscaler did. */
    public record Decision(
            Optional<Instant> time, String kind, String namespace, String name, String action, String reason) {}
}
