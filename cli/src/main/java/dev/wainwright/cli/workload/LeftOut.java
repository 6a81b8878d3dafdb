package dev.wainwright.cli.workload;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.solver.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The workloads whose pods are not planned, by why. */
final class LeftOut {
    /** Why; the text follows a count of workloads. */
    enum Why {
        SUSPENDED("suspended: no pods are planned for"),
        OVER("complete or failed: no pods are planned for"),
        CRON("not planned without --include-cronjobs:");

        private final String text;

        Why(String text) {
            this.text = text;
        }
    }

    private final Map<Why, List<String>> names = new EnumMap<>(Why.class);

    void add(Why why, KubeObject workload) {
        names.computeIfAbsent(why, any -> new ArrayList<>())
                .add(Owners.kindOf(workload) + " " + Owners.namespaceOf(workload.metadata()) + "/" + workload.name());
    }

    List<Reason> notes() {
        var notes = new ArrayList<Reason>();
        names.forEach((why, workloads) -> {
            if (workloads.size() == 1) {
                notes.add(Reason.of(why.text + " " + workloads.getFirst()));
            } else {
                notes.add(new Reason(
                        why.text + " " + workloads.size() + " workloads",
                        workloads.stream().map(Reason::of).toList()));
            }
        });
        return notes;
    }
}
