package dev.wainwright.simulation.world;

import dev.wainwright.cloud.aws.AwsCloudProvider;
import dev.wainwright.runtime.loop.Controller;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The cloud provider of a process: a new one with each start. */
final class Provider {
    private final Supplier<AwsCloudProvider> maker;
    private @Nullable AwsCloudProvider current;

    Provider(Supplier<AwsCloudProvider> maker) {
        this.maker = maker;
    }

    AwsCloudProvider current() {
        AwsCloudProvider known = current;
        return known == null ? renew() : known;
    }

    /** The same maker of a controller, which begins a new life of the process. */
    Supplier<Controller<?>> renewedBy(Supplier<Controller<?>> first) {
        return () -> {
            renew();
            return first.get();
        };
    }

    private AwsCloudProvider renew() {
        if (current != null) {
            current.stop();
        }
        AwsCloudProvider fresh = maker.get();
        fresh.start();
        current = fresh;
        return fresh;
    }
}
