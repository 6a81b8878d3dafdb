package dev.wainwright.cli.plan;

import dev.wainwright.api.karpenter.PoolAnnotations;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Knobs;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a user may ask of a plan beyond what the objects say; what is not given here, NodePools may say in annotations. */
final class KnobOptions {
    @Option(
            names = "--max-share",
            paramLabel = "PERCENT",
            description =
                    "The largest share of one workload's pods on one node, such as 34%%. Default: workloads of three"
                            + " or more pods with topology spread constraints keep to three nodes or more, as far as that costs no"
                            + " more than first-fit.")
    String maxShare = "";

    @Option(
            names = "--min-node-size",
            paramLabel = "SIZE",
            split = ",",
            description = "Launch no machine with less than this, such as cpu=4,memory=16Gi.")
    List<String> minNodeSize = List.of();

    @Option(
            names = "--max-node-size",
            paramLabel = "SIZE",
            split = ",",
            description = "Launch no machine with more than this, such as cpu=32.")
    List<String> maxNodeSize = List.of();

    @Option(
            names = "--min-saving",
            paramLabel = "PERCENT",
            description = "Keep the first-fit plan unless another saves at least this part of its price. Default: 0%%.")
    String minSaving = "";

    @Option(
            names = "--spot-types",
            paramLabel = "N",
            description =
                    "A spot machine chosen for its price must leave room for N further types at a similar price, so"
                            + " that the request stays diversified. Default: 0.")
    @Nullable
    Integer spotTypes;

    @Option(
            names = "--spot-within",
            paramLabel = "PERCENT",
            description = "What a similar price is: at most so much above the chosen one. Default: 20%%.")
    String spotWithin = "";

    Knobs knobs() {
        if (spotTypes != null && spotTypes < 0) {
            throw Failure.of("--spot-types " + spotTypes + ": a count cannot be below 0");
        }
        double share = percent("--max-share", maxShare, 0);
        if (!maxShare.isEmpty() && share == 0) {
            throw Failure.of("--max-share " + maxShare + ": no pod could go anywhere", "use more than 0%, such as 34%");
        }
        Resources least = size("--min-node-size", minNodeSize);
        Resources most = size("--max-node-size", maxNodeSize);
        checkOrder(least, most);
        return new Knobs(
                share,
                least,
                most,
                percent("--min-saving", minSaving, Knobs.DEFAULT.minSaving()),
                spotTypes == null ? Knobs.UNSAID : spotTypes,
                percent("--spot-within", spotWithin, Knobs.DEFAULT.spotWithin()));
    }

    /** {@code 34%}, {@code 34} or {@code 0.34}; nothing above 100 %. */
    private static double percent(String option, String text, double otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        OptionalDouble part = PoolAnnotations.part(text);
        if (part.isPresent()) {
            return part.getAsDouble();
        }
        throw Failure.of(option + " " + text + " is not a percentage", "use 0% to 100%, such as 34%");
    }

    private static Resources size(String option, List<String> entries) {
        try {
            return PoolAnnotations.size(entries);
        } catch (IllegalArgumentException e) {
            throw Failure.of(
                    option + " " + e.getMessage(), "use quantities as in a pod's requests, such as cpu=4,memory=16Gi");
        }
    }

    private static void checkOrder(Resources least, Resources most) {
        for (int i = 0; i < least.size(); i++) {
            String resource = least.name(i);
            if (most.has(resource) && most.get(resource) < least.amountAt(i)) {
                throw Failure.of("no machine has at least " + Resources.quantity(resource, least.amountAt(i))
                        + " and at most " + Resources.quantity(resource, most.get(resource)) + " " + resource
                        + ", as --min-node-size and --max-node-size ask for");
            }
        }
    }
}
