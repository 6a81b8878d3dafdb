package dev.wainwright.checker;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.storage.CsiNode;
import java.util.Map;
import java.util.stream.Stream;

/** Claims are in order, and existing nodes can attach what they are given; where volumes may be is a node demand. */
final class VolumeCheck implements Checker.Check {
    @Override
    public void check(FinalState state, JudgedPlan plan, Findings findings) {
        for (Machine machine : state.machines()) {
            for (Pod pod : machine.placed()) {
                state.volumes().defect(pod).ifPresent(defect -> findings.add(Rule.VOLUMES, pod, defect));
            }
            if (machine instanceof Machine.Standing standing
                    && !standing.placed().isEmpty()) {
                limits(state, standing, findings);
            }
        }
    }

    private static void limits(FinalState state, Machine.Standing machine, Findings findings) {
        CsiNode csiNode = state.world().csiNodes().get(machine.name());
        if (csiNode == null) {
            return;
        }
        Map<String, Long> asked = state.volumes().attachments(machine.placed().stream());
        Map<String, Long> total =
                state.volumes().attachments(Stream.concat(machine.placed().stream(), machine.residents().stream()));
        for (CsiNode.Driver driver : csiNode.spec().drivers()) {
            Integer limit =
                    driver.allocatable() == null ? null : driver.allocatable().count();
            long attached = total.getOrDefault(driver.name(), 0L);
            if (limit != null && asked.containsKey(driver.name()) && attached > limit) {
                findings.add(
                        Rule.VOLUME_LIMITS,
                        machine.name(),
                        "%d volumes of %s, at most %d can be attached".formatted(attached, driver.name(), limit));
            }
        }
    }
}
