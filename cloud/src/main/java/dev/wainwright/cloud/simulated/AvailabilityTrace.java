package dev.wainwright.cloud.simulated;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When spot capacity was to be had, as somebody measured it: one sample every {@code gap}. After the last sample, what it
 * said holds on.
 */
public final class AvailabilityTrace {
    private final Duration gap;
    private final BitSet available;
    private final int length;

    private AvailabilityTrace(Duration gap, BitSet available, int length) {
        this.gap = gap;
        this.available = available;
        this.length = length;
    }

    /**
     * Reads {@code {"metadata":{"gap_seconds":N},"data":[0,1,…]}}, in which 0 means that there was none.
     *
     * @param source what to call the document in errors
     * @throws IllegalArgumentException when it is no such document, with what is wrong and where
     */
    public static AvailabilityTrace parse(String json, String source) {
        Tree tree = Json.parse(json);
        if (!(tree instanceof Tree.Mapping document)) {
            throw new IllegalArgumentException(source + ": an availability trace is a JSON object");
        }
        double gap = number(document.mapping("metadata").get("gap_seconds"));
        if (!(gap > 0)) {
            throw new IllegalArgumentException(
                    source + ": metadata.gap_seconds must say how many seconds lie between two samples, such as 600");
        }
        List<Tree> data = document.items("data");
        if (data.isEmpty()) {
            throw new IllegalArgumentException(source + ": data must be a list of 0 and 1 with at least one sample");
        }
        var available = new BitSet(data.size());
        for (int i = 0; i < data.size(); i++) {
            double sample = number(data.get(i));
            if (sample != 0 && sample != 1) {
                throw new IllegalArgumentException(
                        source + ":" + data.get(i).line() + ": data[" + i + "] must be 0 (none to be had) or 1");
            }
            available.set(i, sample == 1);
        }
        return new AvailabilityTrace(Duration.ofNanos(Math.round(gap * 1e9)), available, data.size());
    }

    private static double number(@Nullable Tree tree) {
        return tree instanceof Tree.Numeral numeral ? numeral.value().doubleValue() : Double.NaN;
    }

    boolean isAvailable(int sample) {
        return available.get(sample);
    }

    /** The next sample after {@code sample} that says otherwise; -1 when none does. */
    int nextChange(int sample) {
        boolean now = available.get(sample);
        int next = now ? available.nextClearBit(sample) : available.nextSetBit(sample);
        return next < length ? next : -1;
    }

    /** When a sample was taken, from the start. */
    Duration at(int sample) {
        return gap.multipliedBy(sample);
    }
}
