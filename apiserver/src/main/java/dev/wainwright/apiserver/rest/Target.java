package dev.wainwright.apiserver.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a path below {@code /api/v1} or {@code /apis/GROUP/VERSION} names.
 *
 * @param namespace empty for all namespaces, and for kinds that are in none
 * @param name empty for all objects
 * @param subresource empty for the object itself
 */
record Target(String group, String version, String namespace, String plural, String name, String subresource) {
    private static final Set<String> OF_NAMESPACES = Set.of("status", "finalize");

    /** Nothing when the path is not of that form. */
    static Optional<Target> parse(String path) {
        List<String> parts =
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        if (parts.size() >= 3 && parts.getFirst().equals("api")) {
            return Optional.of(of("", parts.get(1), parts.subList(2, parts.size())));
        }
        if (parts.size() >= 4 && parts.getFirst().equals("apis")) {
            return Optional.of(of(parts.get(1), parts.get(2), parts.subList(3, parts.size())));
        }
        return Optional.empty();
    }

    private static Target of(String group, String version, List<String> rest) {
        boolean namespaced =
                rest.size() >= 3 && rest.getFirst().equals("namespaces") && !OF_NAMESPACES.contains(rest.get(2));
        List<String> parts = namespaced ? rest.subList(2, rest.size()) : rest;
        return new Target(
                group, version, namespaced ? rest.get(1) : "", parts.getFirst(), part(parts, 1), part(parts, 2));
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }

    /** The same, of one object. */
    Target named(String newName) {
        return new Target(group, version, namespace, plural, newName, subresource);
    }
}
