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
        Expansion expansion = expand(manifests, expanding);
        List<KubeObject> objects = expansion.objects();
        Supply supply = any.withNodeClasses(objects);
        Plan plan = Planner.plan(objects, supply, options);
        return new Answer(
                plan,
                workloads(objects),
                ClusterPrice.of(manifests.of(Node.class), supply),
                notes(manifests, expansion, supply, options, plan),
                Questions.answered(questions, plan));
    }

    /** The same pods planned in several ways. */
    static Comparison compared(Manifests manifests, Supply any, PlanOptions options, Expanding expanding) {
        Expansion expansion = expand(manifests, expanding);
        Supply supply = any.withNodeClasses(expansion.objects());
        var comparison = Comparison.of(expansion.objects(), supply, options);
        return comparison.withNotes(notes(manifests, expansion, supply, options, comparison.cheapest()));
    }

    private static Expansion expand(Manifests manifests, Expanding expanding) {
        return expanding == Expanding.NOTHING
                ? new Expansion(manifests.objects(), List.of())
                : Expander.expand(manifests.objects(), expanding == Expanding.WORKLOADS_AND_CRON_JOBS);
    }

    private static List<Reason> notes(
            Manifests manifests, Expansion expansion, Supply supply, PlanOptions options, Plan plan) {
        var notes = new ArrayList<Reason>(plan.notes());
        notes.addAll(Advice.on(expansion.objects(), plan, supply, options.reservations()));
        notes.addAll(expansion.notes());
        String unknown = Input.unknown(manifests.unknownKinds());
        if (!unknown.isEmpty()) {
            notes.add(Reason.of(unknown));
        }
        return notes;
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
