package dev.wainwright.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.core.Pod;
import dev.wainwright.runtime.TinyStore;
import dev.wainwright.runtime.Toys;
import dev.wainwright.runtime.lease.LeaderElection;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the loop promises, whatever time it runs in. */
public abstract class LoopContract {
    private static final ObjectKey ELECTION = new ObjectKey("kube-system", "keeper");
    private static final LeaderElection.Times TIMES =
            new LeaderElection.Times(Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofMillis(500));

    private final TinyStore store = new TinyStore();

    protected abstract Driver driver();

    /** Lets time pass until the condition holds; false when it does not come to hold. */
    protected abstract boolean eventually(BooleanSupplier condition);

    @Test
    void aControllerIsAskedAboutWhatWasThereBeforeIt() {
        store.write(Write.create(Toys.set("web", 3)));

        keeper(Options.STANDARD).start();

        assertThat(eventually(() -> pods() == 3)).isTrue();
    }

    @Test
    void aControllerIsAskedAgainWhenSomethingChanges() {
        keeper(Options.STANDARD).start();
        var web = (ReplicaSet)
                store.write(Write.create(Toys.set("web", 3))).orThrow().object();
        assertThat(eventually(() -> pods() == 3)).isTrue();

        store.write(Write.update(new ReplicaSet(
                web.metadata(), new ReplicaSet.Spec(1, null, web.spec().template()), web.status(), web.rest())));

        assertThat(eventually(() -> pods() == 1)).isTrue();
        assertThat(store.made()).isEqualTo(1 + 3);
    }

    @Test
    void aWatchThatEndsAndForgetsIsMadeUpForByAList() {
        keeper(Options.STANDARD).start();
        store.write(Write.create(Toys.set("web", 3)));
        assertThat(eventually(() -> pods() == 3)).isTrue();
        int before = store.watched();

        store.compact();
        store.write(Write.create(Toys.set("shop", 2)));

        assertThat(eventually(() -> pods() == 5)).isTrue();
        assertThat(eventually(() -> store.watched() == before + 2)).isTrue();
        assertThat(store.made()).isEqualTo(2 + 5);
    }

    @Test
    void aKilledProcessStartsAnewAndFinishesWhatItBegan() {
        var keeper = keeper(Options.STANDARD);
        keeper.start();
        store.write(Write.create(Toys.set("web", 3)));
        assertThat(eventually(() -> pods() == 3)).isTrue();

        keeper.kill();
        store.write(Write.create(Toys.set("shop", 2)));
        keeper.start();

        assertThat(eventually(() -> pods() == 5)).isTrue();
        assertThat(store.made()).isEqualTo(2 + 5);
    }

    @Test
    void aKeyIsNeverWorkedOnTwiceAtATime() {
        var effects = new AtomicInteger();
        var most = new AtomicInteger();
        var runs = new AtomicInteger();
        start(Options.STANDARD, "busy", situation -> {
            if (runs.incrementAndGet() > 20) {
                return Step.DONE;
            }
            return Step.effects(List.of(call(() -> {
                most.accumulateAndGet(effects.incrementAndGet(), Math::max);
                store.write(Write.create(Toys.set("more-" + runs.get(), 0)));
                effects.decrementAndGet();
                return Result.ok("done");
            })));
        });
        store.write(Write.create(Toys.set("web", 0)));

        assertThat(eventually(() -> runs.get() > 20)).isTrue();
        assertThat(most).hasValue(1);
    }

    @Test
    void outcomesComeBackInTheOrderInWhichEffectsWereWanted() {
        List<Object> answers = Collections.synchronizedList(new ArrayList<>());
        start(Options.STANDARD, "asker", situation -> {
            if (situation.outcomes().isEmpty()) {
                return answers.isEmpty()
                        ? Step.effects(List.of(
                                call(() -> Result.ok("first")),
                                call(() -> Result.ok("second")),
                                call(() -> Result.ok("third"))))
                        : Step.DONE;
            }
            situation.outcomes().forEach(outcome -> answers.add(outcome.result().orThrow()));
            return Step.DONE;
        });
        store.write(Write.create(Toys.set("web", 0)));

        assertThat(eventually(() -> answers.size() == 3)).isTrue();
        assertThat(answers).containsExactly("first", "second", "third");
    }

