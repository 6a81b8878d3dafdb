package dev.wainwright.bench.cases;

import static dev.wainwright.bench.cases.Documents.expression;

import java.util.List;

/** Cases about which nodes a pod may use. */
final class PlacementCases {
    private static final String TEAM = "example.com/team";

    private PlacementCases() {}

    static void plain(Draft draft) {
        draft.pools();
        while (draft.wantsMore()) {
            draft.workload();
        }
    }

    static void selectors(Draft draft) {
        draft.pools();
        for (Doc pool : draft.poolDocs()) {
            if (draft.dice.oneIn(2)) {
                Documents.requirement(pool, TEAM, "In", "red", "blue");
            }
        }
        while (draft.wantsMore()) {
            select(draft, draft.workload());
        }
    }

    static void select(Draft draft, Workload workload) {
        switch (draft.dice.between(0, 8)) {
            case 0 -> workload.select(Documents.ARCH, draft.dice.pick("amd64", "arm64"));
            case 1 -> workload.select(Documents.ZONE, draft.zone());
            case 2 -> workload.select(Documents.CAPACITY_TYPE, draft.dice.pick("spot", "on-demand"));
            case 3 -> require(workload, expression(Documents.CPU, "Gt", "3"), expression(Documents.CPU, "Lt", "33"));
            case 4 -> {
                require(workload, expression(Documents.ZONE, "In", draft.zone()));
                require(workload, expression(Documents.ARCH, "In", "arm64"));
            }
            case 5 ->
                require(
                        workload,
                        expression(Documents.ZONE, "NotIn", draft.zone()),
                        expression(Documents.FAMILY, "NotIn", "c", "c6a"));
            case 6 -> workload.select(TEAM, draft.dice.pick("red", "blue"));
            case 7 -> require(workload, expression(TEAM, draft.dice.pick("DoesNotExist", "Exists")));
            default -> {
                require(workload, expression("example.com/absent", "Exists"));
                require(workload, expression(Documents.ZONE, "In", draft.zone(), draft.zone()));
            }
        }
    }

    /** Adds an alternative. */
    static void require(Workload workload, Doc... expressions) {
        workload.add(
                Doc.of("matchExpressions", List.of(expressions)),
                "spec",
                "affinity",
                "nodeAffinity",
                "requiredDuringSchedulingIgnoredDuringExecution",
                "nodeSelectorTerms");
    }

    static void taints(Draft draft) {
        draft.pools();
        for (Doc pool : draft.poolDocs()) {
            switch (draft.dice.between(0, 4)) {
                case 0 -> taint(pool, "taints", Documents.taint("dedicated", "batch", "NoSchedule"));
                case 1 -> taint(pool, "taints", Documents.taint("slow", "", "PreferNoSchedule"));
                case 2 -> taint(pool, "taints", Documents.taint("evict", "yes", "NoExecute"));
                case 3 -> taint(pool, "startupTaints", Documents.taint("starting", "", "NoSchedule"));
                default -> {}
            }
        }
        while (draft.wantsMore()) {
            Workload workload = draft.workload();
            if (draft.dice.oneIn(3)) {
                workload.add(
                        Doc.of("key", "dedicated", "operator", "Equal", "value", draft.dice.pick("batch", "other")),
                        "spec",
                        "tolerations");
            }
            if (draft.dice.oneIn(3)) {
                workload.add(
                        Doc.of("key", "evict", "operator", "Exists", "effect", "NoExecute"), "spec", "tolerations");
            }
            if (draft.dice.oneIn(6)) {
                workload.add(Doc.of("operator", "Exists"), "spec", "tolerations");
            }
        }
    }

    private static void taint(Doc pool, String field, Doc taint) {
        pool.add(taint, "spec", "template", "spec", field);
    }

    static void infeasible(Draft draft) {
        draft.pools();
        while (draft.wantsMore()) {
            Workload workload = draft.workload();
            switch (draft.dice.between(0, 9)) {
                case 0 -> workload.add(Documents.container("huge", "900", "1Gi"), "spec", "containers");
                case 1 -> workload.select(Documents.ZONE, "nowhere");
                case 2 -> workload.select("example.com/absent", "yes");
                case 3 -> claim(workload, "missing");
                case 4 -> workload.add(Doc.of("name", "example.com/wait"), "spec", "schedulingGates");
                case 5 -> workload.set("1", "spec", "overhead", "example.com/gpu");
                default -> {}
            }
        }
    }

    static void claim(Workload workload, String name) {
        workload.add(Doc.of("name", name, "persistentVolumeClaim", Doc.of("claimName", name)), "spec", "volumes");
    }
}
