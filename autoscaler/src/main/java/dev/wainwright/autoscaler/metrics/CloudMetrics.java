package dev.wainwright.autoscaler.metrics;

import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.cloud.provider.CloudProvider;
import dev.wainwright.cloud.provider.Deletion;
import dev.wainwright.cloud.provider.Launch;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Effect;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.time.Clock;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How long a cloud's answers take, and how many of them are errors. */
final class CloudMetrics {
    private final Clock clock;
    private final Histogram duration;
    private final Counter errors;

    CloudMetrics(Meters meters, Clock clock) {
        this.clock = clock;
        duration = meters.histogram(
                "karpenter_cloudprovider_duration_seconds",
                "How long calls to the cloud take.",
                Buckets.DEFAULT,
                "controller",
                "method",
                "provider");
        errors = meters.counter(
                "karpenter_cloudprovider_errors_total",
                "Calls to the cloud that failed; the error is empty when it is of no special kind.",
                "controller",
                "method",
                "provider",
                "error");
    }

    CloudProvider of(String controller, CloudProvider cloud) {
        return new Measured(controller, cloud);
    }

    /** The cloud as one controller uses it. */
    private final class Measured implements CloudProvider {
        private final String controller;
        private final CloudProvider cloud;

        Measured(String controller, CloudProvider cloud) {
            this.controller = controller;
            this.cloud = cloud;
        }

        @Override
        public String name() {
            return cloud.name();
        }

        @Override
        public List<Class<? extends KubeObject>> nodeClasses() {
            return cloud.nodeClasses();
        }

        @Override
        public List<InstanceType> instanceTypes(NodePool pool, Snapshot known) {
            return cloud.instanceTypes(pool, known);
        }

        @Override
        public Effect.Call create(NodeClaim claim, Snapshot known) {
            return measured("Create", cloud.create(claim, known));
        }

        @Override
        public Effect.Call delete(NodeClaim claim) {
            return measured("Delete", cloud.delete(claim));
        }

        @Override
        public Effect.Call list() {
            return measured("List", cloud.list());
        }

        private Effect.Call measured(String method, Effect.Call call) {
            return new Effect.Call(call.name(), answer -> {
                Instant begin = clock.now();
                call.body().accept(result -> {
                    duration.labelValues(controller, method, name()).observe(PodTimes.seconds(begin, clock.now()));
                    error(result)
                            .ifPresent(error -> errors.labelValues(controller, method, name(), error)
                                    .inc());
                    answer.accept(result);
                });
            });
        }
    }

    private static Optional<String> error(Result<?> result) {
        if (!(result instanceof Result.Ok<?> ok)) {
            return Optional.of("");
        }
        return switch (ok.answer()) {
            case Launch.InsufficientCapacity none -> Optional.of("InsufficientCapacityError");
            case Launch.NodeClassNotReady unready -> Optional.of("NodeClassNotReadyError");
            case Launch.Failed failed -> Optional.of("");
            case Deletion deletion ->
                deletion == Deletion.GONE ? Optional.of("NodeClaimNotFoundError") : Optional.empty();
            default -> Optional.empty();
        };
    }
}
