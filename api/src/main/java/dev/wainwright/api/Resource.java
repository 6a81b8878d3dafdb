package dev.wainwright.api;

import java.util.List;
import java.util.Optional;

/**
 * A kind as an API offers it: under which verbs, in which categories, with which subresources.
 *
 * @param verbs such as {@code get}, {@code list}, {@code deletecollection}; without {@code get} nothing is stored
 * @param categories words that stand for many kinds at once, such as {@code all}
 */
public record Resource(Kind kind, List<String> verbs, List<String> categories, List<Subresource> subresources) {
    /** What can be done with any kind that is kept in a store. */
    public static final List<String> ALL_VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    public Resource {
        verbs = List.copyOf(verbs);
        categories = List.copyOf(categories);
        subresources = List.copyOf(subresources);
    }

    /** A part of an object, or something done with it, under a path of its own, such as {@code scale}. */
    public record Subresource(String name, List<String> verbs, String group, String version, String kind) {
        public Subresource {
            verbs = List.copyOf(verbs);
        }
    }

    public Optional<Subresource> subresource(String name) {
        return subresources.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Whether objects of the kind are kept. */
    public boolean isStored() {
        return verbs.contains("get");
    }
}
