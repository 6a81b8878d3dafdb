package dev.wainwright.bench.cases;

import static dev.wainwright.bench.cases.Documents.constraint;
import static dev.wainwright.bench.cases.Documents.expression;
import static dev.wainwright.bench.cases.Documents.podTerm;

import java.util.List;

/** Cases about who is with whom. */
final class TopologyCases {
    private static final String HARD = "DoNotSchedule";
    private static final String SOFT = "ScheduleAnyway";
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

    private TopologyCases() {}

    static void spread(Draft draft) {
        draft.pools();
        while (draft.wantsMore()) {
            spreadOne(draft, draft.workload(draft.dice.between(2, 20)));
        }
    }

    static void spreadOne(Draft draft, Workload workload) {
        Dice dice = draft.dice;
        switch (dice.between(0, 6)) {
            case 0, 1 -> add(workload, constraint(Documents.ZONE, dice.between(1, 3), HARD, workload.selector()));
            case 2 -> add(workload, constraint(Documents.HOSTNAME, dice.between(1, 3), HARD, workload.selector()));
            case 3 -> {
                add(workload, constraint(Documents.ZONE, 1, HARD, workload.selector()));
                add(workload, constraint(Documents.HOSTNAME, dice.between(1, 4), HARD, workload.selector()));
            }
            case 4 -> add(workload, constraint(Documents.CAPACITY_TYPE, 1, HARD, workload.selector()));
            case 5 -> {
                Doc constraint = constraint(Documents.ZONE, dice.between(1, 2), HARD, workload.selector());
                constraint.set(dice.between(2, 5), "minDomains");
                add(workload, constraint);
            }
            default -> spreadWithPolicies(draft, workload);
        }
    }

    private static void spreadWithPolicies(Draft draft, Workload workload) {
        Doc constraint = constraint(Documents.ZONE, 1, HARD, workload.selector());
        constraint.set(draft.dice.pick("Honor", "Ignore"), "nodeAffinityPolicy");
        constraint.set(draft.dice.pick("Honor", "Ignore"), "nodeTaintsPolicy");
        constraint.set(List.of("pod-template-hash"), "matchLabelKeys");
        workload.label("pod-template-hash", draft.dice.pick("6f7d", "9c8b"));
        if (draft.dice.oneIn(2)) {
            PlacementCases.require(workload, expression(Documents.ZONE, "In", draft.zones.get(0), draft.zones.get(1)));
        }
        add(workload, constraint);
    }

    /** The API refuses a second constraint of the same kind on the same key. */
    private static void add(Workload workload, Doc constraint) {
        if (workload.once(constraint.text("topologyKey") + constraint.text("whenUnsatisfiable"))) {
            workload.add(constraint, "spec", "topologySpreadConstraints");
        }
    }

    static void affinity(Draft draft) {
        draft.pools();
        while (draft.wantsMore()) {
            affinityOne(draft, draft.workload());
        }
    }

    static void affinityOne(Draft draft, Workload workload) {
        Dice dice = draft.dice;
        Workload other = dice.pick(draft.workloads());
        switch (dice.between(0, 5)) {
            case 0, 1 -> near(workload, podTerm(Documents.ZONE, workload.selector()));
            case 2 -> near(workload, podTerm(Documents.HOSTNAME, workload.selector()));
            case 3 -> {
                Doc term = podTerm(dice.pick(Documents.ZONE, Documents.HOSTNAME), other.selector());
                term.set(List.of(other.namespace()), "namespaces");
                near(workload, term);
            }
            case 4 -> {
                Doc term = podTerm(Documents.ZONE, other.selector());
                term.set(Doc.of("matchLabels", Doc.of("tier", dice.pick("front", "back"))), "namespaceSelector");
                near(workload, term);
            }
            default -> {}
        }
    }

    private static void near(Workload workload, Doc term) {
        workload.add(term, "spec", "affinity", "podAffinity", REQUIRED);
    }

    static void antiAffinity(Draft draft) {
        draft.pools();
        while (draft.wantsMore()) {
            antiAffinityOne(draft, draft.workload(draft.dice.between(1, 12)));
        }
    }

    static void antiAffinityOne(Draft draft, Workload workload) {
        Dice dice = draft.dice;
        Workload other = dice.pick(draft.workloads());
        switch (dice.between(0, 4)) {
            case 0, 1 -> away(workload, podTerm(Documents.HOSTNAME, workload.selector()));
            case 2 -> away(workload, podTerm(Documents.ZONE, workload.selector()));
            case 3 -> {
                Doc term = podTerm(Documents.HOSTNAME, other.selector());
                term.set(new Doc(), "namespaceSelector");
                away(workload, term);
            }
            default -> {}
        }
    }

    private static void away(Workload workload, Doc term) {
        workload.add(term, "spec", "affinity", "podAntiAffinity", REQUIRED);
    }

    static void preferences(Draft draft) {
        draft.pools();
        if (draft.dice.oneIn(3)) {
            draft.ignorePreferences();
        }
        while (draft.wantsMore()) {
            preferOne(draft, draft.workload());
        }
    }

    static void preferOne(Draft draft, Workload workload) {
        Dice dice = draft.dice;
        if (dice.oneIn(2)) {
            Doc preference = Doc.of(
                    "matchExpressions",
                    List.of(expression(Documents.ZONE, "In", dice.oneIn(4) ? "nowhere" : draft.zone())));
            workload.add(
                    Doc.of("weight", dice.between(1, 100), "preference", preference),
                    "spec",
                    "affinity",
                    "nodeAffinity",
                    PREFERRED);
        }
        switch (dice.between(0, 4)) {
            case 0 -> add(workload, constraint(Documents.ZONE, 1, SOFT, workload.selector()));
            case 1 -> add(workload, constraint(Documents.HOSTNAME, dice.between(1, 3), SOFT, workload.selector()));
            case 2 -> rather(workload, dice, "podAntiAffinity", Documents.HOSTNAME);
            case 3 -> rather(workload, dice, "podAffinity", Documents.ZONE);
            default -> {
                rather(workload, dice, "podAntiAffinity", Documents.ZONE);
                rather(workload, dice, "podAntiAffinity", Documents.HOSTNAME);
            }
        }
    }

    private static void rather(Workload workload, Dice dice, String field, String key) {
        workload.add(
                Doc.of("weight", dice.between(1, 100), "podAffinityTerm", podTerm(key, workload.selector())),
                "spec",
                "affinity",
                field,
                PREFERRED);
    }
}
