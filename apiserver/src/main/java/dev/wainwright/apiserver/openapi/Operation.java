package dev.wainwright.apiserver.openapi;

import dev.wainwright.api.Kind;
import java.util.List;

/**
 * One thing that can be done at one path.
 *
 * @param method of HTTP, in lower case
 * @param action what Kubernetes calls it: list, deletecollection, …
 * @param description a sentence without a full stop
 * @param owner the kind that the path is about
 * @param target the kind that is asked for or sent
 * @param parameters what may stand in the query
 * @param body the short name of the definition of what is sent; empty for nothing
 * @param answer the short name of the definition of what is answered; empty for text
 * @param consumes the media types of what is sent
 */
record Operation(
        String method,
        String action,
        String description,
        Kind owner,
        Target target,
        List<Parameter> parameters,
        String body,
        String answer,
        List<String> consumes) {

    /** A kind by its names. */
    record Target(String group, String version, String kind) {}

    /**
     * Something that stands in the query or the path.
     *
     * @param type boolean, integer, or string
     */
    record Parameter(String name, String type) {}
}
