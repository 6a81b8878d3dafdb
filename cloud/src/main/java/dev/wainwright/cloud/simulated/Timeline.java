package dev.wainwright.cloud.simulated;

import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.time.Instant;

/** The driver's time, one step of this EC2 at a time: also the lock that guards all of its state. */
final class Timeline {
    private final Driver driver;

    Timeline(Driver driver) {
        this.driver = driver;
    }

    Instant now() {
        return driver.now();
    }

    /** Changes state later. */
    void after(Duration delay, Runnable change) {
        driver.after(delay, () -> {
            synchronized (this) {
                change.run();
            }
        });
    }

    /** Tells somebody outside, who may come back with requests of his own. */
    void tell(Duration delay, Runnable message) {
        driver.after(delay, message);
    }
}
