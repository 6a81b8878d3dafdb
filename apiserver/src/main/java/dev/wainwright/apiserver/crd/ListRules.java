package dev.wainwright.apiserver.crd;

import dev.wainwright.api.read.Cause;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;

/** Whether what a schema says about merging fits its types. */
final class ListRules {
    private static final String LIST_TYPE = ".x-kubernetes-list-type";
    private static final String MAP_KEYS = ".x-kubernetes-list-map-keys";
    private static final String MAP_TYPE = ".x-kubernetes-map-type";

    private ListRules() {}

    static List<Finding> check(Node node, String path) {
        var findings = new ArrayList<Finding>();
        String mapType = node.source.text("x-kubernetes-map-type", "");
        if (!mapType.isEmpty() && !mapType.equals("atomic") && !mapType.equals("granular")) {
            findings.add(
                    Trouble.of(path + MAP_TYPE, Cause.notSupported(Tree.text(mapType), List.of("atomic", "granular"))));
        } else if (!mapType.isEmpty() && !node.type.equals("object")) {
            findings.add(Trouble.invalid(
                    path + ".type", Tree.text(node.type), "must be object if x-kubernetes-map-type is specified"));
        }
        if (node.listType.isEmpty()) {
            return findings;
        }
        if (!node.type.equals("array")) {
            findings.add(Trouble.invalid(
                    path + ".type", Tree.text(node.type), "must be array if x-kubernetes-list-type is specified"));
        }
        switch (node.listType) {
            case "atomic" -> {}
            case "set" -> set(node, path, findings);
            case "map" -> map(node, path, findings);
            default ->
                findings.add(Trouble.of(
                        path + LIST_TYPE,
                        Cause.notSupported(Tree.text(node.listType), List.of("atomic", "set", "map"))));
        }
        return findings;
    }

    private static void set(Node node, String path, List<Finding> findings) {
        Node items = node.items;
        if (items == null) {
            return;
        }
        Tree mapType = items.source.get("x-kubernetes-map-type");
        if (items.type.equals("object") && !Tree.text("atomic").equals(mapType)) {
            findings.add(Trouble.invalid(
                    path + ".items" + MAP_TYPE,
                    mapType == null ? new Tree.Null(0) : mapType,
                    "must be atomic as item of a list with x-kubernetes-list-type=set"));
        }
        if (items.type.equals("array") && !items.listType.isEmpty() && !items.listType.equals("atomic")) {
            findings.add(Trouble.invalid(
                    path + ".items" + LIST_TYPE,
                    Tree.text(items.listType),
                    "must be atomic as item of a list with x-kubernetes-list-type=set"));
        }
    }

    private static void map(Node node, String path, List<Finding> findings) {
        if (node.mapKeys.isEmpty()) {
            findings.add(Trouble.required(path + MAP_KEYS, "must not be empty if x-kubernetes-list-type is map"));
        }
        Node items = node.items;
        if (items == null) {
            return;
        }
        if (!items.type.equals("object")) {
            findings.add(Trouble.invalid(
                    path + ".items.type",
                    Tree.text(items.type),
                    "must be object if parent array's x-kubernetes-list-type is map"));
            return;
        }
        for (String key : node.mapKeys) {
            Node property = items.properties.get(key);
            if (property == null) {
                findings.add(Trouble.invalid(
                        path + MAP_KEYS,
                        new Tree.Sequence(
                                node.mapKeys.stream()
                                        .map(each -> (Tree) Tree.text(each))
                                        .toList(),
                                0),
                        "entries must all be names of item properties"));
            } else if (property.defaultValue() == null && !items.required.contains(key)) {
                findings.add(Trouble.required(
                        path + ".items.properties[" + key + "].default",
                        "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required"
                                + " property"));
            }
        }
    }
}
