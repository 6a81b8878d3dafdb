package dev.wainwright.apiserver.table;

import java.util.List;
import java.util.stream.Collectors;

/** Volumes, claims and classes; config maps and secrets. */
final class StorageCells {
    private static final String BETA_CLASS = "volume.beta.kubernetes.io/storage-class";
    private static final List<String> DEFAULT_MARKS =
            List.of("storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class");

    private StorageCells() {}

    static void claim(Part object, Row row) {
        Part spec = object.at("spec");
        Part status = object.at("status");
        boolean isBound = spec.has("volumeName");
        row.name()
                .text(phase(object))
                .text(spec.text("volumeName"))
                .text(isBound ? status.at("capacity").textOr("storage", "0") : "")
                .text(isBound ? Wording.accessModes(status.texts("accessModes")) : "")
                .text(storageClass(object))
                .text(spec.textOr("volumeAttributesClassName", Wording.UNSET))
                .age()
                .text(spec.textOr("volumeMode", Wording.UNSET));
    }

    static void volume(Part object, Row row) {
        Part spec = object.at("spec");
        Part claim = spec.at("claimRef");
        row.name()
                .text(spec.at("capacity").textOr("storage", "0"))
                .text(Wording.accessModes(spec.texts("accessModes")))
                .text(spec.text("persistentVolumeReclaimPolicy"))
                .text(phase(object))
                .text(spec.has("claimRef") ? claim.text("namespace") + '/' + claim.text("name") : "")
                .text(storageClass(object))
                .text(spec.textOr("volumeAttributesClassName", Wording.UNSET))
                .text(object.at("status").text("reason"))
                .age()
                .text(spec.textOr("volumeMode", Wording.UNSET));
    }

    private static String phase(Part object) {
        return object.isBeingDeleted() ? "Terminating" : object.at("status").text("phase");
    }

    private static String storageClass(Part object) {
        return object.at("metadata", "annotations")
                .textOr(BETA_CLASS, object.at("spec").text("storageClassName"));
    }

    static void storageClassItself(Part object, Row row) {
        Part annotations = object.at("metadata", "annotations");
        boolean isDefault =
                DEFAULT_MARKS.stream().anyMatch(mark -> annotations.text(mark).equals("true"));
        row.text(object.at("metadata").text("name") + (isDefault ? " (default)" : ""))
                .text(object.text("provisioner"))
                .text(object.textOr("reclaimPolicy", "Delete"))
                .text(object.textOr("volumeBindingMode", "Immediate"))
                .flag(object.flag("allowVolumeExpansion"))
                .age();
    }

    static void driver(Part object, Row row) {
        Part spec = object.at("spec");
        List<Part> tokens = spec.parts("tokenRequests");
        row.name()
                .flag(!spec.has("attachRequired") || spec.flag("attachRequired"))
                .flag(spec.flag("podInfoOnMount"))
                .flag(spec.flag("storageCapacity"))
                .text(tokens.isEmpty() ? Wording.UNSET : Wording.names(tokens, "audience"))
                .flag(spec.flag("requiresRepublish"))
                .text(Wording.orNone(String.join(",", spec.texts("volumeLifecycleModes"))))
                .age();
    }

    static void driversOfNode(Part object, Row row) {
        row.name().number(object.at("spec").size("drivers")).age();
    }

    static void attachment(Part object, Row row) {
        Part spec = object.at("spec");
        row.name()
                .text(spec.text("attacher"))
                .text(spec.at("source").text("persistentVolumeName"))
                .text(spec.text("nodeName"))
                .flag(object.at("status").flag("attached"))
                .age();
    }

    static void attributesClass(Part object, Row row) {
        row.name().text(object.text("driverName")).age();
    }

    static void configMap(Part object, Row row) {
        row.name()
                .number(object.size("data") + (long) object.size("binaryData"))
                .age();
    }

    static void secret(Part object, Row row) {
        row.name().text(object.text("type")).number(object.size("data")).age();
    }

    static void slice(Part object, Row row) {
        Part spec = object.at("spec");
        row.name()
                .text(spec.textOr("nodeName", spec.flag("allNodes") ? "<all>" : Wording.UNSET))
                .text(spec.text("driver"))
                .text(spec.at("pool").text("name"))
                .age();
    }

    static void deviceClaim(Part object, Row row) {
        Part status = object.at("status");
        boolean isAllocated = status.has("allocation");
        var states = List.of(
                        object.isBeingDeleted() ? "deleted" : "",
                        isAllocated ? "allocated" : object.isBeingDeleted() ? "" : "pending",
                        isAllocated && status.size("reservedFor") > 0 ? "reserved" : "")
                .stream()
                .filter(state -> !state.isEmpty());
        row.name().text(states.collect(Collectors.joining(","))).age();
    }
}
