package dev.wainwright.simulation.world;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.time.GoDuration;
import dev.wainwright.api.wainwright.Scenario;
import dev.wainwright.cloud.simulated.Limits;
import dev.wainwright.cloud.simulated.PoolSelector;
import dev.wainwright.cloud.simulated.Script;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Write.Propagation;
import dev.wainwright.simulation.SimulationFailed;
import dev.wainwright.simulation.replay.ArrivalTrace;
import dev.wainwright.simulation.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a scenario does to its world, each thing at its time. */
final class Happenings {
    private final SimulatedWorld world;
    private final ScenarioFile file;
    private final List<Replay> replays = new ArrayList<>();

    Happenings(SimulatedWorld world, ScenarioFile file) {
        this.world = world;
        this.file = file;
    }

    /** Creates what is there from the beginning, and has everything else happen in its time. */
    void plan() {
        file.manifests().forEach(object -> apply(object, "spec.manifests", ""));
        file.spotTrace().ifPresent(trace -> world.ec2.script().follow(trace, new PoolSelector("*", "*", "spot")));
        List<Scenario.Step> steps = file.scenario().spec().steps();
        for (int i = 0; i < steps.size(); i++) {
            Scenario.Step step = steps.get(i);
            int number = i;
            Instant at = world.driver.now().plus(GoDuration.parse(step.at()));
            Map<String, Double> delays =
                    Modelled.delays(file.scenario().spec().model(), step, world.chance.of("step " + number));
            double wait = delays.values().stream().mapToDouble(each -> each).sum();
            world.driver.after(
                    GoDuration.parse(step.at()).plusNanos(Math.round(wait * 1e9)),
                    () -> happen(number, step, at, delays));
        }
    }

    /** Closes the files that are still open. */
    void end() {
        replays.forEach(Replay::close);
    }

    private void happen(int number, Scenario.Step step, Instant at, Map<String, Double> delays) {
        String where = "spec.steps[" + number + "]";
        world.recorder.stepped(step.name().isEmpty() ? what(step) : step.name());
        Modelled.workloads(step, file.applied().getOrDefault(number, List.of()), this::kind)
                .forEach(workload -> world.recorder.asked(workload, at, delays));
        if (step.apply() != null) {
            file.applied()
                    .getOrDefault(number, List.of())
                    .forEach(object -> apply(object, where + ".apply", step.name()));
        } else if (step.delete() != null) {
            delete(step.delete(), where + ".delete", step.name());
        } else if (step.scale() != null) {
            Scenario.Scale scale = step.scale();
            Kind kind = kind(scale.kind());
            write(
                    new Write.Scale(
                            kind,
                            Aims.key(kind, scale.namespace(), scale.name()),
                            scale.replicas(),
                            Preconditions.NONE),
                    where + ".scale",
                    step.name());
        } else if (step.patch() != null) {
            Scenario.Patch patch = step.patch();
            Kind kind = kind(patch.kind());
            write(
                    new Write.Patch(
                            kind,
                            Aims.key(kind, patch.namespace(), patch.name()),
                            patch.merge(),
                            false,
                            Preconditions.NONE),
                    where + ".patch",
                    step.name());
        } else if (step.replay() != null) {
            replay(step.replay(), where + ".replay.path");
        } else if (step.crash() != null) {
            world.crash(step.crash().process(), duration(step.crash().period(), Duration.ofSeconds(10)));
        } else {
            toCloud(step);
        }
    }

    private static String what(Scenario.Step step) {
        var actions = new TreeMap<String, Object>();
        put(actions, "apply", step.apply());
        put(actions, "delete", step.delete());
        put(actions, "scale", step.scale());
        put(actions, "patch", step.patch());
        put(actions, "runDry", step.runDry());
        put(actions, "refill", step.refill());
        put(actions, "interrupt", step.interrupt());
        put(actions, "spotPrice", step.spotPrice());
        put(actions, "zoneDown", step.zoneDown());
        put(actions, "crash", step.crash());
        put(actions, "throttle", step.throttle());
        put(actions, "replay", step.replay());
        return actions.entrySet().stream()
                .map(each -> each.getKey() + " " + subject(each.getValue()))
                .findFirst()
                .orElse("nothing");
    }

    private static void put(Map<String, Object> actions, String name, @Nullable Object action) {
        if (action != null) {
            actions.put(name, action);
        }
    }

