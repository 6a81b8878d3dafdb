package dev.wainwright.api.lenient;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moves kubelet settings from NodePools, where {@code v1beta1} has them, to the EC2NodeClasses that the pools refer to.
 * This needs all pools and classes of the input, so these kinds wait for its end.
 */
public final class KubeletMoves {
    private static final String KUBELET = "kubelet";
    private static final String PATH = "spec.template.spec.kubelet";

    private KubeletMoves() {}

    /** An object that waits, with what there is to say about it; {@code place} is the caller's and is passed through. */
    public record Waiting<P>(Tree.Mapping object, P place, List<Finding> findings) {
        public Waiting {
            findings = List.copyOf(findings);
        }

        private Waiting<P> with(Tree.Mapping changed, Finding said) {
            var all = new ArrayList<>(findings);
            all.add(said);
            return new Waiting<>(changed, place, all);
        }

        private boolean is(String kind) {
            return object.text("kind", "").equals(kind);
        }

        private String name() {
            return object.mapping("metadata").text("name", "");
        }
    }

    /** The same objects in the same order. */
    public static <P> List<Waiting<P>> apply(List<Waiting<P>> waiting) {
        var objects = new ArrayList<>(waiting);
        var classes = new HashMap<String, Integer>();
        for (int i = 0; i < objects.size(); i++) {
            if (objects.get(i).is("EC2NodeClass")) {
                classes.put(objects.get(i).name(), i);
            }
        }
        for (int i = 0; i < objects.size(); i++) {
            Waiting<P> pool = objects.get(i);
            Tree kubelet = templateSpec(pool).get(KUBELET);
            if (pool.is("NodePool") && kubelet != null) {
                objects.set(i, move(pool, kubelet, objects, classes));
            }
        }
        return objects;
    }

    private static <P> Waiting<P> move(
            Waiting<P> pool, Tree kubelet, List<Waiting<P>> objects, Map<String, Integer> classes) {
        Tree.Mapping without = Edits.inside(pool.object(), "spec.template.spec", spec -> spec.without(KUBELET));
        String className = templateSpec(pool).mapping("nodeClassRef").text("name", "");
        @Nullable Integer at = classes.get(className);
        if (at == null) {
            return pool.with(
                    without,
                    said(
                            kubelet,
                            "v1 has it on the EC2NodeClass, and EC2NodeClass/" + className
                                    + " is not in the input; dropped"));
        }
        Waiting<P> nodeClass = objects.get(at);
        Tree present = nodeClass.object().mapping("spec").get(KUBELET);
        if (present != null && !present.equals(kubelet)) {
            return pool.with(
                    without,
                    said(
                            kubelet,
                            "v1 has it on the EC2NodeClass, and EC2NodeClass/" + className
                                    + " has other settings already; dropped"));
        }
        objects.set(
                at,
                nodeClass.with(
                        Edits.within(nodeClass.object(), "spec", spec -> spec.with(KUBELET, kubelet)),
                        Finding.rewrite(
                                "spec.kubelet",
                                nodeClass.object().line(),
                                "set to what NodePool/" + pool.name() + " had in its template")));
        return pool.with(without, said(kubelet, "v1 has it on the EC2NodeClass; moved to EC2NodeClass/" + className));
    }

    private static Tree.Mapping templateSpec(Waiting<?> pool) {
        return pool.object().mapping("spec").mapping("template").mapping("spec");
    }

    private static Finding said(Tree kubelet, String message) {
        return Finding.rewrite(PATH, kubelet.line(), message);
    }
}
