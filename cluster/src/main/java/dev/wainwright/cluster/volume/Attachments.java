package dev.wainwright.cluster.volume;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
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
        Tree.Mapping spec = new Fields()
                .put("attacher", driver)
                .put("nodeName", key.namespace())
                .put("source", VolumeTrees.mapping("persistentVolumeName", Tree.text(key.name())))
                .build();
        return new Write.Create(
                Attacher.KIND,
                new TreeObject(
                        Attacher.KIND.apiVersion(),
                        Attacher.KIND.kind(),
                        ObjectMeta.named("", name(key)),
                        VolumeTrees.mapping("spec", spec)));
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
        return Write.delete(Attacher.KIND, attachment);
    }
}
