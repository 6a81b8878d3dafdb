package dev.wainwright.cloud.aws;

import dev.wainwright.api.aws.Ec2NodeClass;
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
            published(PublishedImages.of(alias.get(), kubernetes), answer);
        } else {
            selected(nodeClass.spec().amiSelectorTerms(), answer);
        }
    }

    /** Parameters that cannot be read are passed over; only when none can, there is an error. */
    private void published(
            List<PublishedImages.Variant> variants, Consumer<Response<List<Ec2NodeClass.Image>>> answer) {
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
                                variants.get(i).name(),
                                null,
                                variants.get(i).requirements()));
                    case Response.Failed<String> failed -> failure = failed;
                }
            }
            answer.accept(
                    images.isEmpty() && failure != null ? new Response.Failed<>(failure.error()) : Response.ok(images));
        });
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

    private static Ec2NodeClass.ImageRequirement isFor(String architecture) {
        String label = architecture.equals("arm64") ? "arm64" : "amd64";
        return new Ec2NodeClass.ImageRequirement(Labels.ARCH, Operator.IN, List.of(label));
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
                        List.of(isFor(image.architecture()))))
                .toList();
    }
}
