package dev.wainwright.apiserver.rest;

import dev.wainwright.apiserver.access.Attempt;
import java.util.Optional;

/**
 * What a request is about, read off its method, path and parameters alone: for those who count and write down, whatever
 * becomes of it.
 *
 * @param attempt as access is decided on
 * @param version empty for paths that are no resources
 */
public record RequestInfo(Attempt attempt, String version) {
    public static RequestInfo of(String method, String path, Query query) {
        Optional<Target> target = Target.parse(path);
        if (target.isEmpty()) {
            return new RequestInfo(Attempt.ofPath(Api.verbOf(method), path), "");
        }
        Target of = target.get();
        // The namespace that an object lives in, and that object itself, have the same path.
        String namespace = of.plural().equals("namespaces") ? of.name() : of.namespace();
        return new RequestInfo(
                new Attempt(
                        Api.verb(method, query, of),
                        of.group(),
                        of.plural(),
                        of.subresource(),
                        namespace,
                        of.name(),
                        path),
                of.version());
    }
}
