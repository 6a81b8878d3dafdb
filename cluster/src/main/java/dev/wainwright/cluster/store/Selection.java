package dev.wainwright.cluster.store;

import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Selector;
import dev.wainwright.runtime.store.Selector.FieldTerm;

/** Whether an object is meant. */
final class Selection {
    private Selection() {}

    /** {@code namespace} is empty for all. */
    static boolean matches(String namespace, Selector selector, KubeObject object) {
        return (namespace.isEmpty() || namespace.equals(object.metadata().namespace()))
                && (selector.isEverything()
                        || (selector.labels().matches(object.metadata().labels())
                                && selector.fields().stream().allMatch(term -> matches(term, object))));
    }

    private static boolean matches(FieldTerm term, KubeObject object) {
        return field(term.path(), object).equals(term.value()) != term.negated();
    }

    /** The field as text; empty when it is absent. The usual ones are read without writing the document. */
    private static String field(String path, KubeObject object) {
        return switch (path) {
            case "metadata.name" -> object.metadata().name();
            case "metadata.namespace" -> object.metadata().namespace();
            case "spec.nodeName" -> object instanceof Pod pod ? pod.nodeName() : written(path, object);
            case "status.phase" -> object instanceof Pod pod ? pod.status().phase() : written(path, object);
            case "source" -> source(object);
            default -> written(path, object);
        };
    }

    /** Of an event: who tells it, in whichever field. */
    private static String source(KubeObject event) {
        String component = written("source.component", event);
        return component.isEmpty() ? written("reportingComponent", event) : component;
    }

    private static String written(String path, KubeObject object) {
        Tree at = Codec.write(object);
        for (String name : path.split("\\.")) {
            Tree below = at instanceof Tree.Mapping mapping ? mapping.get(name) : null;
            if (below == null) {
                return "";
            }
            at = below;
        }
        return switch (at) {
            case Tree.Text text -> text.value();
            case Tree.Bool bool -> Boolean.toString(bool.value());
            case Tree.Numeral number -> number.value().toPlainString();
            default -> "";
        };
    }
}
