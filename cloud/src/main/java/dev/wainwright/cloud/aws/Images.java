package dev.wainwright.cloud.aws;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.aws.ImageFamily;
import dev.wainwright.api.karpenter.NodeRequirement;
import dev.wainwright.cloud.ec2.Ec2;
import dev.wainwright.cloud.ec2.Ec2.Filter;
import dev.wainwright.cloud.ec2.Ec2.Image;
import dev.wainwright.cloud.ec2.Response;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds the images that a node class selects, and says which machines each is for (karpenter-aws §5). */
final class Images {
    private final Ec2 ec2;
    private final String kubernetes;

    /** @param kubernetes the minor version, such as {@code 1.36} */
    Images(Ec2 ec2, String kubernetes) {
        this.ec2 = ec2;
        this.kubernetes = kubernetes;
    }

    /** One image of an alias: where AWS publishes its id and what it is for. */
    private record Variant(String parameter, List<NodeRequirement> requirements) {}

    /** Why an alias cannot be used with this version of Kubernetes; empty when it can. */
    Optional<String> unsupported(Ec2NodeClass nodeClass) {
        return alias(nodeClass).flatMap(alias -> switch (alias.substring(0, Math.max(0, alias.indexOf('@')))) {
            case "al2" ->
                minor() >= 33
                        ? Optional.of("AL2 images do not exist for Kubernetes 1.33 and later; use al2023@latest")
                        : Optional.empty();
            case "windows2025" ->
                minor() < 35
                        ? Optional.of("Windows Server 2025 images exist for Kubernetes 1.35 and later only")
                        : Optional.empty();
            default -> Optional.empty();
        });
    }

    private int minor() {
        return Integer.parseInt(kubernetes.substring(kubernetes.indexOf('.') + 1));
    }

    private static Optional<String> alias(Ec2NodeClass nodeClass) {
        return nodeClass.spec().amiSelectorTerms().stream()
                .map(Ec2NodeClass.AmiSelectorTerm::alias)
                .flatMap(alias -> Optional.ofNullable(alias).stream())
                .findFirst();
    }

    void find(Ec2NodeClass nodeClass, Consumer<Response<List<Ec2NodeClass.Image>>> answer) {
        Optional<String> alias = alias(nodeClass);
        if (alias.isPresent()) {
            published(variants(alias.get()), answer);
        } else {
            selected(nodeClass.spec().amiSelectorTerms(), answer);
        }
    }

    /** Parameters that cannot be read are passed over; only when none can, there is an error. */
    private void published(List<Variant> variants, Consumer<Response<List<Ec2NodeClass.Image>>> answer) {
        if (variants.isEmpty()) {
            answer.accept(Response.ok(List.of()));
            return;
        }
        var asked = new ArrayList<Consumer<Consumer<Response<String>>>>();
        variants.forEach(variant -> asked.add(to -> ec2.getParameter(variant.parameter(), to)));
        Together.ask(asked, responses -> {
            var images = new ArrayList<Ec2NodeClass.Image>();
            Response.Failed<String> failure = null;
            for (int i = 0; i < variants.size(); i++) {
                switch (responses.get(i)) {
                    case Response.Ok<String> ok ->
                        images.add(new Ec2NodeClass.Image(
                                ok.value(),
                                name(variants.get(i)),
                                null,
                                variants.get(i).requirements()));
                    case Response.Failed<String> failed -> failure = failed;
                }
            }
            answer.accept(
                    images.isEmpty() && failure != null ? new Response.Failed<>(failure.error()) : Response.ok(images));
        });
    }

    /** What AWS calls the image: the part of the parameter that names build and architecture. */
    private static String name(Variant variant) {
        String parameter = variant.parameter();
        return parameter
                .substring("/aws/service/".length(), parameter.lastIndexOf('/'))
                .replace('/', '-');
    }

    private List<Variant> variants(String alias) {
        String family = ImageFamily.ofAlias(alias).orElse("");
        String version = alias.substring(alias.indexOf('@') + 1);
        boolean latest = version.equals("latest");
        var variants = new ArrayList<Variant>();
        switch (family) {
            case "AL2023" -> {
                String root = "/aws/service/eks/optimized-ami/" + kubernetes + "/amazon-linux-2023/";
                for (String variant : List.of(
                        "x86_64/standard", "x86_64/nvidia", "x86_64/neuron", "arm64/standard", "arm64/nvidia")) {
                    String build = latest
                            ? "recommended"
                            : "amazon-eks-node-al2023-" + variant.replace('/', '-') + "-" + kubernetes + "-" + version;
                    variants.add(variant(root + variant + "/" + build + "/image_id", variant));
                }
            }
            case "AL2" -> {
                String root = "/aws/service/eks/optimized-ami/" + kubernetes + "/amazon-linux-2";
                variants.add(variant(root + al2("", version) + "/image_id", "x86_64/standard"));
                variants.add(variant(root + al2("-arm64", version) + "/image_id", "arm64/standard"));
                variants.add(variant(root + al2("-gpu", version) + "/image_id", "x86_64/neuron"));
                variants.add(variant(root + al2("-gpu", version) + "/image_id", "x86_64/nvidia"));
            }
            case "Bottlerocket" -> {
                String build = latest ? "latest" : version.replaceFirst("^v", "");
                String root = "/aws/service/bottlerocket/aws-k8s-" + kubernetes;
                for (String architecture : List.of("x86_64", "arm64")) {
                    String place = "/" + architecture + "/" + build + "/image_id";
                    variants.add(variant(root + place, architecture + "/standard"));
                    variants.add(variant(root + "-nvidia" + place, architecture + "/nvidia"));
                }
                variants.add(variant(root + "/x86_64/" + build + "/image_id", "x86_64/neuron"));
            }
            case "Windows2019", "Windows2022", "Windows2025" -> {
                String year = family.substring("Windows".length());
                variants.add(new Variant(
                        "/aws/service/ami-windows-latest/Windows_Server-" + year + "-English-Core-EKS_Optimized-"
                                + kubernetes + "/image_id",
                        List.of(in(Labels.OS, "windows"), in(Labels.WINDOWS_BUILD, build(year)))));
            }
            default -> {
                // No alias that anything is published for.
            }
        }
        return variants;
    }

