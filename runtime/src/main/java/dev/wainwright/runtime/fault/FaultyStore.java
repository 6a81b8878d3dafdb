package dev.wainwright.runtime.fault;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.Page;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.WatchRequest;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Written;
import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.util.Optional;

/** A store as seen over a bad connection, by a plan and its seed. */
public final class FaultyStore implements ObjectStore {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ObjectStore store;
    private final Driver driver;
    private final FaultPlan plan;
    private final Dice dice;

    public FaultyStore(ObjectStore store, Driver driver, FaultPlan plan) {
        this.store = store;
        this.driver = driver;
        this.plan = plan;
        this.dice = new Dice(plan.seed(), driver, plan.until());
    }

    @Override
    public Result<KubeObject> get(Kind kind, ObjectKey key) {
        return busy("get").<Result<KubeObject>>map(Result::refused).orElseGet(() -> store.get(kind, key));
    }

    @Override
    public Result<Page> list(ListRequest request) {
        return busy("list").<Result<Page>>map(Result::refused).orElseGet(() -> store.list(request));
    }

    @Override
    public Result<Watch> watch(WatchRequest request, WatchListener listener) {
        Optional<Refusal> busy = busy("watch");
        if (busy.isPresent()) {
            return Result.refused(busy.get());
        }
        var faulty = new FaultyWatch(driver, plan, dice, listener);
        return store.watch(request, faulty).then(opened -> {
            faulty.over(opened);
            return Result.ok(faulty);
        });
    }

    @Override
    public Result<Written> write(Write write) {
        Optional<Refusal> busy = busy("write");
        if (busy.isPresent()) {
            return Result.refused(busy.get());
        }
        if (!(write instanceof Write.Create) && dice.fall(plan.conflict())) {
            return Result.refused(new Refusal.Conflict("injected: somebody else was faster at " + write.key()));
        }
        if (dice.fall(plan.lostRequest())) {
            return Result.refused(new Refusal.Timeout("injected: the request was lost"));
        }
        Result<Written> result = store.write(write);
        return dice.fall(plan.lostAnswer())
                ? Result.refused(new Refusal.Timeout("injected: the answer was lost"))
                : result;
    }

    private Optional<Refusal> busy(String request) {
        if (dice.fall(plan.throttled())) {
            return Optional.of(new Refusal.TooManyRequests("injected: too many requests at " + request, RETRY_AFTER));
        }
        return dice.fall(plan.failed())
                ? Optional.of(new Refusal.ServerError("injected: failed at " + request))
                : Optional.empty();
    }
}
