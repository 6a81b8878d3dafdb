package dev.wainwright.apiserver.rest;

import dev.wainwright.api.core.Pod;
import dev.wainwright.runtime.store.Result;

/** What containers say, from the world in which they run. */
@FunctionalInterface
public interface ContainerLogs {
    /** The lines of a container; {@code container} is empty for the pod's only one. */
    Result<String> read(Pod pod, String container);
}
