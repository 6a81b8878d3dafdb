package dev.wainwright.cluster.scheduler;

import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.placement.HostPorts;
import dev.wainwright.api.placement.NodeTerms;
import dev.wainwright.api.placement.NodeTerms.Preference;
import dev.wainwright.api.placement.PodRequests;
import dev.wainwright.model.placement.HostPort;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Toleration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a pod spec asks of a node, read once per spec.
 *
 * @param requests by resource number, one of {@code pods} among them
 * @param weighed the same for CPU and memory, with what a container counts for that asks for nothing
 * @param isModest whether it asks for no resource at all
 * @param onlyNodes the nodes it names, if every alternative names some; empty for any
 */
record Ask(
        PodSpec spec,
        long[] requests,
        long[] weighed,
        boolean isModest,
        List<Requirements> required,
        List<Preference> preferred,
        List<Toleration> softTolerations,
        List<HostPort> ports,
        Set<String> onlyNodes) {
    /** What kube-scheduler takes a container for that is silent: a tenth of a core and 200 MiB. */
    private static final Resources ASSUMED = Resources.of(Resources.CPU, 100, Resources.MEMORY, 200 * 1024 * 1024);

    static Ask of(PodSpec spec, ResourceNames names) {
        Resources requests = PodRequests.of(spec);
        Resources weighed = PodRequests.of(spec, ASSUMED);
        List<Requirements> required = NodeTerms.requiredWithFields(spec);
        return new Ask(
                spec,
                names.vector(requests),
                new long[] {weighed.get(Resources.CPU), weighed.get(Resources.MEMORY)},
                requests.equals(Resources.of(Resources.PODS, 1)),
                required,
                NodeTerms.preferred(spec),
                spec.tolerations().stream()
                        .filter(each -> each.effect() == null || each.effect() == Effect.PREFER_NO_SCHEDULE)
                        .toList(),
                HostPorts.of(spec),
                onlyNodes(required));
    }

    int priority() {
        return spec.priority() == null ? 0 : spec.priority();
    }

    private static Set<String> onlyNodes(List<Requirements> required) {
        var names = new TreeSet<String>();
        for (Requirements term : required) {
            Requirement name = term.get(NodeTerms.NAME);
            if (name.complement()) {
                return Set.of();
            }
            names.addAll(name.values());
        }
        return names;
    }
}
