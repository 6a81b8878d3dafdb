package dev.wainwright.cli.top.picture;

import dev.wainwright.cli.top.picture.Facts.Decision;
import dev.wainwright.cli.top.picture.Facts.Fact;
import dev.wainwright.cli.top.picture.Facts.PodFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything there is to show of a cluster at one moment.
 *
 * @param nodes by name; machines that are on their way stand under the name of their NodeClaim
 * @param pools by name
 * @param waiting pods without a node, the longest waiting first
 * @param decisions newest first
 * @param pods by the node they are on, by qualified name
 */
public record Picture(
        Source source,
        Totals totals,
        List<NodeRow> nodes,
        List<PoolRow> pools,
        List<Waiting> waiting,
        List<Decision> decisions,
        Map<String, List<PodFacts>> pods) {
    public Picture {
        nodes = List.copyOf(nodes);
        pools = List.copyOf(pools);
        waiting = List.copyOf(waiting);
        decisions = List.copyOf(decisions);
    }

    /**
     * Where it comes from.
     *
     * @param complete whether everything has been read once
     * @param trouble why nothing new is heard; empty while all is well
     * @param since since when
     * @param notes what is missing from it, in sentences
     */
    public record Source(
            String context, String server, boolean complete, String trouble, Instant since, List<String> notes) {}

    /** How a node is. */
    public enum Status {
        /** Its machine is being asked for. */
        LAUNCHING("Launching"),
        /** Its machine runs and has not reported yet. */
        BOOTING("Booting"),
        /** It has reported; something it needs is not there yet. */
        STARTING("Starting"),
        READY("Ready"),
        /** It takes no new pods because somebody said so. */
        CORDONED("Cordoned"),
        /** Its pods are moved away. */
        DRAINING("Draining"),
        /** It is being deleted. */
        LEAVING("Leaving"),
        NOT_READY("NotReady");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }

        public boolean isComing() {
            return this == LAUNCHING || this == BOOTING || this == STARTING;
        }

        public boolean isGoing() {
            return this == DRAINING || this == LEAVING;
        }
    }

    /**
     * A price.
     *
     * @param hourly US dollars per hour
     * @param modelled whether it comes from a model and not from a price list
     */
    public record Price(double hourly, boolean modelled) {}

    /** A part of a whole; cpu in thousandths of a core, memory in bytes. */
    public record Use(long part, long whole) {
        public static final Use NONE = new Use(0, 0);

        public double share() {
            return whole <= 0 ? 0 : (double) part / whole;
        }

        Use plus(Use other) {
            return new Use(part + other.part, whole + other.whole);
        }
    }

    /**
     * A node, or a machine that is to become one.
     *
     * @param isClaim whether there is only a NodeClaim so far
     * @param claim the NodeClaim's name; empty for nodes that nobody claimed
     * @param pool the NodePool, or the node group of a provider; empty for none
     * @param price empty when the catalogue does not know the type, or the type is not known yet
     */
    public record NodeRow(
            String name,
            boolean isClaim,
            String claim,
            String pool,
            String type,
            String zone,
            String capacityType,
            Optional<Instant> since,
            Status status,
            Use cpu,
            Use memory,
            Use pods,
            Optional<Price> price,
            Map<String, String> labels,
            List<String> taints,
            List<Fact> conditions) {
        /** Whether there is a machine to pay for whose price is not known. */
        public boolean isUnpriced() {
            return price.isEmpty() && status != Status.LAUNCHING;
        }
    }

    /**
     * A pool.
     *
     * @param isGroup whether it is a provider's node group and no NodePool
     * @param limits what the pool may use of what, sorted by resource
     * @param trouble why it makes no nodes; empty when it may
     */
    public record PoolRow(String name, boolean isGroup, int nodes, Cost cost, List<Limit> limits, String trouble) {}

    /** A pool's limit on a resource; amounts as quantities. */
    public record Limit(String resource, String used, String limit, double share) {}

    /**
     * A pod without a node.
     *
     * @param reason why, as far as somebody says
     */
    public record Waiting(PodFacts pod, String reason) {}

    /**
     * What some nodes cost together.
     *
     * @param hourly US dollars per hour, without the unpriced ones
     * @param unpriced how many nodes the catalogue has no price for
     */
    public record Cost(double hourly, boolean modelled, int unpriced) {
        public static final Cost NONE = new Cost(0, false, 0);

        Cost plus(NodeRow node) {
            Price price = node.price().orElse(new Price(0, false));
            return new Cost(
                    hourly + price.hourly(), modelled || price.modelled(), unpriced + (node.isUnpriced() ? 1 : 0));
        }
    }

    /** The sums over all nodes and pods. */
    public record Totals(
            int nodes,
            int coming,
            int going,
            int notReady,
            int running,
            int starting,
            int waiting,
            Use cpu,
            Use memory,
            Cost cost) {}
}
