package dev.wainwright.bench.cases;

import java.util.List;

/** Cases about how much goes where. */
final class CapacityCases {
    private CapacityCases() {}

    static void requests(Draft draft) {
        draft.pools();
        while (draft.wantsMore()) {
            requestsOne(draft, draft.workload());
        }
    }

    static void requestsOne(Draft draft, Workload workload) {
        switch (draft.dice.between(0, 4)) {
            case 0 -> {
                Doc sidecar = Documents.container("proxy", "100m", "64Mi");
                sidecar.set("Always", "restartPolicy");
                workload.add(sidecar, "spec", "initContainers");
                workload.add(Documents.container("prepare", "3", "256Mi"), "spec", "initContainers");
            }
            case 1 -> {
                workload.set("250m", "spec", "overhead", "cpu");
                workload.set("120Mi", "spec", "overhead", "memory");
            }
            case 2 -> {
                workload.set("3", "spec", "resources", "requests", "cpu");
                workload.set("16Gi", "spec", "resources", "requests", "memory");
            }
            case 3 -> workload.add(Documents.container("second", "300m", "700Mi"), "spec", "containers");
            default -> {}
        }
    }

    static void daemons(Draft draft) {
        draft.pools();
        daemonSets(draft);
        while (draft.wantsMore()) {
            draft.workload();
        }
    }

    static void daemonSets(Draft draft) {
        Dice dice = draft.dice;
        int count = dice.between(1, 4);
        for (int i = 0; i < count; i++) {
            Doc set = Documents.daemonSet(
                    "daemon-" + i, dice.pick("50m", "200m", "1"), dice.pick("64Mi", "512Mi", "2Gi"));
            switch (dice.between(0, 4)) {
                case 0 ->
                    set.set(dice.pick("arm64", "amd64"), "spec", "template", "spec", "nodeSelector", Documents.ARCH);
                case 1 ->
                    set.add(
                            Doc.of(
                                    "matchExpressions",
                                    List.of(Documents.expression(Documents.CPU, "Gt", dice.pick("3", "15")))),
                            "spec",
                            "template",
                            "spec",
                            "affinity",
                            "nodeAffinity",
                            "requiredDuringSchedulingIgnoredDuringExecution",
                            "nodeSelectorTerms");
                case 2 -> set.set(draft.zone(), "spec", "template", "spec", "nodeSelector", Documents.ZONE);
                default -> set.add(Doc.of("operator", "Exists"), "spec", "template", "spec", "tolerations");
            }
            draft.add(set);
        }
    }

    static void hostPorts(Draft draft) {
        draft.pools();
        if (draft.dice.oneIn(2)) {
            Doc daemon = Documents.daemonSet("exporter", "50m", "64Mi");
            Doc container = Documents.container("ports", "10m", "16Mi");
            container.add(port(9100, ""), "ports");
            daemon.add(container, "spec", "template", "spec", "containers");
            draft.add(daemon);
        }
        while (draft.wantsMore()) {
            hostPortOne(draft, draft.workload(draft.dice.between(1, 10)));
        }
    }

    static void hostPortOne(Draft draft, Workload workload) {
        Dice dice = draft.dice;
        if (dice.oneIn(3) || !workload.once("host port")) {
            return;
        }
        Doc container = Documents.container("ports", "10m", "16Mi");
        container.add(port(dice.pick(8080, 9090, 9100), dice.pick("", "", "10.0.0.1", "10.0.0.2")), "ports");
        workload.add(container, "spec", "containers");
    }

    private static Doc port(int port, String address) {
        Doc doc = Doc.of("containerPort", port, "hostPort", port, "protocol", "TCP");
        if (!address.isEmpty()) {
            doc.set(address, "hostIP");
        }
        return doc;
    }

    static void limits(Draft draft) {
        Dice dice = draft.dice;
        draft.pools();
        for (Doc pool : draft.poolDocs()) {
            switch (dice.between(0, 3)) {
                case 0 -> pool.set(Integer.toString(dice.between(4, 64)), "spec", "limits", "cpu");
                case 1 -> pool.set(dice.between(16, 256) + "Gi", "spec", "limits", "memory");
                case 2 -> pool.set(Integer.toString(dice.between(0, 6)), "spec", "limits", "nodes");
                default -> {
                    pool.set(Integer.toString(dice.between(8, 200)), "spec", "limits", "cpu");
                    pool.set(dice.between(32, 512) + "Gi", "spec", "limits", "memory");
                }
            }
        }
        while (draft.wantsMore()) {
            draft.workload();
        }
    }

    static void minValues(Draft draft) {
        Dice dice = draft.dice;
        draft.pools();
        for (Doc pool : draft.poolDocs()) {
            Doc requirement = switch (dice.between(0, 2)) {
                case 0 -> Documents.expression(Documents.INSTANCE_TYPE, "Exists");
                case 1 -> Documents.expression(Documents.FAMILY, "Exists");
                default -> Documents.expression(Documents.CPU, "Exists");
            };
            requirement.set(dice.between(2, 6), "minValues");
            pool.add(requirement, "spec", "template", "spec", "requirements");
        }
        while (draft.wantsMore()) {
            Workload workload = draft.workload();
            if (dice.oneIn(4)) {
                PlacementCases.select(draft, workload);
            }
        }
    }
}
