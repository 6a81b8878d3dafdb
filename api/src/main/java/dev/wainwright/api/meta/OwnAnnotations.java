package dev.wainwright.api.meta;

import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Annotations of our own group. Kubernetes refuses none for its text, and objects can do without them: what cannot be read is only doubted. */
public final class OwnAnnotations {
    private OwnAnnotations() {}

    /** Where doubts go. */
    public interface Doubts {
        void add(String key, Tree.Text text, String message);
    }

    /** Tells of those of {@code keys} that have a {@code problem}, which is asked with key and text. */
    public static void check(
            Tree.Mapping annotations,
            List<String> keys,
            BiFunction<String, String, Optional<String>> problem,
            Doubts doubts) {
        for (String key : keys) {
            if (annotations.get(key) instanceof Tree.Text text) {
                problem.apply(key, text.value())
                        .ifPresent(wrong -> doubts.add(
                                key, text, "\"" + text.value() + "\" " + wrong + "; it is left out of account"));
            }
        }
    }
}
