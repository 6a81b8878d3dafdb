package dev.wainwright.api.core;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;

/** A namespace; placement needs its labels only. */
public record Namespace(ObjectMeta metadata, Tree.Mapping rest) implements KubeObject {}
