package dev.wainwright.solver;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How hard to look for a cheaper plan, in steps of work: the same steps on every machine, so the same plan. */
public enum Effort {
    LOW(50_000),
    NORMAL(2_000_000),
    HIGH(20_000_000);

    private final long steps;

    Effort(long steps) {
        this.steps = steps;
    }

    /** About a thousand elementary operations each. */
    public long steps() {
        return steps;
    }

    /** The effort that users call so. */
    public static Optional<Effort> named(String text) {
        return Arrays.stream(values())
                .filter(each -> each.toString().equals(text))
                .findFirst();
    }

    /** As users write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
