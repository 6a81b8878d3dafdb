package dev.wainwright.apiserver.policy;

import dev.wainwright.api.Kind;

/** A kind as a request names it, and the kind of the document that the request is about. */
record Resource(
        String group, String version, String plural, String documentGroup, String documentVersion, String document) {
    static Resource of(Kind kind, String subresource) {
        return switch (subresource) {
            case "scale" -> of(kind, "autoscaling", "v1", "Scale");
            case "binding" -> of(kind, "", "v1", "Binding");
            case "eviction" -> of(kind, "policy", "v1", "Eviction");
            default -> of(kind, kind.group(), kind.version(), kind.kind());
        };
    }

    private static Resource of(Kind kind, String group, String version, String document) {
        return new Resource(kind.group(), kind.version(), kind.plural(), group, version, document);
    }

    /** As messages name it: {@code pods}, {@code deployments.apps}. */
    String full() {
        return group.isEmpty() ? plural : plural + '.' + group;
    }
}
