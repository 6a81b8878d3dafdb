package dev.wainwright.apiserver.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.api.Kind;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.cluster.store.State;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Selector;
import dev.wainwright.runtime.store.WatchRequest;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Kind MAPS = TreeKinds.builtIn("ConfigMap");
    private static final Resources RESOURCES = new Resources();

    @TempDir
    private Path folder;

    /** A store and its journal, as a server has them. */
    private record Server(Journal journal, ClusterStore store) implements AutoCloseable {
        static Server start(Path folder) throws IOException {
            return start(folder, Journal.Settings.STANDARD);
        }

        static Server start(Path folder, Journal.Settings settings) throws IOException {
            Journal journal = Journal.open(folder, settings);
            State state = journal.recovered()
                    .state(
                            (apiVersion, kind) -> RESOURCES
                                    .kind(apiVersion, kind)
                                    .map(served -> served.resource().kind()),
                            unknown -> {
                                throw new AssertionError("unknown kind: " + Json.print(unknown));
                            });
            var store = new ClusterStore(new VirtualDriver(Instant.EPOCH), 1, 1000, Admission.NONE, state);
            journal.keep(store);
            return new Server(journal, store);
        }

        /** Returns when it is kept. */
        long put(String name, String value) throws IOException {
            Result<KubeObject> known = store.get(MAPS, new ObjectKey("default", name));
            ObjectMeta metadata = known instanceof Result.Ok<KubeObject> found
                    ? found.answer().metadata()
                    : ObjectMeta.named("default", name);
            Tree.Mapping rest =
                    new Tree.Mapping(Map.of("data", new Tree.Mapping(Map.of("value", Tree.text(value)), 0)), 0);
            var object = new TreeObject("v1", "ConfigMap", metadata, rest);
            return kept(known.isOk() ? new Write.Update(MAPS, object) : new Write.Create(MAPS, object));
        }

        long delete(String name) throws IOException {
            return kept(new Write.Delete(
                    MAPS,
                    new ObjectKey("default", name),
                    Write.Preconditions.NONE,
                    Write.Propagation.BACKGROUND,
                    null));
        }

        private long kept(Write write) throws IOException {
            long revision = Long.parseLong(
                    store.write(write).orThrow().object().metadata().resourceVersion());
            journal.await(revision);
            return revision;
        }

        @Override
        public void close() throws IOException {
            journal.close();
        }
    }

    /** The values of the config maps by name. */
    private static Map<String, String> values(Recovered recovered) {
        var values = new LinkedHashMap<String, String>();
        recovered
                .documents("ConfigMap")
                .forEach(each -> values.put(
                        each.mapping("metadata").text("name", ""),
                        each.mapping("data").text("value", "")));
        return values;
    }

    private static Recovered read(Path folder) throws IOException {
        return Recovery.read(new Folder(folder)).recovered();
    }

    @Test
    void whatWasKeptIsThereAgain() throws IOException {
        try (Server server = Server.start(folder)) {
            server.put("a", "1");
            server.put("b", "1");
            server.put("a", "2");
            server.put("c", "1");
            server.delete("b");
        }
        try (Server server = Server.start(folder)) {
            assertThat(values(server.journal().recovered())).containsOnly(Map.entry("a", "2"), Map.entry("c", "1"));
            assertThat(server.journal().recovered().notes()).isEmpty();
            assertThat(server.store()
                            .get(MAPS, new ObjectKey("default", "a"))
                            .orThrow()
                            .metadata()
                            .uid())
                    .isNotEmpty();
            assertThat(server.store().get(MAPS, new ObjectKey("default", "b")).isOk())
                    .isFalse();
            server.put("d", "1");
        }
        assertThat(values(read(folder))).containsOnlyKeys("a", "c", "d");
    }

    @Test
    void revisionsGoOnAndOldWatchesMustListAnew() throws IOException {
        long before;
        try (Server server = Server.start(folder)) {
            before = server.put("a", "1");
        }
        long start;
        try (Server server = Server.start(folder)) {
            start = server.store().revision();
            assertThat(start).isEqualTo(before + Recovered.GAP);
            var watch =
                    server.store().watch(new WatchRequest(MAPS, "", Selector.EVERYTHING, before, false), event -> {});
            assertThat(watch)
                    .isInstanceOfSatisfying(
                            Result.Refused.class,
                            refused -> assertThat(refused.why()).isInstanceOf(Refusal.Gone.class));
        }
        try (Server server = Server.start(folder)) {
            assertThat(server.store().revision())
                    .as("even if nothing was changed")
                    .isGreaterThan(start);
        }
    }

    @Test
    void uidsAreNotGivenTwice() throws IOException {
        String first;
        try (Server server = Server.start(folder)) {
            server.put("a", "1");
            first = uid(server, "a");
        }
        try (Server server = Server.start(folder)) {
            server.put("b", "1");
            assertThat(uid(server, "b")).isNotEqualTo(first);
        }
    }

    private static String uid(Server server, String name) {
        return server.store()
                .get(MAPS, new ObjectKey("default", name))
                .orThrow()
                .metadata()
                .uid();
    }

    @Test
    void attachmentsAreKeptBesideTheObjects() throws IOException {
        try (Server server = Server.start(folder)) {
            server.journal().attach("machines/i-1", new byte[] {1});
            server.journal().attach("machines/i-2", new byte[] {2});
            server.journal().attach("machines/i-1", new byte[] {3});
            server.journal().detach("machines/i-2");
            server.journal().awaitAttachments();
        }
        try (Server server = Server.start(folder)) {
            assertThat(server.journal().recovered().attachments()).containsOnlyKeys("machines/i-1");
            assertThat(server.journal().recovered().attachments().get("machines/i-1"))
                    .containsExactly(3);
        }
        assertThat(read(folder).attachments()).containsOnlyKeys("machines/i-1");
    }

    /** A log of five acknowledged changes; the offset after each. */
    private List<Long> fiveChanges() throws IOException {
        var ends = new ArrayList<Long>();
        try (Server server = Server.start(folder)) {
            ends.add(Files.size(lastLog(folder)));
            for (int i = 1; i <= 5; i++) {
                server.put("m" + i % 3, Integer.toString(i));
                ends.add(Files.size(lastLog(folder)));
            }
        }
        return ends;
    }

    private static Path lastLog(Path folder) throws IOException {
        return new Folder(folder).logs().lastEntry().getValue();
    }

    private static Map<String, String> after(int changes) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 1; i <= changes; i++) {
            values.put("m" + i % 3, Integer.toString(i));
        }
        return values;
    }

    @Test
    void aTailTornAtAnyByteIsCutOff() throws IOException {
        List<Long> ends = fiveChanges();
        byte[] whole = Files.readAllBytes(lastLog(folder));
        Path log = lastLog(folder);
        for (int length = FileHead.LENGTH; length <= whole.length; length++) {
            int cut = length;
            Files.write(log, Arrays.copyOf(whole, cut));
            Recovered recovered = read(folder);
            int changes = (int) ends.stream().filter(end -> end <= cut).count() - 1;
            assertThat(values(recovered)).as("cut at %s", cut).isEqualTo(after(Math.max(0, changes)));
            boolean isClean = cut == FileHead.LENGTH || ends.contains((long) cut);
            assertThat(recovered.notes()).as("cut at %s", cut).hasSize(isClean ? 0 : 1);
            assertThat(Files.size(log)).isEqualTo(changes < 0 ? FileHead.LENGTH : ends.get(changes));
        }
    }

    @Test
    void aLogWithoutAHeadWasJustBegun() throws IOException {
        fiveChanges();
        long next = new Folder(folder).logs().lastKey() + 1;
        for (int length : new int[] {0, 1, FileHead.LENGTH - 1, FileHead.LENGTH}) {
            Files.write(new Folder(folder).log(next), new byte[length]);
            Recovery.Result result = Recovery.read(new Folder(folder));
            assertThat(values(result.recovered())).isEqualTo(after(5));
            assertThat(result.nextLog()).isEqualTo(next);
        }
    }

    @Test
    void aFlippedByteIsNeverPassedOver() throws IOException {
        fiveChanges();
        for (Path file : List.of(
                lastLog(folder), new Folder(folder).snapshots().lastEntry().getValue())) {
            byte[] whole = Files.readAllBytes(file);
            for (int at = 0; at < whole.length; at++) {
                byte[] damaged = whole.clone();
                damaged[at] ^= 0x10;
                Files.write(file, damaged);
                assertThatThrownBy(() -> read(folder))
                        .as("byte %s of %s", at, file.getFileName())
                        .isInstanceOf(JournalException.class)
                        .hasMessageContaining(file.toString());
                assertThat(Files.readAllBytes(file)).as("nothing is changed").isEqualTo(damaged);
            }
            Files.write(file, whole);
        }
        assertThat(values(read(folder))).isEqualTo(after(5));
    }

    @Test
    void damageInTheMiddleIsSaidWithFileOffsetAndAWayOut() throws IOException {
        List<Long> ends = fiveChanges();
        Path log = lastLog(folder);
        byte[] bytes = Files.readAllBytes(log);
        bytes[(int) (ends.get(2) + Frame.HEAD + 3)] ^= 1;
        Files.write(log, bytes);
        assertThatThrownBy(() -> Journal.open(folder))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(log + " is damaged at byte " + ends.get(2))
                .hasMessageContaining("truncate -s " + ends.get(2));
        // The way out leads out.
        Files.write(log, Arrays.copyOf(bytes, ends.get(2).intValue()));
        try (Server server = Server.start(folder)) {
            assertThat(values(server.journal().recovered())).isEqualTo(after(2));
        }
    }

    @Test
    void aTailThatReadsAsZerosNeverReachedTheDisk() throws IOException {
        try (Server server = Server.start(folder)) {
            server.put("a", "1");
            server.put("b", "x".repeat(5000));
        }
        Path log = lastLog(folder);
        byte[] bytes = Files.readAllBytes(log);
        Arrays.fill(bytes, bytes.length - 2000, bytes.length, (byte) 0);
        Files.write(log, bytes);
        Recovered recovered = read(folder);
        assertThat(values(recovered)).containsOnlyKeys("a");
        assertThat(recovered.notes()).singleElement().asString().contains("cut off");
    }

    @Test
    void aMissingLogIsSaid() throws IOException {
        fiveChanges();
        Server.start(folder).close();
        Path first = new Folder(folder).logs().firstEntry().getValue();
        Files.delete(first);
        assertThatThrownBy(() -> Journal.open(folder))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(first + " is missing");
    }

    @Test
    void anotherFormatIsSaid() throws IOException {
        fiveChanges();
        Path log = lastLog(folder);
        byte[] bytes = Files.readAllBytes(log);
        ByteBuffer head = ByteBuffer.wrap(bytes);
        head.putInt(8, FileHead.FORMAT + 1);
        head.putInt(20, Frame.checksum(ByteBuffer.wrap(bytes, 0, 20)));
        Files.write(log, bytes);
        assertThatThrownBy(() -> Journal.open(folder))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("is of format 2, this program reads and writes format 1");
    }

    @Test
    void aFolderBelongsToOneAtATime() throws IOException {
        try (Server server = Server.start(folder)) {
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
        try (Server server = Server.start(folder, new Journal.Settings(20_000, steps))) {
            for (int i = 0; i < 400; i++) {
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
            assertThat(values(read(copied.get(i)))).as("copy %s", i).isEqualTo(expected.get(i));
        }
        assertThat(values(read(folder))).isEqualTo(acknowledged);
        assertThat(new Folder(folder).snapshots()).hasSize(1);
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
        try (Server server = Server.start(folder)) {
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
        assertThat(values(read(folder)))
                .hasSize(writers)
                .allSatisfy((name, value) -> assertThat(value).isEqualTo("19"));
    }

    @Test
    void whoWaitsIsToldWhenNothingCanBeKeptAnyMore() throws IOException {
        var told = new ConcurrentLinkedQueue<JournalException>();
        Journal journal = Journal.open(folder);
        var store = new ClusterStore(new VirtualDriver(Instant.EPOCH), 1);
        journal.keep(store, told::add);
        try (var server = new Server(journal, store)) {
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
        assertThat(values(read(folder))).containsOnlyKeys("a");
    }

    @Test
    void whatWasAttachedMayBeAnything() throws IOException {
        byte[] content = "{\"any\":\"thing\"}".getBytes(StandardCharsets.UTF_8);
        try (Server server = Server.start(folder)) {
            server.journal().attach("", content);
            server.journal().attach("ü", new byte[0]);
            server.journal().awaitAttachments();
        }
        assertThat(read(folder).attachments().get("")).isEqualTo(content);
        assertThat(read(folder).attachments().get("ü")).isEmpty();
    }
}
