package dev.wainwright.checker;

/**
 * One finding.
 *
 * @param subject the pod ({@code namespace/name}), node or pool that it is about
 * @param detail what was found, with the amounts
 */
public record Violation(Rule rule, String subject, String detail) {
    public boolean isHard() {
        return rule.isHard();
    }

    @Override
    public String toString() {
        return rule + " " + subject + ": " + detail;
    }
}
