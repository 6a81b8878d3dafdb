package dev.wainwright.apiserver.rest;

import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Write.Propagation;
import org.jspecify.annotations.Nullable;

/**
 * How something is to be deleted.
 *
 * @param grace how many seconds it has; null for what it asks for itself
 */
record DeleteOptions(
        Preconditions preconditions,
        Propagation propagation,
        @Nullable Long grace,
        boolean dryRun) {
    /** What a request says in its body, if it has one, and in its query. */
    static Result<DeleteOptions> of(ApiRequest request) {
        return Bodies.optional(request).then(body -> Result.ok(of(body, request.query())));
    }

    /** What {@code options} say; what they are silent about, {@code query} may say. */
    static DeleteOptions of(Tree.Mapping options, Query query) {
        Tree.Mapping wanted = options.mapping("preconditions");
        Propagation propagation = switch (options.text("propagationPolicy", query.text("propagationPolicy"))) {
            case "Foreground" -> Propagation.FOREGROUND;
            case "Orphan" -> Propagation.ORPHAN;
            default -> Propagation.BACKGROUND;
        };
        return new DeleteOptions(
                new Preconditions(wanted.text("uid", ""), wanted.text("resourceVersion", "")),
                propagation,
                grace(options, query),
                !options.items("dryRun").isEmpty() || !query.texts("dryRun").isEmpty());
    }

    private static @Nullable Long grace(Tree.Mapping options, Query query) {
        if (options.get("gracePeriodSeconds") instanceof Tree.Numeral seconds) {
            return seconds.value().longValue();
        }
        long inQuery = query.number("gracePeriodSeconds", -1);
        return inQuery < 0 ? null : inQuery;
    }
}
