package dev.wainwright.checker;

import dev.wainwright.api.core.Pod;
import dev.wainwright.model.instance.InstanceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** No two pods of a node take the same port of the host; a new node's daemons count, whichever type it becomes. */
final class HostPortCheck implements Checker.Check {
    private record Use(String pod, HostPort port) {}

    @Override
    public void check(FinalState state, JudgedPlan plan, Findings findings) {
        for (Machine machine : state.machines()) {
            List<Use> taken = taken(state, machine);
            for (Pod pod : machine.placed()) {
                for (HostPort port : HostPort.of(pod.spec())) {
                    var own = new Use(pod.qualifiedName(), port);
                    taken.stream()
                            .filter(use ->
                                    use.port().conflictsWith(port) && !use.pod().equals(own.pod()))
                            .findFirst()
                            .ifPresent(use -> findings.add(
                                    Rule.HOST_PORTS,
                                    pod,
                                    "%s is taken by %s on %s".formatted(port, use.pod(), machine.name())));
                    taken.add(own);
                }
            }
        }
    }

    private static List<Use> taken(FinalState state, Machine machine) {
        Set<Use> taken = new LinkedHashSet<>();
        for (Pod pod : machine.residents()) {
            HostPort.of(pod.spec()).forEach(port -> taken.add(new Use(pod.qualifiedName(), port)));
        }
        if (machine instanceof Machine.Launched launched) {
            Map<String, List<HostPort>> daemons = new HashMap<>();
            for (InstanceType type : launched.options()) {
                daemons.putAll(state.daemons().ports(launched.pool(), type));
            }
            daemons.forEach((name, ports) -> ports.forEach(port -> taken.add(new Use("daemon " + name, port))));
        }
        return new ArrayList<>(taken);
    }
}
