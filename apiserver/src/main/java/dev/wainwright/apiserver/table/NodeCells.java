package dev.wainwright.apiserver.table;

import java.util.Set;
import java.util.TreeSet;

/** Nodes and namespaces, and what components say about themselves. */
final class NodeCells {
    private static final String ROLE_PREFIX = "node-role.kubernetes.io/";
    private static final String ROLE = "kubernetes.io/role";

    private NodeCells() {}

    static void node(Part node, Row row) {
        Part info = node.at("status", "nodeInfo");
        row.name().text(status(node)).text(roles(node)).age().text(info.text("kubeletVersion"));
        row.text(address(node, "InternalIP")).text(address(node, "ExternalIP"));
        String kernel = info.textOr("kernelVersion", Ages.UNKNOWN);
        String architecture = info.text("architecture");
        row.text(info.textOr("osImage", Ages.UNKNOWN))
                .text(
                        architecture.isEmpty() || kernel.equals(Ages.UNKNOWN)
                                ? kernel
                                : kernel + " (" + architecture + ')')
                .text(info.textOr("containerRuntimeVersion", Ages.UNKNOWN));
    }

    private static String status(Part node) {
        String ready = node.condition("Ready").text("status");
        String word = ready.isEmpty() ? "Unknown" : ready.equals("True") ? "Ready" : "NotReady";
        return node.at("spec").flag("unschedulable") ? word + ",SchedulingDisabled" : word;
    }

    private static String roles(Part node) {
        Set<String> roles = new TreeSet<>();
        node.at("metadata").map("labels").forEach((label, value) -> {
            if (label.startsWith(ROLE_PREFIX) && label.length() > ROLE_PREFIX.length()) {
                roles.add(label.substring(ROLE_PREFIX.length()));
            } else if (label.equals(ROLE) && !value.isEmpty()) {
                roles.add(value);
            }
        });
        return Wording.orNone(String.join(",", roles));
    }

    private static String address(Part node, String type) {
        return node.at("status").parts("addresses").stream()
                .filter(each -> each.text("type").equals(type))
                .findFirst()
                .map(each -> each.text("address"))
                .orElse(Wording.NONE);
    }

    static void namespace(Part object, Row row) {
        row.name().text(object.at("status").text("phase")).age();
    }

    static void componentStatus(Part object, Row row) {
        Part healthy = object.parts("conditions").stream()
                .filter(each -> each.text("type").equals("Healthy"))
                .findFirst()
                .orElse(Part.EMPTY);
        String word = switch (healthy.text("status")) {
            case "True" -> "Healthy";
            case "False" -> "Unhealthy";
            default -> "Unknown";
        };
        row.name().text(word).text(healthy.text("message")).text(healthy.text("error"));
    }
}
