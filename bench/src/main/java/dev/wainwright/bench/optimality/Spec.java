package dev.wainwright.bench.optimality;

import java.util.Locale;

/**
 * Which question: everything about it follows from this.
 *
 * @param number its place in the family, from 1
 * @param classes how many sorts of pods, at most; by chance some may ask for the same
 */
public record Spec(Family family, int number, int pods, int classes, Offer offer, long seed) {
    public String name() {
        return "%s-%02d-%d".formatted(family.title(), number, pods);
    }

    String offerTitle() {
        return offer.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The question itself; always the same. */
    Sketch make() {
        var sketch = new Sketch(this);
        family.fill(sketch);
        return sketch;
    }
}
