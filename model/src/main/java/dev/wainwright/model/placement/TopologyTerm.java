package dev.wainwright.model.placement;

import dev.wainwright.model.requirement.LabelSelector;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pod's wish about where other pods are: to be spread among them, with them, or away from them.
 *
 * @param weight 0 when required; otherwise 1 to 100, and the term may be given up
 * @param key the node label whose values are the domains
 * @param selector the pods meant; absent means none
 * @param maxSkew for spreads: how far a domain may be above the emptiest
 * @param minDomains for spreads: with fewer eligible domains, the emptiest counts as having no pod
 * @param honorNodeAffinity for spreads: count only nodes that the pod's own selectors allow
 * @param honorNodeTaints for spreads: count only nodes whose taints the pod tolerates
 */
public record TopologyTerm(
        Kind kind,
        int weight,
        String key,
        @Nullable LabelSelector selector,
        Namespaces namespaces,
        int maxSkew,
        int minDomains,
        boolean honorNodeAffinity,
        boolean honorNodeTaints) {

    /** What the pod wishes. */
    public enum Kind {
        SPREAD,
        AFFINITY,
        ANTI_AFFINITY
    }

    public static TopologyTerm spread(
            String key, @Nullable LabelSelector selector, String namespace, int maxSkew, int minDomains) {
        return new TopologyTerm(
                Kind.SPREAD, 0, key, selector, Namespaces.of(namespace), maxSkew, minDomains, true, false);
    }

    public static TopologyTerm affinity(
            Kind kind, int weight, String key, @Nullable LabelSelector selector, Namespaces namespaces) {
        return new TopologyTerm(kind, weight, key, selector, namespaces, 0, 0, false, false);
    }

    public boolean isRequired() {
        return weight == 0;
    }

    /** Whether pods that the term selects may not come near the pod either. */
    public boolean keepsOthersAway() {
        return kind == Kind.ANTI_AFFINITY && isRequired();
    }

    public boolean selects(String namespace, Map<String, String> labels) {
        return selector != null && namespaces.contains(namespace) && selector.matches(labels);
    }
}
