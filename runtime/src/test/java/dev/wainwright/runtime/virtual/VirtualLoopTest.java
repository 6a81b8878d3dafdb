package dev.wainwright.runtime.virtual;

import dev.wainwright.runtime.loop.LoopContract;
import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

class VirtualLoopTest extends LoopContract {
    private final VirtualDriver driver = new VirtualDriver(Instant.parse("2026-01-01T00:00:00Z"));

    @Override
    protected Driver driver() {
        return driver;
    }

    @Override
    protected boolean eventually(BooleanSupplier condition) {
        return driver.runUntil(condition, Duration.ofHours(1));
    }
}
