package dev.wainwright.apiserver.policy;

import dev.wainwright.api.Kind;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.access.User;
import dev.wainwright.apiserver.document.Scales;
import dev.wainwright.cluster.store.Origin;
import dev.wainwright.cluster.store.Proposal;
import dev.wainwright.runtime.store.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is about to be written, as rules and expressions know it. Used by one thread. */
final class Request {
    private final Proposal proposal;
    private final World world;
    private final Kind kind;
    private final Resource resource;
    private final Map<Resource, Subject> subjects = new HashMap<>();
    private @Nullable List<Resource> others;

    Request(Proposal proposal, World world) {
        this.proposal = proposal;
        this.world = world;
        this.kind = proposal.write().kind();
        this.resource = Resource.of(kind, subresource());
    }

    Operation operation() {
        return Operation.of(proposal.write());
    }

    String subresource() {
        String named = proposal.origin().subresource();
        return named.isEmpty() ? Operation.subresource(proposal.write()) : named;
    }

    Resource resource() {
        return resource;
    }

    /** Empty while the name is still to be made. */
    String name() {
        return proposal.write().key().name();
    }

    /** A namespace counts as being in itself. */
    String namespace() {
        return isNamespace() ? name() : proposal.write().key().namespace();
    }

    boolean isNamespace() {
        return kind.kind().equals("Namespace") && kind.group().isEmpty();
    }

    boolean isRehearsed() {
        return proposal.rehearsed();
    }

    Origin origin() {
        return proposal.origin();
    }

    /** The name that messages show: of what gets its name only now, the one it is about to get. */
    String shownName() {
        return name().isEmpty() ? objects().map(KubeObject::name).findFirst().orElse("") : name();
    }

    private Stream<KubeObject> objects() {
        return Stream.of(Optional.ofNullable(proposal.after()), Optional.ofNullable(proposal.before()))
                .flatMap(Optional::stream);
    }

    /** Found out once, if anybody asks. */
    List<Resource> otherNames() {
        List<Resource> known = others;
        if (known == null) {
            known = world.otherNames(kind).stream()
                    .map(other -> Resource.of(other, subresource()))
                    .toList();
            others = known;
        }
        return known;
    }

    /** Those of the object, as it is to be and as it is. */
    List<Map<String, String>> labels() {
        return isOfItself()
                ? objects().map(object -> object.metadata().labels()).toList()
                : List.of(Map.of());
    }

    Map<String, String> namespaceLabels() {
        Optional<KubeObject> namespace = isNamespace() && proposal.after() != null
                ? Optional.of(proposal.after())
                : world.namespace(namespace());
        return namespace.map(each -> each.metadata().labels()).orElse(Map.of());
    }

    /** The namespace that the object is in. */
    Optional<KubeObject> home() {
        return isNamespace() || namespace().isEmpty() ? Optional.empty() : world.namespace(namespace());
    }

    /** Who asks; a kubelet goes by its node. */
    User user() {
        String name = proposal.origin().user();
        String node = name.equals("system:node")
                ? objects().map(Request::node).findFirst().orElse("")
                : "";
        return new User(
                node.isEmpty() ? name : name + ':' + node, proposal.origin().groups());
    }

    private static String node(KubeObject object) {
        return switch (object) {
            case Pod pod -> pod.nodeName();
            case Node node -> node.name();
            default -> "";
        };
    }

    /** What it is about, under one of its names. */
    Subject subject(Resource as) {
        return subjects.computeIfAbsent(
                as,
                name -> isPart()
                        ? Subject.of(Optional.of(part()), Optional.empty())
                        : Subject.of(document(proposal.after(), name), document(proposal.before(), name)));
    }

    /** Whether the document is the object and not a Scale, a Binding or an Eviction of it. */
    private boolean isOfItself() {
        return resource.document().equals(kind.kind());
    }

    private Optional<Tree.Mapping> document(@Nullable KubeObject object, Resource as) {
        if (object == null) {
            return Optional.empty();
        }
        if (!isOfItself()) {
            return Optional.of(Scales.of(world.served(kind), object));
        }
        Kind wanted = world.kind(as.group(), as.version(), as.plural()).orElse(kind);
        return Optional.of(Codec.write(world.versions().shown(wanted, object)));
    }

    /** Whether it creates a Binding or an Eviction, before which there was none. */
    private boolean isPart() {
        return proposal.write() instanceof Write.Bind || proposal.write() instanceof Write.Evict;
    }

    private Tree.Mapping part() {
        Tree.Mapping sent = proposal.origin().document();
        if (!sent.isEmpty()) {
            return sent;
        }
        var made = new Fields()
                .put("kind", resource.document())
                .put(
                        "apiVersion",
                        resource.documentGroup().isEmpty()
                                ? resource.documentVersion()
                                : resource.documentGroup() + '/' + resource.documentVersion())
                .put(
                        "metadata",
                        new Fields()
                                .put("name", name())
                                .put("namespace", namespace())
                                .build());
        if (proposal.write() instanceof Write.Bind bind) {
            made.put(
                    "target",
                    new Fields().put("kind", "Node").put("name", bind.node()).build());
        }
        return made.build();
    }
}
