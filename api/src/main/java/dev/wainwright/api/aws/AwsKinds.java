package dev.wainwright.api.aws;

import dev.wainwright.api.Kind;
import dev.wainwright.api.validate.Ec2NodeClassRules;
import dev.wainwright.api.validate.Validation;
import java.util.List;

/** The kinds of Karpenter's AWS provider. */
public final class AwsKinds {
    private static final List<Kind> ALL = List.of(Kind.of(
            "karpenter.k8s.aws/v1",
            "EC2NodeClass",
            "ec2nodeclasses",
            List.of("ec2nc", "ec2ncs"),
            false,
            Ec2NodeClass.class,
            Ec2NodeClassSchema::schema,
            Validation.of(Ec2NodeClassSchema::schema, new Ec2NodeClassRules())));

    private AwsKinds() {}

    public static List<Kind> all() {
        return ALL;
    }
}