    private static String subject(Object action) {
        return switch (action) {
            case Scenario.Target target -> target.kind() + " " + target.name();
            case Scenario.Scale scale -> scale.kind() + " " + scale.name() + " to " + scale.replicas();
            case Scenario.Patch patch -> patch.kind() + " " + patch.name();
            case Scenario.Capacity some -> some.instanceType() + " " + some.capacityType() + " in " + some.zone();
            case Scenario.Zone zone -> zone.name();
            case Scenario.Crash crash -> crash.process();
            case Scenario.Replay replay -> replay.path();
            default -> "";
        };
    }

    private void toCloud(Scenario.Step step) {
        Script script = world.ec2.script();
        if (step.runDry() != null) {
            PoolSelector some = selector(step.runDry());
            Integer left = step.runDry().left();
            script.limit(some, left == null ? 0 : left);
            later(step.runDry().period(), () -> script.refill(some));
        } else if (step.refill() != null) {
            script.refill(selector(step.refill()));
        } else if (step.interrupt() != null) {
            script.interrupt(selector(step.interrupt()));
        } else if (step.spotPrice() != null) {
            PoolSelector some = selector(step.spotPrice());
            String factor = step.spotPrice().factor();
            script.multiplySpotPrices(some, factor == null ? 1 : Double.parseDouble(factor));
            later(step.spotPrice().period(), () -> script.multiplySpotPrices(some, 1));
        } else if (step.zoneDown() != null) {
            Scenario.Zone zone = step.zoneDown();
            boolean unreachable = Boolean.TRUE.equals(zone.unreachable());
            script.zoneDown(zone.name(), unreachable ? Script.Outage.UNREACHABLE : Script.Outage.DESTROYED);
            later(zone.period(), () -> script.zoneUp(zone.name()));
        } else if (step.throttle() != null) {
            Scenario.Throttle throttle = step.throttle();
            double rate = Double.parseDouble(throttle.perSecond());
            double burst = throttle.burst() == null ? Math.max(1, rate) : throttle.burst();
            script.limitRequests(new Limits(new TreeMap<>(), new Limits.Rate(rate, burst)));
            later(throttle.period(), () -> script.limitRequests(Limits.TYPICAL));
        }
    }

    private void later(@Nullable String period, Runnable end) {
        if (period != null) {
            world.driver.after(GoDuration.parse(period), end);
        }
    }

    private static PoolSelector selector(Scenario.Capacity some) {
        return new PoolSelector(some.instanceType(), some.zone(), some.capacityType());
    }

    private static Duration duration(@Nullable String text, Duration otherwise) {
        return text == null ? otherwise : GoDuration.parse(text);
    }

    private void apply(KubeObject object, String where, String step) {
        Namespaces.ensure(world.store, object.metadata().namespace());
        boolean there = world.store
                .get(Kinds.of(object.getClass()), ObjectKey.of(object))
                .isOk();
        write(there ? Write.update(object) : Write.create(object), where, step);
    }

    private void delete(Scenario.Target target, String where, String step) {
        Kind kind = kind(target.kind());
        write(
                new Write.Delete(
                        kind,
                        Aims.key(kind, target.namespace(), target.name()),
                        Preconditions.NONE,
                        Propagation.BACKGROUND,
                        null),
                where,
                step);
    }

    private void write(Write write, String field, String step) {
        if (world.store.write(write) instanceof Result.Refused<?> refused) {
            throw failed(
                    field, (step.isEmpty() ? "" : step + ": ") + refused.why().message(), null);
        }
    }

    private SimulationFailed failed(String field, String message, @Nullable Throwable cause) {
        return new SimulationFailed(
                file.source().mistake(file.scenario(), field, message).toString(), cause);
    }

    /** Looked at before the start. */
    private Kind kind(String name) {
        return Aims.kind(name, world.store.kinds()).orElseThrow();
    }

    private void replay(Scenario.Replay replay, String where) {
        Path path = file.source().beside(replay.path());
        double speed = replay.speed() == null ? 1 : Double.parseDouble(replay.speed());
        try {
            var trace = new ArrivalTrace(Files.newBufferedReader(path), path.toString(), speed);
            var running = new Replay(world, trace);
            replays.add(running);
            running.begin();
        } catch (IOException e) {
            throw failed(where, "cannot read " + path + ": " + e.getMessage(), e);
        }
    }
}
