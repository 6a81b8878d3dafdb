package dev.wainwright.solver.topology;

import dev.wainwright.model.placement.Namespaces;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.solver.catalogue.Bits;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pods that are counted together, and how many of them each domain has.
 *
 * <p>Two tables share the counting: groups over a label key count per domain; groups over the host name count per node, and
 * keep beside the counts the sets of nodes that are taken or full, so that a scan over nodes skips them a word at a time.
 */
final class TopologyGroup {
    /** What the counts are used for. */
    enum Kind {
        SPREAD,
        AFFINITY,
        ANTI_AFFINITY,
        /** Counts the pods that keep others away, and binds the pods that their terms select. */
        INVERSE
    }

    /** What makes two terms the same group. */
    record Identity(
            Kind kind,
            int key,
            @Nullable LabelSelector selector,
            Namespaces namespaces,
            int maxSkew,
            int minDomains,
            NodeFilter filter) {}

    /** The key number of groups over the host name. */
    static final int HOST = -1;

    final Identity identity;
    /** The numbers of the filter's terms in the requirement table. */
    final int[] filterTerms;
    /** The domains that count, for spreads; every domain for the others. */
    final long[] eligible;

    /** The domains that have an existing node. */
    final long[] withNodes;

    final int[] counts;
    private int[] hostCounts = new int[64];
    /** Nodes with at least one counted pod. */
    long[] taken = new long[1];
    /** Nodes with at least {@code maxSkew} counted pods. */
    long[] full = new long[1];
    /** Nodes with more than {@code maxSkew} counted pods. */
    long[] over = new long[1];

    /** Counted pods in any domain or on any node. */
    int total;
    /** Changes whenever a count does. */
    int version;

    TopologyGroup(Identity identity, int[] filterTerms, long[] eligible, long[] withNodes, int domains) {
        this.identity = identity;
        this.filterTerms = filterTerms;
        this.eligible = eligible;
        this.withNodes = withNodes;
        this.counts = new int[domains];
    }

    boolean selects(String namespace, Map<String, String> labels) {
        LabelSelector selector = identity.selector();
        return selector != null && identity.namespaces().contains(namespace) && selector.matches(labels);
    }

    boolean isOverHosts() {
        return identity.key() == HOST;
    }

    void addToDomain(int domain, int pods) {
        counts[domain] += pods;
        total += pods;
        version++;
    }

    void addToHost(int host, int pods) {
        if (host >= hostCounts.length) {
            hostCounts = Arrays.copyOf(hostCounts, Math.max(host + 1, hostCounts.length * 2));
        }
        int count = hostCounts[host] += pods;
        total += pods;
        version++;
        taken = Bits.grown(taken, host + 1);
        Bits.set(taken, host);
        if (identity.kind() == Kind.SPREAD && count >= identity.maxSkew()) {
            full = Bits.grown(full, host + 1);
            Bits.set(full, host);
            if (count > identity.maxSkew()) {
                over = Bits.grown(over, host + 1);
                Bits.set(over, host);
            }
        }
    }

    int hostCount(int host) {
        return host < hostCounts.length ? hostCounts[host] : 0;
    }

    /**
     * For spreads: the count that domains are measured against (karpenter-core §3.8): the smallest among the
     * domains the pod can go to, and among those with a node where the spread asks to count every node.
     */
    int smallestCount(long[] podDomains, boolean everyNode) {
        int smallest = Integer.MAX_VALUE;
        int allowed = 0;
        for (int domain = 0; domain < counts.length; domain++) {
            boolean measured = Bits.has(podDomains, domain) || (everyNode && Bits.has(withNodes, domain));
            if (measured && Bits.has(eligible, domain)) {
                allowed++;
                smallest = Math.min(smallest, counts[domain]);
            }
        }
        return allowed == 0 || allowed < identity.minDomains() ? 0 : smallest;
    }
}
