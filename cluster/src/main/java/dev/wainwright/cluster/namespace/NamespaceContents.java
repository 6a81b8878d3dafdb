package dev.wainwright.cluster.namespace;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gives every namespace the ServiceAccount {@code default} and the ConfigMap {@code kube-root-ca.crt} with the certificate
 * by which the API server is known, and puts them back when somebody deletes them.
 */
public final class NamespaceContents implements Controller<ObjectKey> {
    private static final Kind ACCOUNT = TreeKinds.builtIn("ServiceAccount");
    private static final Kind SETTINGS = TreeKinds.builtIn("ConfigMap");
    private static final String DEFAULT = "default";
    private static final String ROOT = "kube-root-ca.crt";
    private static final String WHY = "The authority that vouches for this cluster's API server.";

    private final String certificate;

    /** {@code certificate} is the authority's, as PEM. */
    public NamespaceContents(String certificate) {
        this.certificate = certificate;
    }

    @Override
    public String name() {
        return "namespace-contents";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(Interest.about(Namespace.class), removed(ACCOUNT, DEFAULT), removed(SETTINGS, ROOT));
    }

    private static Interest<ObjectKey> removed(Kind kind, String name) {
        return new Interest<>(kind, (change, snapshot, concerned) -> {
            if (change.after() == null && change.latest().name().equals(name)) {
                concerned.accept(new ObjectKey("", change.latest().metadata().namespace()));
            }
        });
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        return situation
                .snapshot()
                .get(Kinds.of(Namespace.class), key)
                .filter(namespace -> !namespace.metadata().isTerminating())
                .map(namespace -> fill(namespace, situation))
                .orElse(Step.DONE);
    }

    private Step fill(KubeObject namespace, Situation situation) {
        var writes = new ArrayList<Write>();
        wanted(ACCOUNT, account(namespace.name()), situation, writes);
        wanted(SETTINGS, settings(namespace.name()), situation, writes);
        return Step.writes(writes);
    }

    private static void wanted(Kind kind, KubeObject object, Situation situation, List<Write> writes) {
        if (situation.snapshot().get(kind, ObjectKey.of(object)).isEmpty()) {
            writes.add(new Write.Create(kind, object));
        }
    }

    private static KubeObject account(String namespace) {
        return new TreeObject("v1", ACCOUNT.kind(), ObjectMeta.named(namespace, DEFAULT), Tree.Mapping.EMPTY);
    }

    private KubeObject settings(String namespace) {
        ObjectMeta metadata =
                ObjectMeta.named(namespace, ROOT).withAnnotations(Map.of("kubernetes.io/description", WHY));
        var data = new Tree.Mapping(Map.of("ca.crt", Tree.text(certificate)), 0);
        return new TreeObject("v1", SETTINGS.kind(), metadata, new Tree.Mapping(Map.of("data", data), 0));
    }
}
