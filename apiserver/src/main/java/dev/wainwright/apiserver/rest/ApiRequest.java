package dev.wainwright.apiserver.rest;

import dev.wainwright.apiserver.access.User;

/**
 * One request, read to its end.
 *
 * @param path decoded, without the query
 * @param accept the formats wanted; empty for any
 * @param notes what comes up on the way
 */
public record ApiRequest(
        String method,
        String path,
        Query query,
        String accept,
        String contentType,
        String userAgent,
        String ifNoneMatch,
        Body body,
        User user,
        Notes notes) {
    /** A request of which nobody wants to hear more than the answer. */
    public ApiRequest(
            String method,
            String path,
            Query query,
            String accept,
            String contentType,
            String userAgent,
            String ifNoneMatch,
            Body body,
            User user) {
        this(method, path, query, accept, contentType, userAgent, ifNoneMatch, body, user, new Notes());
    }

    /** The bytes sent. */
    public record Body(byte[] bytes) {
        public static final Body NONE = new Body(new byte[0]);
    }

    /** A request without a body, for JSON. */
    public static ApiRequest get(String path, Query query, User user) {
        return new ApiRequest("GET", path, query, "", "", "", "", Body.NONE, user);
    }

    /** Who writes, as managed fields name it: what the request says, else the program's name. */
    String manager() {
        String said = query.text("fieldManager");
        if (!said.isEmpty()) {
            return said;
        }
        int slash = userAgent.indexOf('/');
        String program = slash < 0 ? userAgent : userAgent.substring(0, slash);
        return program.isEmpty() ? "unknown" : program;
    }

    boolean isDryRun() {
        return !query.texts("dryRun").isEmpty();
    }
}
