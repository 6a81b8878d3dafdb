package dev.wainwright.api.karpenter;

import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.resource.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a NodePool asks of plans in annotations of our own group, because Karpenter's spec has no field for it. Each says
 * what an option of {@code wain plan} says (docs/cost-optimal.md); what nobody can read counts as not written.
 *
 * @param maxShare the largest share of a workload's pods on one new node, above 0 and at most 1
 * @param minNode machines must have at least this capacity
 * @param maxNode machines must have at most this capacity; resources that are not named are not limited
 * @param minSaving keep the first-fit plan unless another is cheaper by this part of its price
 * @param spotTypes for how many further types a spot machine chosen for its price must leave room
 * @param spotWithin by what part those may be dearer
 */
public record PoolAnnotations(
        OptionalDouble maxShare,
        Resources minNode,
        Resources maxNode,
        OptionalDouble minSaving,
        OptionalInt spotTypes,
        OptionalDouble spotWithin) {
    public static final String MAX_SHARE = "wainwright.dev/max-share";
    public static final String MIN_NODE_SIZE = "wainwright.dev/min-node-size";
    public static final String MAX_NODE_SIZE = "wainwright.dev/max-node-size";
    public static final String MIN_SAVING = "wainwright.dev/min-saving";
    public static final String SPOT_TYPES = "wainwright.dev/spot-types";
    public static final String SPOT_WITHIN = "wainwright.dev/spot-within";

    /** In the order in which they are documented. */
    public static final List<String> ALL =
            List.of(MAX_SHARE, MIN_NODE_SIZE, MAX_NODE_SIZE, MIN_SAVING, SPOT_TYPES, SPOT_WITHIN);

    private static final String NO_PART = "is not a percentage: use 0% to 100%, such as 34%";

    /** What a pool's annotations say. */
    public static PoolAnnotations of(NodePool pool) {
        Map<String, String> written = pool.metadata().annotations();
        return new PoolAnnotations(
                share(text(written, MAX_SHARE)),
                size(text(written, MIN_NODE_SIZE)).orElse(Resources.NONE),
                size(text(written, MAX_NODE_SIZE)).orElse(Resources.NONE),
                part(text(written, MIN_SAVING)),
                count(text(written, SPOT_TYPES)),
                part(text(written, SPOT_WITHIN)));
    }

    private static String text(Map<String, String> written, String key) {
        return written.getOrDefault(key, "");
    }

    /** What is wrong with the text of one of {@link #ALL}; nothing when it can be read. */
    public static Optional<String> problem(String key, String text) {
        return switch (key) {
            case MAX_SHARE ->
                complaint(share(text).isPresent(), "is no share: use more than 0% up to 100%, such as 34%");
            case MIN_NODE_SIZE, MAX_NODE_SIZE ->
                complaint(
                        size(text).isPresent(),
                        "is no size: use quantities as in a pod's requests, such as cpu=4,memory=16Gi");
            case SPOT_TYPES -> complaint(count(text).isPresent(), "is no count: use a number from 0 on, such as 5");
            default -> complaint(part(text).isPresent(), NO_PART);
        };
    }

    private static Optional<String> complaint(boolean isReadable, String text) {
        return isReadable ? Optional.empty() : Optional.of(text);
    }

    /** {@code 34%}, {@code 34} or {@code 0.34}; nothing below 0 or above 100 %. */
    public static OptionalDouble part(String text) {
        boolean isPercent = text.endsWith("%");
        try {
            double number = Double.parseDouble(isPercent ? text.substring(0, text.length() - 1) : text);
            double part = isPercent || number > 1 ? number / 100 : number;
            return part >= 0 && part <= 1 ? OptionalDouble.of(part) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static OptionalDouble share(String text) {
        OptionalDouble part = part(text);
        return part.isPresent() && part.getAsDouble() > 0 ? part : OptionalDouble.empty();
    }

    private static OptionalInt count(String text) {
        try {
            int count = Integer.parseInt(text);
            return count >= 0 ? OptionalInt.of(count) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private static Optional<Resources> size(String text) {
        try {
            return Optional.of(size(List.of(text.split(",", -1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Entries such as {@code cpu=4} and {@code memory=16Gi}; throws {@link IllegalArgumentException} that names the wrong one. */
    public static Resources size(List<String> entries) {
        var quantities = new LinkedHashMap<String, Quantity>();
        for (String entry : entries) {
            int sign = entry.indexOf('=');
            if (sign <= 0) {
                throw new IllegalArgumentException(entry + ": a resource and a quantity are needed");
            }
            try {
                quantities.put(
                        entry.substring(0, sign).strip(),
                        Quantity.parse(entry.substring(sign + 1).strip()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(entry + ": " + e.getMessage(), e);
            }
        }
        return Resources.ofQuantities(quantities);
    }
}
