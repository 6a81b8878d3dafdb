package dev.wainwright.api.autoscaling;

import dev.wainwright.api.Kind;
import dev.wainwright.api.validate.Validation;
import java.util.List;

/** The kinds of the autoscaling working group. */
public final class AutoscalingKinds {
    private static final List<Kind> ALL = List.of(
            Kind.of(
                    "autoscaling.x-k8s.io/v1beta1",
                    "CapacityBuffer",
                    "capacitybuffers",
                    List.of("cb"),
                    true,
                    CapacityBuffer.class,
                    CapacityBufferSchema::schema,
                    Validation.of(CapacityBufferSchema::schema)),
            Kind.of(
                    "autoscaling.x-k8s.io/v1alpha1",
                    "CapacityBuffer",
                    "capacitybuffers",
                    List.of("cb"),
                    true,
                    CapacityBuffer.class,
                    CapacityBufferSchema::schema,
                    Validation.of(CapacityBufferSchema::schema)));

    private AutoscalingKinds() {}

    public static List<Kind> all() {
        return ALL;
    }
}
