package dev.wainwright.cli.top.screen;

import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.top.picture.Picture.NodeRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The orders that nodes come in. Amounts put the largest first, texts go from A to Z; equal ones by name. */
public enum Sort {
    NAME(Comparator.comparing(NodeRow::name)),
    POOL(Comparator.comparing(NodeRow::pool)),
    TYPE(Comparator.comparing(NodeRow::type)),
    ZONE(Comparator.comparing(NodeRow::zone)),
    CAPACITY(Comparator.comparing(NodeRow::capacityType)),
    STATUS(Comparator.comparing(NodeRow::status)),
    /** The youngest first. */
    AGE(Comparator.comparing((NodeRow row) -> row.since().orElse(Instant.MIN)).reversed()),
    CPU(Comparator.comparingDouble((NodeRow row) -> row.cpu().share()).reversed()),
    MEMORY(Comparator.comparingDouble((NodeRow row) -> row.memory().share()).reversed()),
    PODS(Comparator.comparingLong((NodeRow row) -> row.pods().part()).reversed()),
    PRICE(Comparator.comparing(
                    (NodeRow row) -> row.price().map(price -> price.hourly()).orElse(0.0))
            .reversed());

    @SuppressWarnings("ImmutableEnumChecker")
    private final Comparator<NodeRow> order;

    Sort(Comparator<NodeRow> order) {
        this.order = order;
    }

    List<NodeRow> sorted(List<NodeRow> rows, boolean reversed) {
        Comparator<NodeRow> chosen = reversed ? order.reversed() : order;
        return rows.stream().sorted(chosen.thenComparing(NodeRow::name)).toList();
    }

    Sort next() {
        List<Sort> all = List.of(values());
        return all.get((all.indexOf(this) + 1) % all.size());
    }

    /** Reads an option's value; throws {@link Failure}. */
    public static Sort parse(String text) {
        for (Sort sort : values()) {
            if (sort.toString().equals(text)) {
                return sort;
            }
        }
        throw Failure.of(
                "--sort " + text + " is not known",
                "use one of " + Arrays.stream(values()).map(Sort::toString).collect(Collectors.joining(", ")));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
