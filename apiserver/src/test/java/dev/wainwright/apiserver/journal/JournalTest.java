package dev.wainwright.apiserver.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Selector;
import dev.wainwright.runtime.store.WatchRequest;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasKeptIsThereAgain() throws IOException {
        try (KeptStore server = KeptStore.start(folder)) {
            server.put("a", "1");
            server.put("b", "1");
            server.put("a", "2");
            server.put("c", "1");
            server.delete("b");
        }
        try (KeptStore server = KeptStore.start(folder)) {
            assertThat(KeptStore.values(server.journal().recovered()))
                    .containsOnly(Map.entry("a", "2"), Map.entry("c", "1"));
            assertThat(server.journal().recovered().notes()).isEmpty();
            assertThat(server.store()
                            .get(KeptStore.MAPS, new ObjectKey("default", "a"))
                            .orThrow()
                            .metadata()
                            .uid())
                    .isNotEmpty();
            assertThat(server.store()
                            .get(KeptStore.MAPS, new ObjectKey("default", "b"))
                            .isOk())
                    .isFalse();
            server.put("d", "1");
        }
        assertThat(KeptStore.values(KeptStore.read(folder))).containsOnlyKeys("a", "c", "d");
    }

    @Test
    void revisionsGoOnAndOldWatchesMustListAnew() throws IOException {
        long before;
        try (KeptStore server = KeptStore.start(folder)) {
            before = server.put("a", "1");
        }
        long start;
        try (KeptStore server = KeptStore.start(folder)) {
            start = server.store().revision();
            assertThat(start).isEqualTo(before + Recovered.GAP);
            var watch = server.store()
                    .watch(new WatchRequest(KeptStore.MAPS, "", Selector.EVERYTHING, before, false), event -> {});
            assertThat(watch)
                    .isInstanceOfSatisfying(
                            Result.Refused.class,
                            refused -> assertThat(refused.why()).isInstanceOf(Refusal.Gone.class));
        }
        try (KeptStore server = KeptStore.start(folder)) {
            assertThat(server.store().revision())
                    .as("even if nothing was changed")
                    .isGreaterThan(start);
        }
    }

    @Test
    void uidsAreNotGivenTwice() throws IOException {
        String first;
        try (KeptStore server = KeptStore.start(folder)) {
            server.put("a", "1");
            first = uid(server, "a");
        }
        try (KeptStore server = KeptStore.start(folder)) {
            server.put("b", "1");
            assertThat(uid(server, "b")).isNotEqualTo(first);
        }
    }

    private static String uid(KeptStore server, String name) {
        return server.store()
                .get(KeptStore.MAPS, new ObjectKey("default", name))
                .orThrow()
                .metadata()
                .uid();
    }

    @Test
    void attachmentsAreKeptBesideTheObjects() throws IOException {
        try (KeptStore server = KeptStore.start(folder)) {
            server.journal().attach("machines/i-1", new byte[] {1});
            server.journal().attach("machines/i-2", new byte[] {2});
            server.journal().attach("machines/i-1", new byte[] {3});
            server.journal().detach("machines/i-2");
            server.journal().awaitAttachments();
        }
        try (KeptStore server = KeptStore.start(folder)) {
            assertThat(server.journal().recovered().attachments()).containsOnlyKeys("machines/i-1");
            assertThat(server.journal().recovered().attachments().get("machines/i-1"))
                    .containsExactly(3);
        }
        assertThat(KeptStore.read(folder).attachments()).containsOnlyKeys("machines/i-1");
    }

    @Test
    void aFolderBelongsToOneAtATime() throws IOException {
        try (KeptStore server = KeptStore.start(folder)) {
            server.put("a", "1");
            assertThatThrownBy(() -> Journal.open(folder))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("the folder " + folder + " is in use by process "
                            + ProcessHandle.current().pid());
        }
        Journal.open(folder).close();
    }

    @Test
    void aCrashAtAnyStepOfASnapshotLosesNothing(@TempDir Path copies) throws IOException {
        var random = new SplittableRandom(7);
        var acknowledged = new LinkedHashMap<String, String>();
        var copied = new ArrayList<Path>();
        var expected = new ArrayList<Map<String, String>>();
        Snapshot.Steps steps = () -> {
            synchronized (acknowledged) {
                expected.add(Map.copyOf(acknowledged));
                copied.add(copy(folder, copies.resolve(Integer.toString(copied.size()))));
            }
        };
        try (KeptStore server = KeptStore.start(folder, new Journal.Settings(20_000, steps))) {
            // Snapshots are made beside the writer, as often as they get a turn.
            for (int i = 0; i < 400 || (sizeOf(copied, acknowledged) <= 20 && i < 20_000); i++) {
                String name = "m" + random.nextInt(50);
                boolean isGone = acknowledged.containsKey(name) && random.nextInt(4) == 0;
                String value = i + "x".repeat(random.nextInt(2000));
                // The copy must not fall between the change and the note that it was acknowledged.
                synchronized (acknowledged) {
                    if (isGone) {
                        server.delete(name);
                        acknowledged.remove(name);
                    } else {
                        server.put(name, value);
                        acknowledged.put(name, value);
                    }
                }
            }
        }
        assertThat(copied).hasSizeGreaterThan(20);
        for (int i = 0; i < copied.size(); i++) {
            assertThat(KeptStore.values(KeptStore.read(copied.get(i))))
                    .as("copy %s", i)
                    .isEqualTo(expected.get(i));
        }
        assertThat(KeptStore.values(KeptStore.read(folder))).isEqualTo(acknowledged);
        assertThat(new Folder(folder).snapshots()).hasSize(1);
    }

    private static int sizeOf(List<Path> paths, Object lock) {
        synchronized (lock) {
            return paths.size();
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                try {
                    Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                } catch (NoSuchFileException e) {
                    throw new AssertionError("the copy is made while nothing else happens", e);
                }
            }
        }
        return to;
    }

    @Test
    void manyWritersShareAGroup() throws Exception {
        int writers = 16;
        try (KeptStore server = KeptStore.start(folder)) {
            var threads = new ArrayList<Thread>();
            var failures = new ConcurrentLinkedQueue<Throwable>();
            for (int i = 0; i < writers; i++) {
                int writer = i;
                threads.add(Thread.ofVirtual().start(() -> {
                    try {
                        for (int k = 0; k < 20; k++) {
                            server.put("w" + writer, Integer.toString(k));
                        }
                    } catch (IOException | RuntimeException e) {
                        failures.add(e);
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failures).isEmpty();
        }
        assertThat(KeptStore.values(KeptStore.read(folder)))
                .hasSize(writers)
                .allSatisfy((name, value) -> assertThat(value).isEqualTo("19"));
    }

    @Test
    void whoWaitsIsToldWhenNothingCanBeKeptAnyMore() throws IOException {
        var told = new ConcurrentLinkedQueue<JournalException>();
        Journal journal = Journal.open(folder);
        var store = new ClusterStore(new VirtualDriver(Instant.EPOCH), 1);
        journal.keep(store, told::add);
        try (var server = new KeptStore(journal, store)) {
            server.put("a", "1");
            // Interrupting a thread closes the file that it writes.
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("journal"))
                    .forEach(Thread::interrupt);
            assertThatThrownBy(() -> server.put("b", "1"))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("changes can no longer be kept in " + folder);
            assertThatThrownBy(() -> server.put("c", "1")).isInstanceOf(JournalException.class);
            assertThatThrownBy(() -> journal.await(store.revision())).isInstanceOf(JournalException.class);
        }
        assertThat(told).hasSize(1);
        assertThat(KeptStore.values(KeptStore.read(folder))).containsOnlyKeys("a");
    }

    @Test
    void whatWasAttachedMayBeAnything() throws IOException {
        byte[] content = "{\"any\":\"thing\"}".getBytes(StandardCharsets.UTF_8);
        try (KeptStore server = KeptStore.start(folder)) {
            server.journal().attach("", content);
            server.journal().attach("ü", new byte[0]);
            server.journal().awaitAttachments();
        }
        assertThat(KeptStore.read(folder).attachments().get("")).isEqualTo(content);
        assertThat(KeptStore.read(folder).attachments().get("ü")).isEmpty();
    }
}
