package dev.wainwright.api.rules;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Amounts;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Limit ranges and resource quotas. */
public final class LimitRules {
    private static final Path SPEC = Path.of("spec");
    private static final Set<String> SCOPES = Set.of(
            "Terminating",
            "NotTerminating",
            "BestEffort",
            "NotBestEffort",
            "PriorityClass",
            "CrossNamespacePodAffinity",
            "VolumeAttributesClass");

    private LimitRules() {}

    public static List<Finding> limitRange(Tree.Mapping limitRange) {
        var problems = new Problems();
        Set<String> types = new HashSet<>();
        Values.eachItem(limitRange.mapping("spec"), "limits", SPEC, (limit, path) -> {
            String type = limit.text("type", "");
            problems.invalid(path.field("type"), Values.at(limit, "type"), type, Grammar.qualifiedName(type));
            if (!types.add(type)) {
                problems.duplicate(path.field("type"), limit, type);
            }
            if (type.equals("Pod")) {
                for (String field : List.of("default", "defaultRequest")) {
                    if (!limit.mapping(field).isEmpty()) {
                        problems.forbidden(
                                path.field(field),
                                Values.at(limit, field),
                                "may not be specified when `type` is 'Pod'");
                    }
                }
            }
            bounds(limit, path, problems);
        });
        return problems.all();
    }

    private static void bounds(Tree.Mapping limit, Path path, Problems problems) {
        Set<String> names = new TreeSet<>();
        for (String field : List.of("min", "max", "default", "defaultRequest")) {
            names.addAll(limit.mapping(field).fields().keySet());
        }
        for (String name : names) {
            Bound least = new Bound(limit, "min", name);
            Bound most = new Bound(limit, "max", name);
            Bound usual = new Bound(limit, "default", name);
            Bound request = new Bound(limit, "defaultRequest", name);
            ordered(least, "min", most, "max", least, "min", path, problems);
            ordered(least, "min", request, "default request", request, "defaultRequest", path, problems);
            ordered(request, "default request", most, "max", request, "defaultRequest", path, problems);
            ordered(request, "default request", usual, "default limit", request, "defaultRequest", path, problems);
            ordered(least, "min", usual, "default", least, "default", path, problems);
            ordered(usual, "default", most, "max", most, "default", path, problems);
        }
    }

    /** One amount of one resource; it may be absent. */
    private record Bound(Tree.Mapping limit, String field, String name) {
        Optional<Quantity> amount() {
            return Amounts.of(limit.mapping(field).get(name));
        }
    }

    private static void ordered(
            Bound low,
            String lowName,
            Bound high,
            String highName,
            Bound shown,
            String at,
            Path path,
            Problems problems) {
        Optional<Quantity> lowest = low.amount();
        Optional<Quantity> highest = high.amount();
        if (lowest.isEmpty() || highest.isEmpty() || lowest.get().compareTo(highest.get()) <= 0) {
            return;
        }
        Tree value = Tree.text(String.valueOf(shown.amount().orElseThrow()));
        problems.invalid(
                path.field(at).key(low.name()),
                low.limit(),
                value,
                lowName + " value " + lowest.get() + " is greater than " + highName + " value " + highest.get());
    }

    public static List<Finding> quota(Tree.Mapping quota) {
        var problems = new Problems();
        Tree.Mapping spec = quota.mapping("spec");
        spec.mapping("hard").fields().forEach((name, amount) -> {
            Path at = SPEC.field("hard").key(name);
            ResourceRules.name(name, amount, at, problems);
            if (name.indexOf('/') < 0 && !isQuota(name)) {
                problems.invalid(at, amount, Tree.text(name), "must be a standard resource for quota");
            }
            Amounts.of(amount)
                    .filter(each -> each.value().signum() < 0)
                    .ifPresent(each -> problems.invalid(at, amount, Tree.text(each.toString()), Problems.NOT_NEGATIVE));
            if (ResourceRules.COUNTED.contains(name) || name.startsWith("count/")) {
                ResourceRules.whole(amount, at, problems);
            }
        });
        scopes(spec, problems);
        return problems.all();
    }

    private static boolean isQuota(String name) {
        return ResourceRules.COUNTED.contains(name)
                || ResourceRules.SUMMED.contains(name)
                || name.startsWith("hugepages-")
                || name.startsWith("requests.hugepages-");
    }

    private static void scopes(Tree.Mapping spec, Problems problems) {
        List<String> scopes = spec.items("scopes").stream().map(Values::text).toList();
        if (scopes.isEmpty()) {
            return;
        }
        Path path = SPEC.field("scopes");
        Tree all = Values.at(spec, "scopes");
        boolean sums = spec.mapping("hard").fields().keySet().stream().anyMatch(ResourceRules.SUMMED::contains);
        for (String scope : scopes) {
            if (!SCOPES.contains(scope)) {
                problems.invalid(path, all, "unsupported scope");
            } else if (scope.equals("BestEffort") && sums) {
                problems.invalid(path, all, "unsupported scope applied to resource");
            }
        }
        boolean both = scopes.containsAll(List.of("BestEffort", "NotBestEffort"))
                || scopes.containsAll(List.of("Terminating", "NotTerminating"));
        if (both) {
            problems.invalid(path, all, "conflicting scopes");
        }
    }
}
