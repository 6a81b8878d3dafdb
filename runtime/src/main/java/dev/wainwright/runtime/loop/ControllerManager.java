package dev.wainwright.runtime.loop;

import dev.wainwright.api.Kind;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A process of controllers that share local copies, begin together and die together. After a restart nothing is left of
 * what they remembered: each is made anew, and everything is listed again.
 */
public final class ControllerManager {
    private final Driver driver;
    private final ObjectStore store;
    private final Options options;
    private final List<Supplier<? extends Controller<?>>> controllers;
    private @Nullable Life life;

    public ControllerManager(
            Driver driver,
            ObjectStore store,
            Options options,
            List<? extends Supplier<? extends Controller<?>>> controllers) {
        this.driver = driver;
        this.store = store;
        this.options = options;
        this.controllers = List.copyOf(controllers);
    }

    /** Begins to list, to watch, and then to work; does nothing when it runs already. */
    public synchronized void start() {
        if (life == null) {
            var fresh = new ArrayList<Controller<?>>();
            controllers.forEach(maker -> fresh.add(maker.get()));
            life = new Life(driver, store, options, this::crash);
            life.begin(fresh);
        }
    }

    /**
     * Ends at once, in the middle of whatever it does: what it sent may still arrive, what it had not sent never happens.
     * It can be started again.
     */
    public synchronized void kill() {
        if (life != null) {
            life.end();
            life = null;
        }
    }

    /** Tells the controllers that the store serves one more kind; those that start later have to know by themselves. */
    public synchronized void served(Kind kind) {
        if (life != null) {
            life.served(kind);
        }
    }

    /** Whether it has listed everything and works. */
    public synchronized boolean isWorking() {
        return life != null && life.isOpen();
    }

    private void crash(Duration pause) {
        kill();
        driver.after(pause, this::start);
    }
}
