package dev.wainwright.bench.optimality;

import java.util.List;

/** How large a family's questions are; the small ones are many, because there the optimum is to be proven. */
enum Sizes {
    ALL(
            new Size(10, 4),
            new Size(10, 9),
            new Size(30, 8),
            new Size(30, 20),
            new Size(100, 25),
            new Size(200, 40),
            new Size(200, 15),
            new Size(1_000, 50),
            new Size(1_000, 200),
            new Size(3_000, 100),
            new Size(10_000, 300)),
    /** Without the largest. */
    MOST(
            new Size(10, 3),
            new Size(10, 8),
            new Size(30, 6),
            new Size(30, 15),
            new Size(100, 20),
            new Size(200, 30),
            new Size(200, 10),
            new Size(1_000, 50),
            new Size(3_000, 120)),
    MANY(
            new Size(10, 10),
            new Size(30, 30),
            new Size(100, 100),
            new Size(200, 200),
            new Size(1_000, 300),
            new Size(1_000, 500),
            new Size(3_000, 500),
            new Size(10_000, 50),
            new Size(10_000, 500)),
    IDENTICAL(
            new Size(10, 1),
            new Size(10, 1),
            new Size(30, 1),
            new Size(30, 1),
            new Size(100, 1),
            new Size(200, 1),
            new Size(200, 1),
            new Size(1_000, 1),
            new Size(3_000, 1),
            new Size(10_000, 1));

    record Size(int pods, int classes) {}

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Size> all;

    Sizes(Size... all) {
        this.all = List.of(all);
    }

    List<Size> all() {
        return all;
    }
}
