package dev.wainwright.api.rules;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Fill;
import dev.wainwright.api.tree.Tree;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What may change of a pod that is there: its images, its deadline, and more tolerations. */
public final class PodUpdateRules {
    private static final Path SPEC = Path.of("spec");
    private static final String FIXED =
            "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
                    + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing"
                    + " tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously"
                    + " negative)";

    private PodUpdateRules() {}

    static void check(Tree.Mapping before, Tree.Mapping after, Problems problems) {
        Tree.Mapping known = before.mapping("spec");
        Tree.Mapping wanted = after.mapping("spec");
        for (String containers : List.of("containers", "initContainers")) {
            if (known.items(containers).size() != wanted.items(containers).size()) {
                problems.forbidden(
                        SPEC.field(containers),
                        Values.at(wanted, containers),
                        "pod updates may not add or remove containers");
                return;
            }
        }
        Values.eachItem(wanted, "containers", SPEC, (container, at) -> {
            if (container.text("image", "").isEmpty()) {
                problems.required(at.field("image"), container);
            }
        });
        deadline(known, wanted, problems);
        tolerations(known, wanted, problems);
        boolean gated = !known.items("schedulingGates").isEmpty();
        gates(known, wanted, problems);
        if (!problems.all().isEmpty()) {
            return;
        }
        if (!fixed(known, gated).equals(fixed(wanted, gated))) {
            problems.forbidden(SPEC, wanted, FIXED);
        }
    }

    /** A deadline may come nearer, or be set. */
    private static void deadline(Tree.Mapping known, Tree.Mapping wanted, Problems problems) {
        Path path = SPEC.field("activeDeadlineSeconds");
        if (!(known.get("activeDeadlineSeconds") instanceof Tree.Numeral was)) {
            return;
        }
        if (!(wanted.get("activeDeadlineSeconds") instanceof Tree.Numeral is)) {
            problems.invalid(path, wanted, new Tree.Null(0), "must not update from a positive integer to nil value");
        } else if (is.value().compareTo(was.value()) > 0) {
            problems.invalid(path, is, "must be less than or equal to previous value");
        }
    }

    private static void tolerations(Tree.Mapping known, Tree.Mapping wanted, Problems problems) {
        Set<Tree> there = new HashSet<>();
        wanted.items("tolerations").forEach(each -> there.add(lasting(each)));
        boolean allThere =
                known.items("tolerations").stream().map(PodUpdateRules::lasting).allMatch(there::contains);
        if (!allThere) {
            problems.forbidden(
                    SPEC.field("tolerations"),
                    Values.at(wanted, "tolerations"),
                    "existing toleration can not be modified except its tolerationSeconds");
        }
    }

    private static Tree lasting(Tree toleration) {
        return Values.mapping(toleration).without("tolerationSeconds");
    }

    /** What the ephemeralcontainers subresource may do: add some. */
    public static List<Finding> ephemeral(Tree.Mapping before, Tree.Mapping after) {
        var problems = new Problems();
        List<Tree> wanted = after.mapping("spec").items("ephemeralContainers");
        for (Tree known : before.mapping("spec").items("ephemeralContainers")) {
            String name = Values.mapping(known).text("name", "");
            boolean isThere = wanted.stream()
                    .anyMatch(each -> Values.mapping(each).text("name", "").equals(name));
            if (!isThere) {
                problems.forbidden(
                        SPEC.field("ephemeralContainers"),
                        after,
                        "existing ephemeral containers \"" + name + "\" may not be removed\n");
            } else if (!wanted.contains(known)) {
                problems.forbidden(
                        SPEC.field("ephemeralContainers"),
                        after,
                        "existing ephemeral containers \"" + name + "\" may not be changed\n");
            }
        }
        return problems.all();
    }

    private static void gates(Tree.Mapping known, Tree.Mapping wanted, Problems problems) {
        Values.eachItem(wanted, "schedulingGates", SPEC, (gate, at) -> {
            if (!known.items("schedulingGates").contains(gate)) {
                problems.forbidden(
                        at.field("name"),
                        gate,
                        "only deletion is allowed, but found new scheduling gate '" + gate.text("name", "") + "'");
            }
        });
    }

    /** The spec without what may change; where a pod waits at a gate, it may still be told where to go. */
    private static Tree.Mapping fixed(Tree.Mapping spec, boolean gated) {
        Tree.Mapping fixed = spec;
        for (String containers : List.of("containers", "initContainers")) {
            fixed = Fill.each(fixed, containers, container -> container.without("image"));
        }
        for (String free : List.of("activeDeadlineSeconds", "tolerations", "schedulingGates")) {
            fixed = fixed.without(free);
        }
        if (fixed.get("terminationGracePeriodSeconds") instanceof Tree.Numeral grace
                && grace.value().compareTo(BigDecimal.ONE) < 0) {
            fixed = fixed.with("terminationGracePeriodSeconds", Tree.number(1));
        }
        return gated ? fixed.without("nodeSelector").without("affinity") : fixed;
    }
}
