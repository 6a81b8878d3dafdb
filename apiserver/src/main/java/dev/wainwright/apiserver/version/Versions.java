package dev.wainwright.apiserver.version;

import dev.wainwright.api.Kind;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.crd.CustomKind;
import dev.wainwright.apiserver.crd.Customs;
import dev.wainwright.runtime.store.Refusal;

/**
 * One object under several names: HorizontalPodAutoscalers of {@code autoscaling/v1} and {@code v2}, Events of the core group
 * and of {@code events.k8s.io}, and what users define in several versions. The store keeps one form; what comes in is turned
 * into it at the last moment, what goes out at the first, so that everything in between sees the version of the request.
 *
 * <p>As Kubernetes does it, an object of a user's kind that was kept in one version and is read in another loses the fields
 * that the other does not know, in what is shown, and gets none of its defaults.
 */
public final class Versions {
    private final Customs customs;

    public Versions(Customs customs) {
        this.customs = customs;
    }

    /** A stored object in the version of {@code wanted}. */
    public KubeObject shown(Kind wanted, KubeObject stored) {
        if (!(stored instanceof TreeObject tree) || tree.apiVersion().equals(wanted.apiVersion())) {
            return stored;
        }
        return switch (wanted.apiVersion() + ' ' + wanted.kind()) {
            case "autoscaling/v1 HorizontalPodAutoscaler" -> AutoscalerVersions.first(tree);
            case "events.k8s.io/v1 Event" -> EventVersions.shown(tree);
            default ->
                customs.find(wanted)
                        .map(kind -> read(kind, kind.pruned(document(tree, kind))))
                        .orElse(stored);
        };
    }

    /** What was written in the version of {@code given}, as it is kept. */
    public KubeObject kept(Kind given, KubeObject object) {
        if (!(object instanceof TreeObject tree)) {
            return object;
        }
        return switch (given.apiVersion() + ' ' + given.kind()) {
            case "autoscaling/v1 HorizontalPodAutoscaler" -> AutoscalerVersions.second(tree);
            case "events.k8s.io/v1 Event" -> EventVersions.kept(tree);
            default -> custom(given, tree);
        };
    }

    private KubeObject custom(Kind given, TreeObject object) {
        return customs.find(given)
                .filter(kind -> !kind.isStorage())
                .flatMap(kind -> customs.storage(given))
                .map(kind -> read(kind, kind.completed(kind.pruned(document(object, kind)))))
                .orElse(object);
    }

    private static Tree.Mapping document(TreeObject object, CustomKind kind) {
        return Codec.write(object)
                .with("apiVersion", Tree.text(kind.crd().kind().apiVersion()));
    }

    private static KubeObject read(CustomKind kind, Tree.Mapping document) {
        return Codec.read(kind.crd().kind(), document, new Interner());
    }

    /** What those are warned of who use this version; empty when there is nothing. */
    public String deprecation(Kind kind) {
        return kind.apiVersion().equals("v1") && kind.kind().equals("Endpoints")
                ? "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"
                : customs.find(kind).map(CustomKind::deprecation).orElse("");
    }

    /** A refusal of the store in the words of the kind that was asked for. */
    public static Refusal spoken(Kind kind, Refusal why) {
        if (!kind.apiVersion().equals("events.k8s.io/v1")) {
            return why;
        }
        return switch (why) {
            case Refusal.NotFound no -> new Refusal.NotFound(EventVersions.named(no.message()));
            case Refusal.AlreadyExists no -> new Refusal.AlreadyExists(EventVersions.named(no.message()));
            case Refusal.Conflict no -> new Refusal.Conflict(EventVersions.named(no.message()));
            default -> why;
        };
    }

    /** The path by which the store selects what a request in this version calls {@code path}. */
    public static String keptPath(Kind kind, String path) {
        return kind.apiVersion().equals("events.k8s.io/v1") ? EventVersions.keptPath(path) : path;
    }
}
