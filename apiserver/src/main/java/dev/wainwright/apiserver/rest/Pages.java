package dev.wainwright.apiserver.rest;

import java.util.List;
import java.util.Optional;

/**
 * What is served beside Kubernetes' API, such as {@code /metrics}. Only requests that may look ({@code GET}) at their path
 * come here.
 */
@FunctionalInterface
public interface Pages {
    /** Nothing. */
    Pages NONE = request -> Optional.empty();

    /** The answer; empty if there is nothing at the request's path. */
    Optional<Answer> get(ApiRequest request);

    /** The first of several that knows the path. */
    static Pages of(Pages... all) {
        List<Pages> inOrder = List.of(all);
        return request ->
                inOrder.stream().flatMap(pages -> pages.get(request).stream()).findFirst();
    }
}
