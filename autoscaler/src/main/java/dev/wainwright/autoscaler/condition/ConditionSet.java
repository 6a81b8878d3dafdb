package dev.wainwright.autoscaler.condition;

import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.ObjectMeta;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one object, of which some decide whether it is {@code Ready} (karpenter-core §1.4). A value: every
 * change gives a new set.
 *
 * <p>A condition's transition time moves only with its status. Those that Ready depends on are there from the beginning,
 * unknown since the object's creation; so deadlines that are counted from them begin at creation.
 */
public final class ConditionSet {
    private static final String READY = "Ready";

    private final TreeMap<String, Condition> byType = new TreeMap<>();
    private final List<String> dependents;
    private final long generation;
    private final Instant now;

    private ConditionSet(List<String> dependents, long generation, Instant now) {
        this.dependents = dependents;
        this.generation = generation;
        this.now = now;
    }

    /** The set as it is on an object; what Ready depends on is added where it is missing. */
    public static ConditionSet of(List<Condition> known, ObjectMeta object, Instant now, String... dependents) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        Long generation = object.generation();
        var set = new ConditionSet(List.of(dependents), generation == null ? 0 : generation, second);
        known.forEach(each -> set.byType.put(each.type(), each));
        Instant created = object.creationTimestamp() == null ? second : object.creationTimestamp();
        for (String type : dependents) {
            set.byType.putIfAbsent(type, set.fresh(type, "Unknown", "AwaitingReconciliation", "", created));
        }
        return set;
    }

    public Optional<Condition> get(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    public boolean isTrue(String type) {
        return get(type).filter(Condition::isTrue).isPresent();
    }

    /** Since when the condition has had its status; the object's creation for one that was never set. */
    public Instant since(String type) {
        return get(type).map(Condition::lastTransitionTime).orElse(now);
    }

    public ConditionSet withTrue(String type) {
        return with(type, "True", type, "");
    }

    public ConditionSet with(String type, String status, String reason, String message) {
        Condition known = byType.get(type);
        Instant since = known != null && known.status().equals(status) ? known.lastTransitionTime() : now;
        ConditionSet changed = copy();
        changed.byType.put(type, fresh(type, status, reason, message, since));
        return changed;
    }

    public ConditionSet without(String type) {
        ConditionSet changed = copy();
        changed.byType.remove(type);
        return changed;
    }

    /** In the order in which they came about, Ready last. */
    public List<Condition> toList() {
        var list = new ArrayList<Condition>();
        byType.values().stream()
                .filter(each -> !each.type().equals(READY))
                .sorted(Comparator.comparing(
                        (Condition each) -> each.lastTransitionTime() == null ? now : each.lastTransitionTime()))
                .forEach(list::add);
        list.add(ready());
        return list;
    }

    private Condition ready() {
        String status = "True";
        for (String type : dependents) {
            Condition each = byType.get(type);
            if (each == null || !Long.valueOf(generation).equals(each.observedGeneration())) {
                status = "Unknown";
            } else if (each.status().equals("False")) {
                status = "False";
                break;
            } else if (!each.isTrue()) {
                status = "Unknown";
            }
        }
        String reason = switch (status) {
            case "True" -> READY;
            case "False" -> "UnhealthyDependents";
            default -> "ReconcilingDependents";
        };
        Condition known = byType.get(READY);
        Instant since = known != null && known.status().equals(status) ? known.lastTransitionTime() : now;
        return fresh(READY, status, reason, status.equals("True") ? "" : unmet(), since);
    }

    private String unmet() {
        return dependents.stream()
                .map(byType::get)
                .filter(each -> each != null && !each.isTrue())
                .map(each -> each.type() + "=" + each.status())
                .collect(Collectors.joining(", "));
    }

    private Condition fresh(String type, String status, String reason, String message, @Nullable Instant since) {
        return new Condition(type, status, reason, message, since, generation);
    }

    private ConditionSet copy() {
        var copy = new ConditionSet(dependents, generation, now);
        copy.byType.putAll(byType);
        return copy;
    }
}
