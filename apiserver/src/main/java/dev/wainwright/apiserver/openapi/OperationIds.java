package dev.wainwright.apiserver.openapi;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Names for operations that are the same for the same path and no two: {@code listAppsV1NamespacedDeployment}. */
final class OperationIds {
    private OperationIds() {}

    static String of(String path, Operation operation) {
        boolean isPart = path.contains("{name}/");
        return verb(operation.action())
                + group(path)
                + (path.contains("{namespace}") ? "Namespaced" : "")
                + operation.owner().kind()
                + (isPart ? capital(path.substring(path.lastIndexOf('/') + 1)) : "")
                + (operation.owner().namespaced() && !path.contains("{namespace}") ? "ForAllNamespaces" : "");
    }

    private static String verb(String action) {
        return switch (action) {
            case "get" -> "read";
            case "put" -> "replace";
            case "post" -> "create";
            case "deletecollection" -> "deleteCollection";
            default -> action;
        };
    }

    private static String group(String path) {
        String[] parts = path.split("/");
        String group = parts[1].equals("api") ? "core" : parts[2];
        String version = parts[1].equals("api") ? parts[2] : parts[3];
        String name = group.endsWith(".k8s.io") ? group.substring(0, group.length() - ".k8s.io".length()) : group;
        return Arrays.stream(name.split("[.-]")).map(OperationIds::capital).collect(Collectors.joining())
                + capital(version);
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
