package dev.wainwright.cli.plan;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.api.read.Manifests;
import dev.wainwright.cli.workload.Expander;
import dev.wainwright.cli.workload.Expansion;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Reason;
import dev.wainwright.solver.compile.PlanOptions;
import dev.wainwright.solver.compile.Planner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From what was read to all there is to say about it. */
final class Planning {
    private Planning() {}

    static Answer of(
            Manifests manifests, Supply any, PlanOptions options, Expanding expanding, List<String> questions) {
        Expansion expansion = expanding == Expanding.NOTHING
                ? new Expansion(manifests.objects(), List.of())
                : Expander.expand(manifests.objects(), expanding == Expanding.WORKLOADS_AND_CRON_JOBS);
        List<KubeObject> objects = expansion.objects();
        Supply supply = any.withNodeClasses(objects);
        Plan plan = Planner.plan(objects, supply, options);

        var notes = new ArrayList<Reason>(plan.notes());
        notes.addAll(Advice.on(objects, plan, supply, options.reservations()));
        notes.addAll(expansion.notes());
        String unknown = Input.unknown(manifests.unknownKinds());
        if (!unknown.isEmpty()) {
            notes.add(Reason.of(unknown));
        }
        return new Answer(
                plan,
                workloads(objects),
                ClusterPrice.of(manifests.of(Node.class), supply),
                notes,
                Questions.answered(questions, plan));
    }

    private static Map<String, String> workloads(List<KubeObject> objects) {
        var workloads = new HashMap<String, String>();
        for (KubeObject object : objects) {
            if (object instanceof Pod pod) {
                pod.metadata().ownerReferences().stream()
                        .filter(OwnerReference::isController)
                        .findFirst()
                        .ifPresent(owner -> workloads.put(
                                pod.qualifiedName(),
                                owner.kind() + " " + pod.metadata().namespace() + "/" + owner.name()));
            }
        }
        return workloads;
    }
}
