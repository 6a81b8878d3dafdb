package dev.wainwright.cluster.volume;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Write.Propagation;
import java.util.LinkedHashMap;
import java.util.Optional;

/** VolumeAttachments, read and written. */
final class Attachments {
    private Attachments() {}

    /** The real one is a hash of the same three parts; this one can be read. */
    static String name(ObjectKey key) {
        return "csi-" + key.name() + '.' + key.namespace();
    }

    static Optional<ObjectKey> key(KubeObject attachment) {
        Tree.Mapping spec = attachment.rest().mapping("spec");
        String volume = spec.mapping("source").text("persistentVolumeName", "");
        String node = spec.text("nodeName", "");
        return volume.isEmpty() || node.isEmpty() ? Optional.empty() : Optional.of(new ObjectKey(node, volume));
    }

    static boolean isAttached(KubeObject attachment) {
        return attachment.rest().mapping("status").get("attached") instanceof Tree.Bool attached && attached.value();
    }

    static Write create(ObjectKey key, String driver) {
        var spec = new LinkedHashMap<String, Tree>();
        spec.put("attacher", Tree.text(driver));
        spec.put("nodeName", Tree.text(key.namespace()));
        spec.put("source", VolumeTrees.mapping("persistentVolumeName", Tree.text(key.name())));
        return new Write.Create(
                Attacher.KIND,
                new TreeObject(
                        Attacher.KIND.apiVersion(),
                        Attacher.KIND.kind(),
                        ObjectMeta.named("", name(key)),
                        VolumeTrees.mapping("spec", new Tree.Mapping(spec, 0))));
    }

    static Write attached(KubeObject attachment) {
        return new Write.Patch(
                Attacher.KIND,
                ObjectKey.of(attachment),
                VolumeTrees.mapping("status", VolumeTrees.mapping("attached", new Tree.Bool(true, 0))),
                true,
                Preconditions.sameObject(attachment));
    }

    static Write removal(KubeObject attachment) {
        return new Write.Delete(
                Attacher.KIND,
                ObjectKey.of(attachment),
                Preconditions.sameObject(attachment),
                Propagation.BACKGROUND,
                null);
    }
}
