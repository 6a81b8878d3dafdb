package dev.wainwright.api.core;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import java.util.Map;

/** A service; default topology spreading needs its selector only. */
public record Service(ObjectMeta metadata, Spec spec, Tree.Mapping rest) implements KubeObject {
    /** Which pods the service stands for. */
    public record Spec(Map<String, String> selector) {
        public Spec {
            selector = Map.copyOf(selector);
        }
    }
}
