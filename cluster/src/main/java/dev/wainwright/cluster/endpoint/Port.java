package dev.wainwright.cluster.endpoint;

import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A port of a pod that a service forwards to. */
record Port(String name, String protocol, long number, String application) {
    private static final Comparator<Port> ORDER =
            Comparator.comparing(Port::name).thenComparing(Port::protocol).thenComparingLong(Port::number);

    /** What the service's ports are at that pod, sorted; those that the pod does not have are left out. */
    static List<Port> of(Tree.Mapping service, Pod pod) {
        var ports = new ArrayList<Port>();
        for (Tree each : service.items("ports")) {
            if (each instanceof Tree.Mapping port) {
                String protocol = port.text("protocol", "TCP");
                number(port, protocol, pod)
                        .ifPresent(number -> ports.add(
                                new Port(port.text("name", ""), protocol, number, port.text("appProtocol", ""))));
            }
        }
        ports.sort(ORDER);
        return List.copyOf(ports);
    }

    private static Optional<Long> number(Tree.Mapping port, String protocol, Pod pod) {
        Tree given = port.get("targetPort");
        Tree target = given == null || Tree.number(0).equals(given) ? port.get("port") : given;
        if (target instanceof Tree.Text name) {
            return named(name.value(), protocol, pod);
        }
        return target instanceof Tree.Numeral number
                ? Optional.of(number.value().longValue())
                : Optional.empty();
    }

    private static Optional<Long> named(String name, String protocol, Pod pod) {
        for (Tree container : Codec.write(pod).mapping("spec").items("containers")) {
            for (Tree each : ((Tree.Mapping) container).items("ports")) {
                if (each instanceof Tree.Mapping port
                        && port.text("name", "").equals(name)
                        && port.text("protocol", "TCP").equals(protocol)
                        && port.get("containerPort") instanceof Tree.Numeral number) {
                    return Optional.of(number.value().longValue());
                }
            }
        }
        return Optional.empty();
    }

    /** In Endpoints a port without a name has none; in an EndpointSlice its name is empty. */
    Tree.Mapping toTree(boolean inSlice) {
        Fields fields = inSlice ? new Fields().put("name", name) : new Fields().putIfAny("name", name);
        return fields.put("port", Tree.number(number))
                .put("protocol", protocol)
                .putIfAny("appProtocol", application)
                .build();
    }
}
