package dev.wainwright.solver.problem;

import dev.wainwright.model.placement.HostPort;
import dev.wainwright.model.placement.TopologyTerm;
import dev.wainwright.model.placement.VolumeUse;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.model.taint.Toleration;
import java.util.List;
import java.util.Map;

/**
 * Everything about a pod that decides where it may go. Pods with equal demands are one pod class.
 *
 * @param labels those that some selector in the problem asks about
 * @param requests including one of {@code pods}
 * @param requiredTerms alternatives, each with the node selector already in it; never empty, a pod without wishes has the
 *     empty requirements
 * @param preferredTerms heaviest first
 * @param volumeAlternatives where the pod's volumes can be reached, one of which must hold; empty when that is everywhere
 * @param nodeCap how many pods of its workload one node may have
 * @param impossible why the pod can go nowhere whatever happens; empty when that is not so
 */
public record PodDemand(
        String namespace,
        Map<String, String> labels,
        Resources requests,
        List<Toleration> tolerations,
        List<Requirements> requiredTerms,
        List<PreferredTerm> preferredTerms,
        List<TopologyTerm> topologyTerms,
        List<HostPort> hostPorts,
        List<Requirements> volumeAlternatives,
        List<VolumeUse> volumes,
        NodeCap nodeCap,
        String impossible) {
    public PodDemand {
        labels = Map.copyOf(labels);
        tolerations = List.copyOf(tolerations);
        requiredTerms = List.copyOf(requiredTerms);
        preferredTerms = List.copyOf(preferredTerms);
        topologyTerms = List.copyOf(topologyTerms);
        hostPorts = List.copyOf(hostPorts);
        volumeAlternatives = List.copyOf(volumeAlternatives);
        volumes = List.copyOf(volumes);
    }

    /** A node term with a weight of 1 to 100. */
    public record PreferredTerm(int weight, Requirements requirements) {}

    /** A pod that asks for resources and nothing else. */
    public static PodDemand plain(String namespace, Map<String, String> labels, Resources requests) {
        return new PodDemand(
                namespace,
                labels,
                requests,
                List.of(),
                List.of(Requirements.NONE),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                NodeCap.NONE,
                "");
    }

    /** Whether the pod wishes for nothing that it could give up. */
    public boolean isPlain() {
        return requiredTerms.size() == 1
                && preferredTerms.isEmpty()
                && topologyTerms.stream().allMatch(TopologyTerm::isRequired);
    }

    /** What nodes must be like for this pod: the first alternative. */
    public Requirements strictRequirements() {
        return requiredTerms.getFirst();
    }

    /** What nodes must be like while the heaviest preference is still insisted on. */
    public Requirements requirements() {
        Requirements strict = strictRequirements();
        return preferredTerms.isEmpty()
                ? strict
                : strict.and(preferredTerms.getFirst().requirements());
    }

    public PodDemand withTopologyTerms(List<TopologyTerm> terms) {
        return new PodDemand(
                namespace,
                labels,
                requests,
                tolerations,
                requiredTerms,
                preferredTerms,
                terms,
                hostPorts,
                volumeAlternatives,
                volumes,
                nodeCap,
                impossible);
    }

    public PodDemand withNodeTerms(List<Requirements> required, List<PreferredTerm> preferred) {
        return new PodDemand(
                namespace,
                labels,
                requests,
                tolerations,
                required,
                preferred,
                topologyTerms,
                hostPorts,
                volumeAlternatives,
                volumes,
                nodeCap,
                impossible);
    }

    public PodDemand withNodeCap(NodeCap cap) {
        return new PodDemand(
                namespace,
                labels,
                requests,
                tolerations,
                requiredTerms,
                preferredTerms,
                topologyTerms,
                hostPorts,
                volumeAlternatives,
                volumes,
                cap,
                impossible);
    }

    public PodDemand withTolerations(List<Toleration> newTolerations) {
        return new PodDemand(
                namespace,
                labels,
                requests,
                newTolerations,
                requiredTerms,
                preferredTerms,
                topologyTerms,
                hostPorts,
                volumeAlternatives,
                volumes,
                nodeCap,
                impossible);
    }
}
