package dev.wainwright.api.core;

import dev.wainwright.api.meta.At;
import dev.wainwright.api.meta.ObjectMeta;
import java.util.List;

/** What a workload makes its pods from. */
public record PodTemplateSpec(
        ObjectMeta metadata, @At("spec.volumes") List<Volume> volumes, PodSpec spec) {
    public PodTemplateSpec {
        volumes = List.copyOf(volumes);
    }
}
