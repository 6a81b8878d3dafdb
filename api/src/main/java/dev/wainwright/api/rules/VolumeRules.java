package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A pod's volumes, each with one source. */
final class VolumeRules {
    /** In the order in which the server looks for them. */
    private static final List<String> SOURCES = List.of(
            "emptyDir",
            "hostPath",
            "gitRepo",
            "gcePersistentDisk",
            "awsElasticBlockStore",
            "secret",
            "nfs",
            "iscsi",
            "glusterfs",
            "flocker",
            "persistentVolumeClaim",
            "rbd",
            "cinder",
            "cephfs",
            "quobyte",
            "downwardAPI",
            "fc",
            "configMap",
            "azureFile",
            "vsphereVolume",
            "photonPersistentDisk",
            "portworxVolume",
            "azureDisk",
            "storageos",
            "projected",
            "scaleIO",
            "csi",
            "ephemeral",
            "image",
            "local");

    private VolumeRules() {}

    static void check(Tree.Mapping spec, Path path, Problems problems) {
        Set<String> names = new HashSet<>();
        Values.eachItem(spec, "volumes", path, (volume, at) -> {
            one(volume, at, problems);
            source(volume, at, problems);
            String name = volume.text("name", "");
            if (name.isEmpty()) {
                problems.required(at.field("name"), volume);
                return;
            }
            problems.invalid(at.field("name"), volume, name, Grammar.dnsLabel(name));
            if (!names.add(name)) {
                problems.duplicate(at.field("name"), volume, name);
            }
        });
    }

    /** No more than one source; how many there are. */
    static int one(Tree.Mapping volume, Path path, Problems problems) {
        int sources = 0;
        for (String source : SOURCES) {
            Tree value = volume.get(source);
            if (value != null && ++sources > 1) {
                problems.forbidden(path.field(source), value, "may not specify more than 1 volume type");
            }
        }
        return sources;
    }

    private static void source(Tree.Mapping volume, Path at, Problems problems) {
        named(volume, "secret", "secretName", at, problems);
        named(volume, "configMap", "name", at, problems);
        named(volume, "persistentVolumeClaim", "claimName", at, problems);
        named(volume, "hostPath", "path", at, problems);
        named(volume, "nfs", "server", at, problems);
        named(volume, "nfs", "path", at, problems);
        named(volume, "csi", "driver", at, problems);
        if (volume.get("ephemeral") instanceof Tree.Mapping ephemeral
                && ephemeral.get("volumeClaimTemplate") instanceof Tree.Mapping claim) {
            Path template = at.field("ephemeral").field("volumeClaimTemplate");
            StorageRules.claimSpec(claim.mapping("spec"), template.field("spec"), problems);
        }
    }

    private static void named(Tree.Mapping volume, String source, String field, Path at, Problems problems) {
        if (volume.get(source) instanceof Tree.Mapping mapping
                && mapping.text(field, "").isEmpty()) {
            problems.required(at.field(source).field(field), mapping);
        }
    }
}
