package dev.wainwright.autoscaler.report;

import dev.wainwright.cloud.provider.CloudProvider;
import dev.wainwright.runtime.loop.Observer;
import java.util.function.BooleanSupplier;

/** What is built into an autoscaler to see how it works. It changes nothing. */
public interface Instruments {
    /** Nothing is measured. */
    Instruments NONE = new Instruments() {};

    /** What hears of each step of its controllers. */
    default Observer loop() {
        return Observer.NONE;
    }

    /** The cloud as a controller is to use it. */
    default CloudProvider cloud(String controller, CloudProvider cloud) {
        return cloud;
    }

    /** Its controllers begin to run in a process of which {@code isWorking} says whether it knows everything and works. */
    default void process(BooleanSupplier isWorking) {}
}
