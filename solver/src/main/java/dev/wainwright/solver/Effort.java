package dev.wainwright.solver;

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
}
