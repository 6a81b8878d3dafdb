package dev.wainwright.api.wainwright;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a simulation is given: a world, what happens in it and when, and what should come of it. */
public record Scenario(ObjectMeta metadata, Spec spec, Tree.Mapping rest) implements KubeObject {
    /**
     * The whole of it; durations are as written.
     *
     * @param start the moment at which simulated time begins
     * @param until how long to simulate
     */
    public record Spec(
            String description,
            @Nullable Long seed,
            @Nullable Instant start,
            @Nullable String until,
            String region,
            @Nullable Autoscaler autoscaler,
            @Nullable Model model,
            List<Manifest> manifests,
            List<Step> steps,
            List<Expectation> expect) {
        public Spec {
            manifests = List.copyOf(manifests);
            steps = List.copyOf(steps);
            expect = List.copyOf(expect);
        }
    }

    /** How nodes are scaled. */
    public record Autoscaler(
            String policy,
            String effort,
            @Nullable String batchIdle,
            @Nullable String batchMax,
            @Nullable Boolean adaptive) {}

    /**
     * How long things take and what befalls machines.
     *
     * @param stages times by stage, each as a fixed time or a distribution
     * @param podDuration how long pods run that end by themselves and do not say so
     */
    public record Model(
            String preset,
            Map<String, String> stages,
            String controlPlane,
            @Nullable String podDuration,
            @Nullable String spotInterruptions,
            @Nullable String trace,
            @Nullable Faults faults,
            List<Image> images,
            List<Modelled> modelled) {
        public Model {
            stages = Map.copyOf(stages);
            images = List.copyOf(images);
            modelled = List.copyOf(modelled);
        }
    }

    /**
     * Everything that can go wrong between programs, from the seed.
     *
     * @param share how likely the commonest fault is, per request
     * @param until when it ends, from the beginning on
     */
    public record Faults(String share, @Nullable String until) {}

    /** How large an image is, and how it comes to a node. */
    public record Image(
            String name,
            @Nullable String size,
            @Nullable Boolean prePulled,
            @Nullable Boolean lazy) {}

    /**
     * A delay that stands for a system which is not simulated, such as a metric pipeline. Steps say under {@code after}
     * which they wait for.
     */
    public record Modelled(String name, String delay) {}

    /** Where objects come from: a file or folder beside the scenario, or the scenario itself. */
    public record Manifest(@Nullable String path, @Nullable String inline) {}

    /**
     * Something that happens at a time; exactly one of the actions is present.
     *
     * @param after names of {@link Modelled} systems, whose delays come one after another between {@code at} and the action
     */
    public record Step(
            String at,
            String name,
            List<String> after,
            @Nullable Manifest apply,
            @Nullable Target delete,
            @Nullable Scale scale,
            @Nullable Patch patch,
            @Nullable Capacity runDry,
            @Nullable Capacity refill,
            @Nullable Capacity interrupt,
            @Nullable Capacity spotPrice,
            @Nullable Zone zoneDown,
            @Nullable Crash crash,
            @Nullable Throttle throttle,
            @Nullable Replay replay) {
        public Step {
            after = List.copyOf(after);
        }
    }

    /** An object by its name. */
    public record Target(String kind, String name, String namespace) {}

    /** A number of replicas for a workload. */
    public record Scale(String kind, String name, String namespace, int replicas) {}

    /** A merge patch (RFC 7386) for an object. */
    public record Patch(String kind, String name, String namespace, Tree.Mapping merge) {}

    /** Some of what the cloud sells; absent parts mean all. Stars stand for anything. */
    public record Capacity(
            String instanceType,
            String zone,
            String capacityType,
            @Nullable Integer left,
            @Nullable String factor,
            @Nullable String period) {}

    /** A zone that goes down. */
    public record Zone(
            String name,
            @Nullable Boolean unreachable,
            @Nullable String period) {}

    /** A process that dies and comes back. */
    public record Crash(String process, @Nullable String period) {}

    /** Fewer requests to the cloud than usual, per second and at once. */
    public record Throttle(
            String perSecond,
            @Nullable Integer burst,
            @Nullable String period) {}

    /** Arrivals from a CSV file. */
    public record Replay(String path, @Nullable String speed) {}

    /** A figure of the report, or of one workload in it, and what it may be. */
    public record Expectation(
            String metric,
            String workload,
            @Nullable String atMost,
            @Nullable String atLeast,
            @Nullable String equals) {}
}
