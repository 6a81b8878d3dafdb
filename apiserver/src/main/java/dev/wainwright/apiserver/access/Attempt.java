package dev.wainwright.apiserver.access;

/**
 * What somebody wants to do.
 *
 * @param verb such as {@code list}; for paths that are no resources the HTTP method in lower case
 * @param resource the plural; empty for paths that are no resources
 * @param subresource empty for the object itself
 * @param namespace empty for all namespaces and for what is in none
 */
public record Attempt(
        String verb, String group, String resource, String subresource, String namespace, String name, String path) {
    /** Of something that is no resource. */
    public static Attempt ofPath(String verb, String path) {
        return new Attempt(verb, "", "", "", "", "", path);
    }

    public boolean isResource() {
        return !resource.isEmpty();
    }

    /** {@code pods/log}. */
    String fullResource() {
        return subresource.isEmpty() ? resource : resource + '/' + subresource;
    }
}
