package dev.wainwright.cluster.volume;

import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.ObjectKey;
import java.util.Map;
import java.util.Optional;

/** Fields of claims and volumes that no record models. */
final class VolumeTrees {
    private VolumeTrees() {}

    static Tree.Mapping mapping(String name, Tree value) {
        return new Tree.Mapping(Map.of(name, value), 0);
    }

    static Tree.Mapping status(String phase) {
        return mapping("status", mapping("phase", Tree.text(phase)));
    }

    /** The claim that a volume is for, if it is for one. */
    static Optional<ObjectKey> claim(PersistentVolume volume) {
        Tree.Mapping reference = volume.rest().mapping("spec").mapping("claimRef");
        String name = reference.text("name", "");
        return name.isEmpty() ? Optional.empty() : Optional.of(new ObjectKey(reference.text("namespace", ""), name));
    }

    /** The claim's uid as the volume remembers it; empty when it does not. */
    static String claimUid(PersistentVolume volume) {
        return volume.rest().mapping("spec").mapping("claimRef").text("uid", "");
    }

    static String phase(PersistentVolume volume) {
        return volume.rest().mapping("status").text("phase", "");
    }

    static String amount(Tree.Mapping resources) {
        Tree storage = resources.get("storage");
        return storage instanceof Tree.Text text
                ? text.value()
                : storage instanceof Tree.Numeral number ? number.value().toPlainString() : "0";
    }
}
