package dev.wainwright.api.meta;

import dev.wainwright.api.tree.Tree;

/**
 * An object of a kind that has no record of its own: its metadata as every object has it, everything else as written.
 *
 * @param rest everything but apiVersion, kind and what {@code metadata} models
 */
public record TreeObject(String apiVersion, String kind, ObjectMeta metadata, Tree.Mapping rest)
        implements KubeObject {}
