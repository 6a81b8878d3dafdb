package dev.wainwright.runtime.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.runtime.TinyStore;
import dev.wainwright.runtime.Toys;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Written;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies of a store that hear of one change in two ways: by their watch, and from whoever made it. */
class CachesTest {
    private final VirtualDriver driver = new VirtualDriver(Instant.parse("2026-01-01T00:00:00Z"));
    private final TinyStore store = new TinyStore();
    private final Caches caches = new Caches(driver, store, Caches.Delays.NONE, change -> {});

    @BeforeEach
    void begin() {
        caches.include(Kinds.of(Pod.class));
        caches.start(() -> {});
        settle();
    }

    private void settle() {
        driver.runFor(Duration.ofSeconds(1));
    }

    private Written created(String name) {
        return store.write(Write.create(Toys.pod(name, name, Map.of()))).orThrow();
    }

    @Test
    void whatWasWrittenIsThereBeforeTheWatchTellsOfIt() {
        caches.wrote(Kinds.of(Pod.class), created("a"));

        assertThat(caches.all(Pod.class)).extracting(Pod::name).containsExactly("a");
        settle();
        assertThat(caches.all(Pod.class)).hasSize(1);
    }

    @Test
    void anAnswerThatComesAfterTheWatchHasToldOfTheEndBringsNothingBack() {
        Written written = created("a");
        store.write(Write.delete(written.object())).orThrow();
        settle();
        assertThat(caches.all(Pod.class)).isEmpty();

        caches.wrote(Kinds.of(Pod.class), written);
        assertThat(caches.all(Pod.class)).isEmpty();
    }
}
