package dev.wainwright.solver.firstfit;

import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Reason;
import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.catalogue.TypeTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Explains a new node: what else it might have been, and what kept it from being something cheaper. */
final class NodeStory {
    private static final int RUNNERS_UP = 5;

    private final Solution solution;

    NodeStory(Solution solution) {
        this.solution = solution;
    }

    Reason of(Claim claim) {
        List<Solution.Option> options = solution.options(claim);
        Solution.Option chosen = options.getFirst();
        String choice = options.size() == 1 ? "the only type" : "the cheapest of " + options.size() + " types";
        String headline = "%s in %s (%s) at %s is %s that can carry its %s"
                .formatted(
                        chosen.type(),
                        chosen.zone(),
                        chosen.capacityType(),
                        dollars(chosen.price()),
                        choice,
                        claim.pods == 1 ? "pod" : claim.pods + " pods");
        var because = new ArrayList<Reason>();
        if (options.size() > 1) {
            because.add(new Reason("runners-up", runnersUp(options)));
        }
        List<Reason> excluded = cheaperButExcluded(claim, chosen.price());
        if (!excluded.isEmpty()) {
            because.add(new Reason("cheaper types that were excluded", excluded));
        }
        return new Reason(headline, because);
    }

    private static List<Reason> runnersUp(List<Solution.Option> options) {
        return options.stream()
                .skip(1)
                .limit(RUNNERS_UP)
                .map(option -> Reason.of("%s in %s (%s) at %s"
                        .formatted(option.type(), option.zone(), option.capacityType(), dollars(option.price()))))
                .toList();
    }

    private List<Reason> cheaperButExcluded(Claim claim, double price) {
        TypeTable table = claim.pool().table();
        Map<String, List<String>> byCause = new LinkedHashMap<>();
        for (int type = 0; type < table.size(); type++) {
            if (!Bits.has(claim.types, type) && cheapest(table, type) < price) {
                byCause.computeIfAbsent(cause(claim, type), cause -> new ArrayList<>())
                        .add(table.type(type).name());
            }
        }
        return byCause.entrySet().stream()
                .map(entry -> Reason.of(entry.getKey() + ": " + some(entry.getValue())))
                .toList();
    }

    private static double cheapest(TypeTable table, int type) {
        double cheapest = Double.POSITIVE_INFINITY;
        for (TypeTable.Sale sale : table.sales()) {
            if (Bits.has(sale.types(), type)) {
                cheapest = Math.min(cheapest, sale.prices()[type]);
            }
        }
        return cheapest;
    }

    private String cause(Claim claim, int number) {
        InstanceType type = claim.pool().table().type(number);
        Requirements pool = claim.pool().pool().requirements();
        var byPool = pool.conflict(type.requirements());
        if (byPool.isPresent()) {
            return "the pool asks for " + pool.get(byPool.get());
        }
        Requirements wanted = solution.requirements(claim);
        var byPods = wanted.conflict(type.requirements());
        if (byPods.isPresent()) {
            Requirement requirement = wanted.get(byPods.get());
            return "its pods ask for " + requirement;
        }
        Resources room = type.allocatable().minus(claim.pool().daemonRequests(number));
        Resources load = solution.load(claim);
        var lacks = new ArrayList<String>();
        for (int i = 0; i < load.size(); i++) {
            if (load.amountAt(i) > room.get(load.name(i))) {
                lacks.add(load.name(i));
            }
        }
        return lacks.isEmpty()
                ? "not for sale in a zone and capacity type that is left, or larger than the pool's limits left"
                : "not enough " + String.join(" and ", lacks);
    }

    private static String some(List<String> names) {
        int more = names.size() - RUNNERS_UP;
        return String.join(", ", names.subList(0, Math.min(RUNNERS_UP, names.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }

    static String dollars(double price) {
        return String.format(Locale.ROOT, "$%.4f/h", price);
    }
}
