package dev.wainwright.runtime.loop;

import dev.wainwright.api.Kind;
import dev.wainwright.runtime.cache.Count;
import dev.wainwright.runtime.cache.Index;
import java.util.List;

/**
 * Brings one part of the world from what is to what should be.
 *
 * <p>A controller decides and does nothing else: {@link #reconcile} gets a key and what is known, and says what to do and
 * when to look again. It neither blocks nor reads a clock, and is asked again after every change that concerns the key,
 * after its effects have been carried out, and when it asked to be woken. One key is never worked on twice at a time, from
 * the question until the last of its effects has an outcome.
 *
 * <p>Fields may hold what was learned and can be learned again: a controller that is restarted is a new one. No two calls
 * of {@link #reconcile} on one controller overlap, so its fields need no lock; effects do overlap, and must not touch them.
 *
 * @param <K> what it is asked about; equal keys are one
 */
public interface Controller<K> {
    /** In lower case, such as {@code replicaset}; for traces and metrics. */
    String name();

    /** What it reads, and which keys a change concerns. */
    List<Interest<K>> interests();

    /**
     * What else it reads now that {@code kind} is served, too; asked when users define kinds, or define them anew. Those who
     * look after objects of every kind answer; it runs while nobody else asks the controller anything.
     */
    default List<Interest<K>> interestsIn(Kind kind) {
        return List.of();
    }

    /** The ways in which it finds objects. */
    default List<Index<?>> indexes() {
        return List.of();
    }

    /** What it wants to have counted. */
    default List<Count<?, ?>> counts() {
        return List.of();
    }

    Step reconcile(K key, Situation situation);
}
