package dev.wainwright.bench.compare;

import java.util.List;

/** Both answers to one question. */
record Comparison(Question question, Answer ours, Answer karpenters) {
    List<String> onlyOurs() {
        return new Alike(question.objects()).surplus(ours, karpenters);
    }

    List<String> onlyKarpenters() {
        return new Alike(question.objects()).surplus(karpenters, ours);
    }

    /** Whether prices can be held against each other: the same pods are placed, and Karpenter's plan is a right one. */
    boolean isComparable() {
        return onlyOurs().isEmpty()
                && onlyKarpenters().isEmpty()
                && karpenters.broken().isEmpty()
                && karpenters.price() > 0;
    }

    double priceRatio() {
        return ours.price() / karpenters.price();
    }
}