    @Test
    void whatFailsIsTriedAgainUntilItSucceeds() {
        var tries = new AtomicInteger();
        var heard = new AtomicInteger();
        start(Options.STANDARD, "stubborn", situation -> {
            if (situation.outcomes().stream().anyMatch(outcome -> !outcome.isFailure())) {
                heard.incrementAndGet();
                return Step.DONE;
            }
            return Step.effects(List.of(call(() -> tries.incrementAndGet() < 4
                    ? Result.refused(new Refusal.Unavailable("not yet"))
                    : Result.ok("at last"))));
        });
        store.write(Write.create(Toys.set("web", 0)));

        assertThat(eventually(() -> heard.get() == 1)).isTrue();
        assertThat(tries).hasValue(4);
    }

    @Test
    void aControllerThatThrowsIsAskedAgain() {
        var asked = new AtomicInteger();
        var failures = new AtomicInteger();
        var observer = new Observer() {
            @Override
            public void failed(String controller, Object key, RuntimeException exception) {
                failures.incrementAndGet();
            }
        };
        start(Options.STANDARD.with(observer), "clumsy", situation -> {
            if (asked.incrementAndGet() < 3) {
                throw new IllegalStateException("clumsy");
            }
            return Step.DONE;
        });
        store.write(Write.create(Toys.set("web", 0)));

        assertThat(eventually(() -> asked.get() == 3)).isTrue();
        assertThat(failures).hasValue(2);
    }

    @Test
    void aControllerIsWokenWhenItAskedToBe() {
        var start = driver().now();
        List<Duration> times = Collections.synchronizedList(new ArrayList<>());
        start(Options.STANDARD, "sleeper", situation -> {
            times.add(Duration.between(start, situation.now()));
            return times.size() < 3 ? Step.wakeAfter(Duration.ofMillis(200)) : Step.DONE;
        });
        store.write(Write.create(Toys.set("web", 0)));

        assertThat(eventually(() -> times.size() == 3)).isTrue();
        assertThat(times.get(1).minus(times.get(0))).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(times.get(2).minus(times.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void ofTwoCandidatesOneLeadsAndTheOtherTakesOverWhenItFallsSilent() {
        var one = keeper(Options.STANDARD);
        var other = keeper(Options.STANDARD);
        var first = new LeaderElection(driver(), store, ELECTION, "one", TIMES, one::start, one::kill);
        var second = new LeaderElection(driver(), store, ELECTION, "two", TIMES, other::start, other::kill);
        first.start();
        assertThat(eventually(first::isLeading)).isTrue();
        second.start();
        store.write(Write.create(Toys.set("web", 3)));
        assertThat(eventually(() -> pods() == 3)).isTrue();
        assertThat(second.isLeading()).isFalse();

        first.stop();
        store.write(Write.create(Toys.set("shop", 2)));

        assertThat(eventually(() -> second.isLeading() && pods() == 5)).isTrue();
        assertThat(one.isWorking()).isFalse();
        var lease = store.get(LeaderElection.leaseKind(), ELECTION).orThrow();
        assertThat(lease.rest().mapping("spec").text("holderIdentity", "")).isEqualTo("two");
    }

    private static Effect.Call call(java.util.function.Supplier<Result<?>> body) {
        return Effect.Call.of("call", body);
    }

    private ControllerManager keeper(Options options) {
        return new ControllerManager(driver(), store, options, List.of(Toys.PodKeeper::new));
    }

    /** Starts a controller that is asked about the one key {@code it} whenever a ReplicaSet changes. */
    private void start(Options options, String name, Function<Situation, Step> body) {
        var controller = new Controller<String>() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Interest<String>> interests() {
                return List.of(new Interest<>(
                        Kinds.of(ReplicaSet.class), (change, snapshot, concerned) -> concerned.accept("it")));
            }

            @Override
            public Step reconcile(String key, Situation situation) {
                return body.apply(situation);
            }
        };
        new ControllerManager(driver(), store, options, List.of(() -> controller)).start();
    }

    private int pods() {
        return store.list(ListRequest.all(Kinds.of(Pod.class)))
                .orThrow()
                .items()
                .size();
    }
}
