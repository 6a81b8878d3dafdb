package dev.wainwright.cloud.ec2;

import java.util.Set;

/** An error with AWS's code. */
public record Ec2Error(String code, String message) {
    public static final String INSUFFICIENT_CAPACITY = "InsufficientInstanceCapacity";
    public static final String UNFULFILLABLE = "UnfulfillableCapacity";
    public static final String UNSUPPORTED = "Unsupported";
    public static final String NO_FREE_ADDRESSES = "InsufficientFreeAddressesInSubnet";
    public static final String SPOT_QUOTA = "MaxSpotInstanceCountExceeded";
    public static final String VCPU_QUOTA = "VcpuLimitExceeded";
    public static final String FLEET_QUOTA = "MaxFleetCountExceeded";
    public static final String RESERVATION_EXCEEDED = "ReservationCapacityExceeded";
    public static final String THROTTLED = "RequestLimitExceeded";
    public static final String INTERNAL = "InternalError";
    public static final String UNAVAILABLE = "Unavailable";
    public static final String NO_SPOT_ROLE = "AuthFailure.ServiceLinkedRoleCreationNotPermitted";
    public static final String TOKEN_MISMATCH = "IdempotentParameterMismatch";
    public static final String INSTANCE_NOT_FOUND = "InvalidInstanceID.NotFound";
    public static final String PARAMETER_NOT_FOUND = "ParameterNotFound";

    /** What counts as "not to be had now" (karpenter-aws §4.8). */
    private static final Set<String> CAPACITY = Set.of(
            INSUFFICIENT_CAPACITY,
            SPOT_QUOTA,
            VCPU_QUOTA,
            UNFULFILLABLE,
            UNSUPPORTED,
            NO_FREE_ADDRESSES,
            FLEET_QUOTA,
            RESERVATION_EXCEEDED);

    private static final Set<String> PASSING =
            Set.of(THROTTLED, INTERNAL, UNAVAILABLE, "Throttling", "ThrottlingException");

    /** Whether something else may be had instead. */
    public boolean isLackOfCapacity() {
        return CAPACITY.contains(code);
    }

    /** Whether the same request may succeed in a moment. */
    public boolean isPassing() {
        return PASSING.contains(code);
    }

    @Override
    public String toString() {
        return code + ": " + message;
    }
}
