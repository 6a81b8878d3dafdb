package dev.wainwright.checker;

import dev.wainwright.api.core.Pod;
import java.util.ArrayList;
import java.util.List;

/** Collects what the rules find, in the order found. */
final class Findings {
    private final List<Violation> violations = new ArrayList<>();

    void add(Rule rule, String subject, String detail) {
        violations.add(new Violation(rule, subject, detail));
    }

    void add(Rule rule, Pod pod, String detail) {
        add(rule, pod.qualifiedName(), detail);
    }

    List<Violation> list() {
        return List.copyOf(violations);
    }
}
