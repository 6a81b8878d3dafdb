package dev.wainwright.runtime.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.runtime.TinyStore;
import dev.wainwright.runtime.Toys;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.ControllerManager;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.LoopContract;
import dev.wainwright.runtime.loop.Observer;
import dev.wainwright.runtime.loop.Options;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.time.Driver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WallLoopTest extends LoopContract {
    private static final int CHECKS = 10_000;

    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    private final WallDriver driver = new WallDriver(failures::add, 10);

    @AfterEach
    void nothingWentWrongOnTheSide() {
        driver.close();
        assertThat(failures).isEmpty();
    }

    @Test
    void faultsBesideAControllerDoNotStopIt() {
        var store = new TinyStore();
        int keys = 100;
        for (int i = 0; i < keys; i++) {
            store.write(Write.create(Toys.set("set-" + i, 0)));
        }
        Set<Object> decided = ConcurrentHashMap.newKeySet();
        var faults = new AtomicInteger();
        var observer = new Observer() {
            @Override
            public void begun(String controller, Object key) {
                if (faults.getAndIncrement() < 10) {
                    throw new IllegalStateException("a fault");
                }
            }

            @Override
            public void decided(String controller, Object key, Step step) {
                decided.add(key);
            }
        };

        new ControllerManager(driver, store, Options.STANDARD.with(observer), List.of(WallLoopTest::idle)).start();

        assertThat(eventually(() -> decided.size() == keys - 10)).isTrue();
        assertThat(eventually(() -> failures.size() == 10)).isTrue();
        failures.clear();
    }

    private static Controller<ObjectKey> idle() {
        return new Controller<>() {
            @Override
            public String name() {
                return "idle";
            }

            @Override
            public List<Interest<ObjectKey>> interests() {
                return List.of(Interest.about(ReplicaSet.class));
            }

            @Override
            public Step reconcile(ObjectKey key, Situation situation) {
                return Step.DONE;
            }
        };
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
