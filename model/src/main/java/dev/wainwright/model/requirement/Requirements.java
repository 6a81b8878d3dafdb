package dev.wainwright.model.requirement;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One requirement per label key: what a pod asks of a node, what a pool offers, what an instance type is
 * (karpenter-core §3.7). Immutable; several demands on one key are kept as their intersection.
 *
 * @param byKey sorted by key
 */
public record Requirements(SortedMap<String, Requirement> byKey) {
    public static final Requirements NONE = new Requirements(new TreeMap<>());

    public Requirements {
        byKey = Collections.unmodifiableSortedMap(new TreeMap<>(byKey));
    }

    public static Requirements of(Collection<Requirement> requirements) {
        var byKey = new TreeMap<String, Requirement>();
        requirements.forEach(requirement -> byKey.merge(requirement.key(), requirement, Requirement::intersection));
        return new Requirements(byKey);
    }

    public static Requirements of(Requirement... requirements) {
        return of(List.of(requirements));
    }

    /** Each label as a demand for exactly that value. */
    public static Requirements ofLabels(Map<String, String> labels) {
        return of(labels.entrySet().stream()
                .map(label -> Requirement.in(label.getKey(), label.getValue()))
                .toList());
    }

    public Requirements and(Requirements other) {
        if (other.byKey.isEmpty()) {
            return this;
        }
        var merged = new TreeMap<>(byKey);
        other.byKey.forEach((key, requirement) -> merged.merge(key, requirement, Requirement::intersection));
        return new Requirements(merged);
    }

    public Requirements and(Requirement requirement) {
        return and(of(requirement));
    }

    public Requirements without(Set<String> keys) {
        var kept = new TreeMap<>(byKey);
        kept.keySet().removeAll(keys);
        return new Requirements(kept);
    }

    public boolean has(String key) {
        return byKey.containsKey(key);
    }

    /** The requirement on {@code key}; a key that nobody mentioned allows everything. */
    public Requirement get(String key) {
        Requirement requirement = byKey.get(key);
        return requirement == null ? Requirement.of(key, Operator.EXISTS) : requirement;
    }

    /** Whether every key that both mention has a value in common. */
    public boolean intersects(Requirements other) {
        return conflict(other).isEmpty();
    }

    /**
     * Whether something with these requirements can satisfy {@code demand}: as {@link #intersects}, and every demanded key
     * is defined here, may be undefined, or asks for absence. Not symmetric.
     */
    public boolean satisfies(Requirements demand, Predicate<String> mayBeUndefined) {
        return undefined(demand, mayBeUndefined).isEmpty() && intersects(demand);
    }

    /** The first key, in sorted order, on which both disagree. */
    public Optional<String> conflict(Requirements other) {
        for (var entry : other.byKey.entrySet()) {
            Requirement mine = byKey.get(entry.getKey());
            if (mine != null && !mine.overlaps(entry.getValue())) {
                return Optional.of(entry.getKey());
            }
        }
        return Optional.empty();
    }

    /** The first key that {@code demand} needs and nothing here defines. */
    public Optional<String> undefined(Requirements demand, Predicate<String> mayBeUndefined) {
        for (var entry : demand.byKey.entrySet()) {
            String key = entry.getKey();
            if (!byKey.containsKey(key)
                    && !mayBeUndefined.test(key)
                    && !entry.getValue().allowsAbsence()) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return byKey.values().toString();
    }
}
