package dev.wainwright.cluster.kubelet;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.instance.Labels;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What a kubelet says of its machine; no decision reads it, but people do, and strict clients miss any of it that is not there. */
final class NodeInfo {
    private static final String STATUS = "status";
    private static final String INFO = "nodeInfo";

    private NodeInfo() {}

    /** What no record models of the node, with this in it unless the node has it already. */
    static Tree.Mapping in(Node node) {
        Tree.Mapping status = node.rest().mapping(STATUS);
        return status.get(INFO) != null ? node.rest() : node.rest().with(STATUS, status.with(INFO, of(node)));
    }

    private static Tree of(Node node) {
        String provider = node.spec().providerID();
        boolean isEc2 = provider.startsWith("aws:");
        String identity = provider.isEmpty() ? node.metadata().uid() : provider;
        String system = (isEc2 ? "ec2" : "000") + uuid(identity).substring(3);
        return new Fields()
                .put("architecture", node.metadata().labels().getOrDefault(Labels.ARCH, "amd64"))
                .put("bootID", uuid(identity + " boot"))
                .put("containerRuntimeVersion", "simulated://")
                .put("kernelVersion", "simulated")
                .put("kubeProxyVersion", "")
                .put("kubeletVersion", "v1.36.3")
                .put("machineID", system.replace("-", ""))
                .put("operatingSystem", node.metadata().labels().getOrDefault(Labels.OS, "linux"))
                .put("osImage", isEc2 ? "Amazon Linux 2023 (simulated)" : "simulated")
                .put("systemUUID", system)
                .build();
    }

    private static String uuid(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
