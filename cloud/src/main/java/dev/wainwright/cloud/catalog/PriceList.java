package dev.wainwright.cloud.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Prices as somebody published or typed them. The most telling row wins: a type in a zone, a type, a family in a zone, a
 * family; among equals the last.
 */
final class PriceList {
    static final PriceList EMPTY = new PriceList(List.of());

    // Rows per name, because names repeat little and a lookup happens for every zone of every type.
    private final Map<String, List<PriceRow>> byType = new HashMap<>();
    private final Map<String, List<PriceRow>> byFamily = new HashMap<>();

    PriceList(Collection<PriceRow> rows) {
        for (PriceRow row : rows) {
            (row.family() ? byFamily : byType)
                    .computeIfAbsent(row.name(), name -> new ArrayList<>(1))
                    .add(row);
        }
    }

    /** @param source what to call the list in errors */
    static PriceList read(BufferedReader in, String source) throws IOException {
        var rows = new ArrayList<PriceRow>();
        boolean first = true;
        int number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!(first && PriceRow.isHeader(line))) {
                int at = number;
                rows.add(PriceRow.parse(line, () -> source + ":" + at));
            }
            first = false;
        }
        return new PriceList(rows);
    }

    /** US dollars per hour, if the list says anything on it. */
    OptionalDouble of(InstanceFacts facts, String zone, String capacityType) {
        PriceRow own = find(byType.get(facts.name()), zone, capacityType);
        if (own != null) {
            return OptionalDouble.of(own.usd().doubleValue());
        }
        PriceRow perVcpu = byFamily.isEmpty() ? null : find(byFamily.get(facts.family()), zone, capacityType);
        return perVcpu == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(perVcpu.usd()
                        .multiply(BigDecimal.valueOf(facts.processor().vcpus()))
                        .doubleValue());
    }

    private static @Nullable PriceRow find(@Nullable List<PriceRow> rows, String zone, String capacityType) {
        PriceRow best = null;
        for (PriceRow row : rows == null ? List.<PriceRow>of() : rows) {
            boolean fits = row.capacityType().equals(capacityType)
                    && (row.zone().isEmpty() || row.zone().equals(zone));
            if (fits && (best == null || best.zone().isEmpty() || !row.zone().isEmpty())) {
                best = row;
            }
        }
        return best;
    }
}
