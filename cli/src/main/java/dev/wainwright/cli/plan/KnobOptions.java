package dev.wainwright.cli.plan;

import dev.wainwright.api.karpenter.PoolAnnotations;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Knobs;
import java.util.LinkedHashMap;
import java.util.Map;
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
    Map<String, String> minNodeSize = new LinkedHashMap<>();

    @Option(
            names = "--max-node-size",
            paramLabel = "SIZE",
            split = ",",
            description = "Launch no machine with more than this, such as cpu=32.")
    Map<String, String> maxNodeSize = new LinkedHashMap<>();

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
        return new Knobs(
                share,
                size("--min-node-size", minNodeSize),
                size("--max-node-size", maxNodeSize),
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

    private static Resources size(String option, Map<String, String> size) {
        var quantities = new LinkedHashMap<String, Quantity>();
        size.forEach((resource, text) -> {
            try {
                quantities.put(resource, Quantity.parse(text));
            } catch (IllegalArgumentException e) {
                throw Failure.of(
                        option + " " + resource + "=" + text + ": " + e.getMessage(),
                        "use quantities as in a pod's requests, such as cpu=4,memory=16Gi");
            }
        });
        return Resources.ofQuantities(quantities);
    }
}
