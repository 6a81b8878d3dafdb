package dev.wainwright.cloud.aws;

import dev.wainwright.api.aws.Ec2NodeClass.ImageRequirement;
import dev.wainwright.api.aws.ImageFamily;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Operator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where AWS publishes the images of an alias: SSM parameters, each with the machines its image is for (karpenter-aws §5). */
final class PublishedImages {
    private static final String EKS = "/aws/service/eks/optimized-ami/";
    private static final String GPUS = Labels.AWS + "instance-gpu-count";
    private static final String ACCELERATORS = Labels.AWS + "instance-accelerator-count";
    private static final Map<String, String> WINDOWS_BUILDS =
            Map.of("2019", "10.0.17763", "2022", "10.0.20348", "2025", "10.0.26100");

    private final String kubernetes;
    private final String version;

    private PublishedImages(String kubernetes, String version) {
        this.kubernetes = kubernetes;
        this.version = version;
    }

    /** One image. */
    record Variant(String parameter, List<ImageRequirement> requirements) {
        /** What AWS calls the image: the part of the parameter that names build and architecture. */
        String name() {
            int end = parameter.lastIndexOf('/');
            return parameter.substring("/aws/service/".length(), end).replace('/', '-');
        }
    }

    /** @param kubernetes the minor version, such as {@code 1.36} */
    static List<Variant> of(String alias, String kubernetes) {
        var images = new PublishedImages(kubernetes, alias.substring(alias.indexOf('@') + 1));
        return switch (ImageFamily.ofAlias(alias).orElse("")) {
            case "AL2023" -> images.al2023();
            case "AL2" -> images.al2();
            case "Bottlerocket" -> images.bottlerocket();
            case "Windows2019" -> images.windows("2019");
            case "Windows2022" -> images.windows("2022");
            case "Windows2025" -> images.windows("2025");
            default -> List.of();
        };
    }

    private boolean isLatest() {
        return version.equals("latest");
    }

    private List<Variant> al2023() {
        return Stream.of("x86_64/standard", "x86_64/nvidia", "x86_64/neuron", "arm64/standard", "arm64/nvidia")
                .map(kind -> {
                    String build = isLatest()
                            ? "recommended"
                            : "amazon-eks-node-al2023-" + kind.replace('/', '-') + "-" + kubernetes + "-" + version;
                    return variant(EKS + kubernetes + "/amazon-linux-2023/" + kind + "/" + build, kind);
                })
                .toList();
    }

    private List<Variant> al2() {
        return List.of(
                variant(al2(""), "x86_64/standard"),
                variant(al2("-arm64"), "arm64/standard"),
                variant(al2("-gpu"), "x86_64/neuron"),
                variant(al2("-gpu"), "x86_64/nvidia"));
    }

    private String al2(String kind) {
        String build = isLatest() ? "recommended" : "amazon-eks" + kind + "-node-" + kubernetes + "-" + version;
        return EKS + kubernetes + "/amazon-linux-2" + kind + "/" + build;
    }

    private List<Variant> bottlerocket() {
        String root = "/aws/service/bottlerocket/aws-k8s-" + kubernetes;
        String build = isLatest() ? "latest" : version.replaceFirst("^v", "");
        return List.of(
                variant(root + "/x86_64/" + build, "x86_64/standard"),
                variant(root + "/x86_64/" + build, "x86_64/neuron"),
                variant(root + "-nvidia/x86_64/" + build, "x86_64/nvidia"),
                variant(root + "/arm64/" + build, "arm64/standard"),
                variant(root + "-nvidia/arm64/" + build, "arm64/nvidia"));
    }

    private List<Variant> windows(String year) {
        return List.of(new Variant(
                "/aws/service/ami-windows-latest/Windows_Server-" + year + "-English-Core-EKS_Optimized-" + kubernetes
                        + "/image_id",
                List.of(in(Labels.OS, "windows"), in(Labels.WINDOWS_BUILD, WINDOWS_BUILDS.getOrDefault(year, "")))));
    }

    private static Variant variant(String place, String kind) {
        ImageRequirement architecture = in(Labels.ARCH, kind.startsWith("arm64") ? "arm64" : "amd64");
        return new Variant(
                place + "/image_id",
                switch (kind.substring(kind.indexOf('/') + 1)) {
                    case "nvidia" -> List.of(architecture, presence(GPUS, Operator.EXISTS));
                    case "neuron" -> List.of(architecture, presence(ACCELERATORS, Operator.EXISTS));
                    default ->
                        List.of(
                                architecture,
                                presence(GPUS, Operator.DOES_NOT_EXIST),
                                presence(ACCELERATORS, Operator.DOES_NOT_EXIST));
                });
    }

    private static ImageRequirement presence(String key, Operator operator) {
        return new ImageRequirement(key, operator, List.of());
    }

    private static ImageRequirement in(String key, String value) {
        return new ImageRequirement(key, Operator.IN, List.of(value));
    }
}
