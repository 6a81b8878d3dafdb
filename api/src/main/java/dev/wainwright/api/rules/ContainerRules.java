package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A pod's containers: names, images, ports, mounts, resources. */
final class ContainerRules {
    private static final long LAST_PORT = 65535;
    private static final List<String> NOT_EPHEMERAL = List.of(
            "ports",
            "resources",
            "resizePolicy",
            "restartPolicy",
            "livenessProbe",
            "readinessProbe",
            "startupProbe",
            "lifecycle");

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
            problems.required(path.field("containers"), spec);
        }
        Values.eachItem(spec, "containers", path, (container, at) -> {
            container(container, at);
            ProbeRules.check(container, at, problems);
        });
        Values.eachItem(spec, "initContainers", path, (container, at) -> {
            container(container, at);
            if (container.text("restartPolicy", "").equals("Always")) {
                ProbeRules.check(container, at, problems);
            } else {
                ProbeRules.none(container, at, problems);
            }
        });
        Values.eachItem(spec, "ephemeralContainers", path, (container, at) -> {
            container(container, at);
            ephemeral(container, spec, at);
        });
        // Init containers run one after the other, so only those that run together can be in each other's way.
        hostPorts(spec, "containers");
    }

    /** One that is added to look at others is not kept alive, and nobody counts on it. */
    private void ephemeral(Tree.Mapping container, Tree.Mapping spec, Path at) {
        for (String name : NOT_EPHEMERAL) {
            Tree value = container.get(name);
            boolean said = value != null && !(value instanceof Tree.Mapping mapping && mapping.isEmpty());
            if (said) {
                problems.forbidden(at.field(name), container, "cannot be set for an Ephemeral Container");
            }
        }
        String target = container.text("targetContainerName", "");
        boolean isThere = Stream.of("containers", "initContainers")
                .flatMap(list -> spec.items(list).stream())
                .anyMatch(each -> Values.mapping(each).text("name", "").equals(target));
        if (!target.isEmpty() && !isThere) {
            problems.notFound(at.field("targetContainerName"), container, target);
        }
    }

    private void container(Tree.Mapping container, Path at) {
        String name = container.text("name", "");
        if (name.isEmpty()) {
            problems.required(at.field("name"), container);
        } else {
            problems.invalid(at.field("name"), container, name, Grammar.dnsLabel(name));
            if (!names.add(name)) {
                problems.duplicate(at.field("name"), container, name);
            }
        }
        image(container, at);
        ports(container, at);
        EnvironmentRules.check(container, at, problems);
        mounts(container, at);
        problems.oneOf(container, "imagePullPolicy", at, "Always", "IfNotPresent", "Never");
        problems.oneOf(container, "terminationMessagePolicy", at, "FallbackToLogsOnError", "File");
        ResourceRules.container(container.mapping("resources"), at.field("resources"), problems);
        security(container.mapping("securityContext"), at.field("securityContext"));
    }

    private void image(Tree.Mapping container, Path at) {
        String image = container.text("image", "");
        if (image.isEmpty()) {
            problems.required(at.field("image"), container);
        } else if (!image.equals(image.strip())) {
            problems.invalid(
                    at.field("image"), Values.at(container, "image"), "must not have leading or trailing whitespace");
        }
    }

    private void ports(Tree.Mapping container, Path path) {
        var portNames = new HashSet<String>();
        Values.eachItem(container, "ports", path, (port, at) -> {
            String name = port.text("name", "");
            if (!name.isEmpty()) {
                List<String> wrong = Grammar.portName(name);
                problems.invalid(at.field("name"), port, name, wrong);
                if (wrong.isEmpty() && !portNames.add(name)) {
                    problems.duplicate(at.field("name"), port, name);
                }
            }
            long number = Values.integer(port, "containerPort", 0);
            if (number == 0) {
                problems.required(at.field("containerPort"), port);
            } else {
                problems.between(port, "containerPort", 1, LAST_PORT, at);
            }
            long hostPort = Values.integer(port, "hostPort", 0);
            if (hostPort != 0) {
                problems.between(port, "hostPort", 1, LAST_PORT, at);
            }
            problems.oneOf(port, "protocol", at, "SCTP", "TCP", "UDP");
            if (hostNetwork && hostPort != number) {
                problems.invalid(
                        at.field("hostPort"),
                        port,
                        Tree.number(hostPort),
                        "must match `containerPort` when `hostNetwork` is true");
            }
        });
    }

    private void hostPorts(Tree.Mapping spec, String field) {
        var taken = new HashSet<String>();
        Values.eachItem(
                spec,
                field,
                path,
                (container, at) -> Values.eachItem(container, "ports", at, (port, portPath) -> {
                    long hostPort = Values.integer(port, "hostPort", 0);
                    String key = port.text("protocol", "TCP") + '/' + port.text("hostIP", "") + '/' + hostPort;
                    if (hostPort != 0 && !taken.add(key)) {
                        problems.duplicate(portPath.field("hostPort"), port, key)
                                .hint("that port of the host is taken by an earlier container port");
                    }
                }));
    }

    private void mounts(Tree.Mapping container, Path path) {
        var paths = new HashSet<String>();
        Values.eachItem(container, "volumeMounts", path, (mount, at) -> {
            String name = mount.text("name", "");
            if (name.isEmpty()) {
                problems.required(at.field("name"), mount);
            } else if (!volumes.contains(name)) {
                problems.notFound(at.field("name"), mount, name).hint("the pod has no such volume");
            }
            String mountPath = mount.text("mountPath", "");
            if (mountPath.isEmpty()) {
                problems.required(at.field("mountPath"), mount);
            } else if (!paths.add(mountPath)) {
                problems.invalid(at.field("mountPath"), Values.at(mount, "mountPath"), "must be unique");
            }
        });
        Values.eachItem(container, "volumeDevices", path, (device, at) -> {
            String name = device.text("name", "");
            if (!volumes.contains(name)) {
                problems.notFound(at.field("name"), device, name);
            }
            if (device.text("devicePath", "").isEmpty()) {
                problems.required(at.field("devicePath"), device);
            }
        });
    }

    private void security(Tree.Mapping context, Path at) {
        for (String id : List.of("runAsUser", "runAsGroup")) {
            problems.between(context, id, 0, Integer.MAX_VALUE, at);
        }
    }
}
