package dev.wainwright.model.placement;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The namespaces whose pods an affinity term speaks of. */
public record Namespaces(boolean all, SortedSet<String> names) {
    public static final Namespaces ALL = new Namespaces(true, new TreeSet<>());

    public Namespaces {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    public static Namespaces of(Set<String> names) {
        return new Namespaces(false, new TreeSet<>(names));
    }

    public static Namespaces of(String name) {
        return of(Set.of(name));
    }

    public boolean contains(String namespace) {
        return all || names.contains(namespace);
    }
}