    private String al2(String kind, String version) {
        return version.equals("latest")
                ? kind + "/recommended"
                : kind + "/amazon-eks" + kind + "-node-" + kubernetes + "-" + version;
    }

    private static String build(String year) {
        return switch (year) {
            case "2019" -> "10.0.17763";
            case "2022" -> "10.0.20348";
            default -> "10.0.26100";
        };
    }

    private static Variant variant(String parameter, String kind) {
        String architecture = kind.startsWith("arm64") ? "arm64" : "amd64";
        String gpus = Labels.AWS + "instance-gpu-count";
        String accelerators = Labels.AWS + "instance-accelerator-count";
        var requirements = new ArrayList<NodeRequirement>();
        requirements.add(in(Labels.ARCH, architecture));
        switch (kind.substring(kind.indexOf('/') + 1)) {
            case "nvidia" -> requirements.add(new NodeRequirement(gpus, Operator.EXISTS, List.of(), null));
            case "neuron" -> requirements.add(new NodeRequirement(accelerators, Operator.EXISTS, List.of(), null));
            default -> {
                requirements.add(new NodeRequirement(gpus, Operator.DOES_NOT_EXIST, List.of(), null));
                requirements.add(new NodeRequirement(accelerators, Operator.DOES_NOT_EXIST, List.of(), null));
            }
        }
        return new Variant(parameter, requirements);
    }

    private static NodeRequirement in(String key, String value) {
        return new NodeRequirement(key, Operator.IN, List.of(value), null);
    }

    /** All ids in one query, every other term in its own; of the images for the same machines the newest. */
    private void selected(
            List<Ec2NodeClass.AmiSelectorTerm> terms, Consumer<Response<List<Ec2NodeClass.Image>>> answer) {
        var asked = new ArrayList<Consumer<Consumer<Response<List<Image>>>>>();
        var ids = new ArrayList<String>();
        for (Ec2NodeClass.AmiSelectorTerm term : terms) {
            String id = term.id();
            if (id != null) {
                ids.add(id);
            } else {
                asked.add(to -> describe(term, to));
            }
        }
        if (!ids.isEmpty()) {
            asked.add(to -> ec2.describeImages(List.of(new Filter("image-id", ids)), List.of(), to));
        }
        Together.ask(
                asked, responses -> answer.accept(Together.merged(responses).map(Images::newest)));
    }

    private void describe(Ec2NodeClass.AmiSelectorTerm term, Consumer<Response<List<Image>>> answer) {
        String parameter = term.ssmParameter();
        if (parameter != null) {
            ec2.getParameter(parameter, response -> {
                switch (response) {
                    case Response.Ok<String> ok ->
                        ec2.describeImages(List.of(Filter.of("image-id", ok.value())), List.of(), answer);
                    case Response.Failed<String> failed -> answer.accept(new Response.Failed<>(failed.error()));
                }
            });
            return;
        }
        var filters = new ArrayList<>(Selectors.tags(term.tags()));
        String name = term.name();
        String owner = term.owner();
        if (name != null) {
            filters.add(Filter.of("name", name));
        }
        filters.add(Filter.of("state", "available"));
        List<String> owners = owner != null ? List.of(owner) : name != null ? List.of("self", "amazon") : List.of();
        ec2.describeImages(filters, owners, answer);
    }

    private static List<Ec2NodeClass.Image> newest(List<Image> images) {
        Comparator<Image> better = Comparator.comparing((Image image) -> !image.deprecated())
                .thenComparing(Image::creationDate)
                .thenComparing(Image::name);
        Map<String, Image> best = new LinkedHashMap<>();
        for (Image image : images) {
            best.merge(image.architecture(), image, (known, next) -> better.compare(next, known) > 0 ? next : known);
        }
        return best.values().stream()
                .sorted(Comparator.comparing(Image::creationDate).reversed().thenComparing(Image::id))
                .map(image -> new Ec2NodeClass.Image(
                        image.id(),
                        image.name(),
                        image.deprecated() ? true : null,
                        List.of(in(Labels.ARCH, image.architecture().equals("arm64") ? "arm64" : "amd64"))))
                .toList();
    }
}
