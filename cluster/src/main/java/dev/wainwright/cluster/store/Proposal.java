package dev.wainwright.cluster.store;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.Write;
import org.jspecify.annotations.Nullable;

/**
 * Something that is about to be written.
 *
 * @param before what is stored now; absent for a new object
 * @param after what would be stored; absent for a deletion
 * @param rehearsed whether nothing will be written in the end
 */
public record Proposal(
        Write write, @Nullable KubeObject before, @Nullable KubeObject after, boolean rehearsed, Origin origin) {}
