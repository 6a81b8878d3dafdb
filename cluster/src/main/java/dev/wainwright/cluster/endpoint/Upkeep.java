package dev.wainwright.cluster.endpoint;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Write;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** From how an object is to be to what has to be written for it. */
final class Upkeep {
    private Upkeep() {}

    /**
     * What makes {@code known} what is {@code wanted}.
     *
     * @param changed when what is told of changed, for an annotation that measures how quickly it is told; may be empty
     */
    static Optional<Write> write(
            Kind kind, TreeObject wanted, Map<String, String> given, Optional<KubeObject> known, String changed) {
        Map<String, String> annotations = new TreeMap<>(given);
        if (known.isEmpty()) {
            stamp(annotations, changed);
            return Optional.of(new Write.Create(
                    kind,
                    new TreeObject(
                            wanted.apiVersion(),
                            wanted.kind(),
                            wanted.metadata().withAnnotations(annotations),
                            wanted.rest())));
        }
        KubeObject now = known.get();
        Map<String, String> others = new TreeMap<>(now.metadata().annotations());
        others.remove(EndpointsObject.TRIGGER);
        if (now.metadata().labels().equals(wanted.metadata().labels())
                && others.equals(annotations)
                && bare(now.rest()).equals(bare(wanted.rest()))) {
            return Optional.empty();
        }
        stamp(annotations, changed);
        return Optional.of(new Write.Update(
                kind,
                new TreeObject(
                        wanted.apiVersion(),
                        wanted.kind(),
                        now.metadata().withLabels(wanted.metadata().labels()).withAnnotations(annotations),
                        wanted.rest())));
    }

    private static Tree.Mapping bare(Tree.Mapping rest) {
        return rest.without("metadata");
    }

    private static void stamp(Map<String, String> annotations, String changed) {
        if (!changed.isEmpty()) {
            annotations.put(EndpointsObject.TRIGGER, changed);
        }
    }
}
