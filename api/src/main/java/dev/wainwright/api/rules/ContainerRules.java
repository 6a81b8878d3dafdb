package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A pod's containers: names, images, ports, mounts, resources. */
final class ContainerRules {
    private final Path path;
    private final Problems problems;
    private final boolean hostNetwork;
    private final Set<String> volumes;
    private final Set<String> names = new HashSet<>();

    ContainerRules(Tree.Mapping spec, Path path, Problems problems) {
        this.path = path;
        this.problems = problems;
        this.hostNetwork = Values.isTrue(spec, "hostNetwork");
        this.volumes = new HashSet<>();
        spec.items("volumes")
                .forEach(volume -> volumes.add(Values.mapping(volume).text("name", "")));
    }

    void check(Tree.Mapping spec) {
        if (spec.items("containers").isEmpty()) {
            problems.add(path.field("containers"), spec, "required: a pod has at least one container");
        }
        Values.eachItem(spec, "initContainers", path, this::container);
        Values.eachItem(spec, "containers", path, this::container);
        Values.eachItem(spec, "ephemeralContainers", path, this::container);
        // Init containers run one after the other, so only those that run together can be in each other's way.
        hostPorts(spec, "containers");
    }

    private void container(Tree.Mapping container, Path at) {
        String name = container.text("name", "");
        problems.add(at.field("name"), container, Grammar.dnsLabel(name));
        if (!name.isEmpty() && !names.add(name)) {
            problems.add(at.field("name"), container, "duplicates an earlier container: " + name);
        }
        if (container.text("image", "").isEmpty()) {
            problems.add(at.field("image"), container, "required");
        }
        ports(container, at);
        mounts(container, at);
        ResourceRules.container(container.mapping("resources"), at.field("resources"), problems);
    }

    private void ports(Tree.Mapping container, Path path) {
        var portNames = new HashSet<String>();
        Values.eachItem(container, "ports", path, (port, at) -> {
            long number = Values.integer(port, "containerPort", 0);
            inRange(number, 1, at.field("containerPort"), Values.at(port, "containerPort"));
            long hostPort = Values.integer(port, "hostPort", 0);
            inRange(hostPort, 0, at.field("hostPort"), Values.at(port, "hostPort"));
            if (hostNetwork && hostPort != number) {
                problems.add(
                        at.field("hostPort"),
                        port,
                        "must equal containerPort " + number + " under hostNetwork, got " + hostPort);
            }
            String name = port.text("name", "");
            if (!name.isEmpty()) {
                problems.add(at.field("name"), port, Grammar.portName(name));
                if (!portNames.add(name)) {
                    problems.add(at.field("name"), port, "duplicates an earlier port: " + name);
                }
            }
        });
    }

    private void inRange(long port, long least, Path at, Tree tree) {
        if (port < least || port > 65535) {
            problems.add(at, tree, "must be between " + least + " and 65535, got " + port);
        }
    }

    private void hostPorts(Tree.Mapping spec, String field) {
        var taken = new HashSet<List<Object>>();
        Values.eachItem(
                spec,
                field,
                path,
                (container, at) -> Values.eachItem(container, "ports", at, (port, portPath) -> {
                    long hostPort = Values.integer(port, "hostPort", 0);
                    if (hostPort != 0
                            && !taken.add(List.of(hostPort, port.text("protocol", "TCP"), port.text("hostIP", "")))) {
                        problems.add(
                                portPath.field("hostPort"),
                                port,
                                "port " + hostPort + " of the host is taken by an earlier container port");
                    }
                }));
    }

    private void mounts(Tree.Mapping container, Path path) {
        var paths = new HashSet<String>();
        Values.eachItem(container, "volumeMounts", path, (mount, at) -> {
            String name = mount.text("name", "");
            if (!volumes.contains(name)) {
                problems.add(at.field("name"), mount, "the pod has no volume " + Grammar.quoted(name));
            }
            String mountPath = mount.text("mountPath", "");
            if (mountPath.isEmpty()) {
                problems.add(at.field("mountPath"), mount, "required");
            } else if (!paths.add(mountPath)) {
                problems.add(
                        at.field("mountPath"),
                        mount,
                        "must be unique within the container, got " + mountPath + " again");
            }
        });
    }
}
