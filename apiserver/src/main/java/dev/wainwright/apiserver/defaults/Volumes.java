package dev.wainwright.apiserver.defaults;

import static dev.wainwright.api.tree.Fill.absent;
import static dev.wainwright.api.tree.Fill.each;
import static dev.wainwright.api.tree.Fill.inside;
import static dev.wainwright.api.tree.Fill.number;
import static dev.wainwright.api.tree.Fill.text;

import dev.wainwright.api.tree.Tree;
import java.util.List;

/** The volumes of pods, persistent volumes and the claims to them. */
final class Volumes {
    /** 0644 in octal: who may read files made from objects. */
    private static final long FILE_MODE = 420;

    private static final long TOKEN_SECONDS = 3600;

    private Volumes() {}

    static Tree.Mapping volume(Tree.Mapping volume) {
        if (volume.fields().size() == 1 && volume.get("name") != null) {
            return volume.with("emptyDir", Tree.Mapping.EMPTY);
        }
        Tree.Mapping filled = source(volume);
        for (String files : List.of("secret", "configMap", "downwardAPI", "projected")) {
            filled = inside(filled, files, each -> number(each, "defaultMode", FILE_MODE));
        }
        filled = inside(filled, "downwardAPI", Volumes::downward);
        filled = inside(filled, "projected", projected -> each(projected, "sources", Volumes::projection));
        return inside(
                filled,
                "ephemeral",
                ephemeral -> inside(
                        ephemeral,
                        "volumeClaimTemplate",
                        claim -> inside(absent(claim, "metadata", Tree.Mapping.EMPTY), "spec", Volumes::claimSpec)));
    }

    private static Tree.Mapping projection(Tree.Mapping source) {
        return inside(
                inside(source, "serviceAccountToken", token -> number(token, "expirationSeconds", TOKEN_SECONDS)),
                "downwardAPI",
                Volumes::downward);
    }

    private static Tree.Mapping downward(Tree.Mapping files) {
        return each(files, "items", PodSpecs::source);
    }

    /** What pods' own volumes and persistent ones have in common. */
    private static Tree.Mapping source(Tree.Mapping source) {
        Tree.Mapping filled = inside(source, "hostPath", path -> absent(path, "type", Tree.text("")));
        filled = inside(filled, "iscsi", iscsi -> text(iscsi, "iscsiInterface", "default"));
        filled = inside(
                filled,
                "rbd",
                rbd -> text(text(text(rbd, "pool", "rbd"), "user", "admin"), "keyring", "/etc/ceph/keyring"));
        filled = inside(
                filled,
                "azureDisk",
                disk -> text(
                        text(text(Volumes.readWrite(disk), "cachingMode", "ReadWrite"), "fsType", "ext4"),
                        "kind",
                        "Shared"));
        return inside(filled, "scaleIO", io -> text(text(io, "storageMode", "ThinProvisioned"), "fsType", "xfs"));
    }

    private static Tree.Mapping readWrite(Tree.Mapping disk) {
        return absent(disk, "readOnly", new Tree.Bool(false, 0));
    }

    static Tree.Mapping persistent(Tree.Mapping spec) {
        return text(text(source(spec), "persistentVolumeReclaimPolicy", "Retain"), "volumeMode", "Filesystem");
    }

    /** A claim and its data source, which has an old name and a new one. */
    static Tree.Mapping claimSpec(Tree.Mapping spec) {
        Tree.Mapping filled = text(spec, "volumeMode", "Filesystem");
        Tree source = filled.get("dataSource");
        Tree reference = filled.get("dataSourceRef");
        if (source != null && reference == null) {
            return filled.with("dataSourceRef", source);
        }
        boolean isLocal = reference instanceof Tree.Mapping mapping && mapping.get("namespace") == null;
        return reference != null && isLocal && source == null ? filled.with("dataSource", reference) : filled;
    }
}
