package dev.wainwright.model.requirement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The set of values that one label may take (karpenter-core §3.7).
 *
 * <p>Every operator is one of two shapes: a concrete set of values, or the complement of a set, optionally with integer
 * bounds. {@code In} is a set, {@code DoesNotExist} the empty set, {@code NotIn} the complement of a set, {@code Exists}
 * the complement of nothing, and the numeric operators are {@code Exists} with a bound. So the intersection of any two is
 * again one of them, and a bound together with exclusions is not lost (it is in Karpenter's rendering).
 *
 * @param complement whether {@code values} are excluded instead of allowed
 * @param values sorted, without duplicates
 * @param atLeast lower bound, {@code Long.MIN_VALUE} for none; only on complements
 * @param atMost upper bound, {@code Long.MAX_VALUE} for none; only on complements
 * @param minValues how many distinct values a node claim must keep open, 0 for no such demand
 */
public record Requirement(
        String key, boolean complement, SortedSet<String> values, long atLeast, long atMost, int minValues) {

    private static final SortedSet<String> NO_VALUES = Collections.unmodifiableSortedSet(new TreeSet<>());
    private static final long UNBOUNDED_BELOW = Long.MIN_VALUE;
    private static final long UNBOUNDED_ABOVE = Long.MAX_VALUE;

    public Requirement {
        values = values.isEmpty() ? NO_VALUES : Collections.unmodifiableSortedSet(new TreeSet<>(values));
    }

    /**
     * A requirement as documents state it. A numeric operator needs exactly one integer; callers that read documents
     * validate first, so anything else is a programming error.
     */
    public static Requirement of(String key, Operator operator, Collection<String> values, int minValues) {
        return switch (operator) {
            case IN -> concrete(key, values, minValues);
            case NOT_IN ->
                new Requirement(key, true, new TreeSet<>(values), UNBOUNDED_BELOW, UNBOUNDED_ABOVE, minValues);
            case EXISTS -> bounded(key, UNBOUNDED_BELOW, UNBOUNDED_ABOVE, minValues);
            case DOES_NOT_EXIST -> concrete(key, List.of(), minValues);
            case GT -> {
                long bound = number(key, operator, values);
                yield bound == Long.MAX_VALUE
                        ? concrete(key, List.of(), minValues)
                        : bounded(key, bound + 1, UNBOUNDED_ABOVE, minValues);
            }
            case LT -> {
                long bound = number(key, operator, values);
                yield bound == Long.MIN_VALUE
                        ? concrete(key, List.of(), minValues)
                        : bounded(key, UNBOUNDED_BELOW, bound - 1, minValues);
            }
            case GTE -> bounded(key, number(key, operator, values), UNBOUNDED_ABOVE, minValues);
            case LTE -> bounded(key, UNBOUNDED_BELOW, number(key, operator, values), minValues);
        };
    }

    public static Requirement of(String key, Operator operator, String... values) {
        return of(key, operator, List.of(values), 0);
    }

    public static Requirement in(String key, String... values) {
        return of(key, Operator.IN, values);
    }

    private static Requirement concrete(String key, Collection<String> values, int minValues) {
        return new Requirement(key, false, new TreeSet<>(values), UNBOUNDED_BELOW, UNBOUNDED_ABOVE, minValues);
    }

    private static Requirement bounded(String key, long atLeast, long atMost, int minValues) {
        return atLeast > atMost
                ? concrete(key, List.of(), minValues)
                : new Requirement(key, true, NO_VALUES, atLeast, atMost, minValues);
    }

    private static long number(String key, Operator operator, Collection<String> values) {
        if (values.size() != 1) {
            throw new IllegalArgumentException(
                    "requirement on %s: %s needs exactly one value, got %s".formatted(key, operator, values));
        }
        return Long.parseLong(values.iterator().next());
    }

    /** The operator that this set would be written with; numeric bounds alone read as {@code Exists}. */
    public Operator operator() {
        if (complement) {
            return values.isEmpty() ? Operator.EXISTS : Operator.NOT_IN;
        }
        return values.isEmpty() ? Operator.DOES_NOT_EXIST : Operator.IN;
    }

    public boolean allows(String value) {
        return complement ? !values.contains(value) && withinBounds(value) : values.contains(value);
    }

    public boolean hasBounds() {
        return atLeast != UNBOUNDED_BELOW || atMost != UNBOUNDED_ABOVE;
    }

    /** Whether a node without the label satisfies this requirement. */
    public boolean allowsAbsence() {
        Operator operator = operator();
        return operator == Operator.NOT_IN || operator == Operator.DOES_NOT_EXIST;
    }

    public Requirement intersection(Requirement other) {
        int both = Math.max(minValues, other.minValues);
        long lower = Math.max(atLeast, other.atLeast);
        long upper = Math.min(atMost, other.atMost);
        if (lower > upper) {
            return concrete(key, List.of(), both);
        }
        if (complement && other.complement) {
            var excluded = new TreeSet<>(values);
            excluded.addAll(other.values);
            return new Requirement(key, true, excluded, lower, upper, both);
        }
        Requirement set = complement ? other : this;
        Requirement filter = complement ? this : other;
        var kept = set.values.stream().filter(filter::allows).collect(Collectors.toCollection(TreeSet::new));
        return concrete(key, kept, both);
    }

    /** Whether some value satisfies both; two demands that both allow absence never conflict. */
    public boolean overlaps(Requirement other) {
        if (allowsAbsence() && other.allowsAbsence()) {
            return true;
        }
        if (complement && other.complement) {
            return Math.max(atLeast, other.atLeast) <= Math.min(atMost, other.atMost);
        }
        Requirement set = complement ? other : this;
        Requirement filter = complement ? this : other;
        for (String value : set.values) {
            if (filter.allows(value)) {
                return true;
            }
        }
        return false;
    }

    /** One entry as documents have it; both bounds and exclusions need several. */
    public record Term(String key, Operator operator, List<String> values, int minValues) {
        public Term {
            values = List.copyOf(values);
        }
    }

    /** This set as document entries; together they mean exactly this set. */
    public List<Term> terms() {
        var terms = new ArrayList<Term>();
        if (!complement || !values.isEmpty() || !hasBounds()) {
            terms.add(new Term(key, operator(), List.copyOf(values), minValues));
        }
        if (atLeast != UNBOUNDED_BELOW) {
            terms.add(new Term(key, Operator.GTE, List.of(Long.toString(atLeast)), minValues));
        }
        if (atMost != UNBOUNDED_ABOVE) {
            terms.add(new Term(key, Operator.LTE, List.of(Long.toString(atMost)), minValues));
        }
        return terms;
    }

    private boolean withinBounds(String value) {
        if (!hasBounds()) {
            return true;
        }
        try {
            long number = Long.parseLong(value);
            return number >= atLeast && number <= atMost;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return terms().stream()
                .map(term -> switch (term.operator()) {
                    case EXISTS, DOES_NOT_EXIST -> key + " " + term.operator();
                    default -> key + " " + term.operator() + " " + term.values();
                })
                .collect(Collectors.joining(" and "));
    }
}
