package dev.wainwright.cloud.aws;

import dev.wainwright.cloud.ec2.Ec2Error;
import java.util.LinkedHashMap;
import java.util.Map;

/** The reasons that Karpenter gives for errors of a launch: the first whose text occurs (karpenter-aws §4.8). */
final class FailureReasons {
    private static final Map<String, String> BY_TEXT = byText();

    private FailureReasons() {}

    static String of(Ec2Error error) {
        String text = error.code() + " " + error.message();
        return BY_TEXT.entrySet().stream()
                .filter(entry -> text.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("LaunchFailed");
    }

    private static Map<String, String> byText() {
        var reasons = new LinkedHashMap<String, String>();
        reasons.put(Ec2Error.NO_SPOT_ROLE, "SpotSLRCreationFailed");
        reasons.put("Not authorized for images", "AMIAuthorizationFailure");
        reasons.put("UnauthorizedOperation", "Unauthorized");
        reasons.put("Security group and subnet belong to different", "SecurityGroupSubnetVPCMismatch");
        reasons.put("Invalid IAM Instance Profile", "InstanceProfileNameInvalid");
        reasons.put("InvalidLaunchTemplate", "LaunchTemplateNotFound");
        reasons.put("User data is limited", "UserDataSizeLimitExceeded");
        reasons.put("InvalidAMIID.Malformed", "InvalidAMIID");
        reasons.put("InvalidAMIID.NotFound", "AMINotFound");
        reasons.put(Ec2Error.THROTTLED, "RequestLimitExceeded");
        reasons.put(Ec2Error.INTERNAL, "InternalError");
        reasons.put("not eligible for Free Tier", "FreeTierIneligible");
        reasons.put(Ec2Error.FLEET_QUOTA, "FleetQuotaExceeded");
        reasons.put("PendingVerification", "AccountPendingVerification");
        reasons.put(Ec2Error.SPOT_QUOTA, "SpotQuotaExceeded");
        reasons.put(Ec2Error.VCPU_QUOTA, "VCPULimitExceeded");
        reasons.put(Ec2Error.NO_FREE_ADDRESSES, "InsufficientFreeAddressesInSubnet");
        return reasons;
    }
}
