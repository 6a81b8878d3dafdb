package dev.wainwright.runtime.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.runtime.loop.LoopContract;
import dev.wainwright.runtime.time.Driver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

class WallLoopTest extends LoopContract {
    private static final int CHECKS = 10_000;

    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    private final WallDriver driver = new WallDriver(failures::add, 10);

    @AfterEach
    void nothingWentWrongOnTheSide() {
        driver.close();
        assertThat(failures).isEmpty();
    }

    @Override
    protected Driver driver() {
        return driver;
    }

    /** Looks now and then; gives up only after so long that something must be wrong. */
    @Override
    protected boolean eventually(BooleanSupplier condition) {
        var never = new CountDownLatch(1);
        for (int i = 0; i < CHECKS && !condition.getAsBoolean(); i++) {
            try {
                if (never.await(2, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return condition.getAsBoolean();
    }
}
