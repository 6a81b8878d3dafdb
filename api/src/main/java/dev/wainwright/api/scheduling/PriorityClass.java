package dev.wainwright.api.scheduling;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import org.jspecify.annotations.Nullable;

/** A named pod priority. */
public record PriorityClass(
        ObjectMeta metadata, int value, @Nullable Boolean globalDefault, String preemptionPolicy, Tree.Mapping rest)
        implements KubeObject {}
