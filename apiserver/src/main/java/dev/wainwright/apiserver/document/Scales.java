package dev.wainwright.apiserver.document;

import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.crd.Crd;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.resource.Resources.Served;
import org.jspecify.annotations.Nullable;

/** The size of an object as a Scale of {@code autoscaling/v1}. */
public final class Scales {
    private Scales() {}

    public static Tree.Mapping of(Served served, KubeObject object) {
        Tree.Mapping whole = Codec.write(object);
        Tree.Mapping metadata = whole.mapping("metadata");
        var brief = new Fields();
        for (String name : new String[] {"name", "namespace", "uid", "resourceVersion", "creationTimestamp"}) {
            Tree value = metadata.get(name);
            if (value != null) {
                brief.put(name, value);
            }
        }
        Crd.Scale paths = paths(served);
        Tree wanted = at(whole, paths.specPath());
        Tree observed = at(whole, paths.statusPath());
        var status = new Fields().put("replicas", observed == null ? Tree.number(0) : observed);
        status.putIfAny("selector", selector(whole.mapping("spec").get("selector")));
        return new Fields()
                .put("kind", "Scale")
                .put("apiVersion", "autoscaling/v1")
                .put("metadata", brief.build())
                .put(
                        "spec",
                        wanted == null
                                ? Tree.Mapping.EMPTY
                                : new Fields().put("replicas", wanted).build())
                .put("status", status.build())
                .build();
    }

    /** The object's document with another size; users' kinds say themselves where theirs stands. */
    public static Tree.Mapping resized(Served served, KubeObject object, Tree.Numeral replicas) {
        String[] path = paths(served).specPath().substring(1).split("\\.");
        return with(Codec.write(object), path, 0, replicas);
    }

    private static Tree.Mapping with(Tree.Mapping mapping, String[] path, int depth, Tree value) {
        return mapping.with(
                path[depth],
                depth == path.length - 1 ? value : with(mapping.mapping(path[depth]), path, depth + 1, value));
    }

    private static Crd.Scale paths(Served served) {
        Crd.Scale own = served.definition().map(Crd::scale).orElse(null);
        return own == null ? new Crd.Scale(".spec.replicas", ".status.replicas") : own;
    }

    private static @Nullable Tree at(Tree.Mapping object, String path) {
        Tree at = object;
        for (String name : path.substring(1).split("\\.")) {
            at = at instanceof Tree.Mapping mapping ? mapping.get(name) : null;
        }
        return at;
    }

    /** As text; sets of expressions occur in other places only. */
    private static String selector(@Nullable Tree selector) {
        if (!(selector instanceof Tree.Mapping mapping)) {
            return "";
        }
        Tree.Mapping labels = mapping.get("matchLabels") instanceof Tree.Mapping match ? match : mapping;
        return String.join(
                ",",
                labels.fields().entrySet().stream()
                        .filter(each -> each.getValue() instanceof Tree.Text)
                        .map(each -> each.getKey() + '=' + ((Tree.Text) each.getValue()).value())
                        .sorted()
                        .toList());
    }
}
