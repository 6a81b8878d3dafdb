package dev.wainwright.apiserver.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is cut off, what is refused, and what is said then. */
class DamageTest {
    @TempDir
    private Path folder;

    /** A log of five acknowledged changes; the offset after each. */
    private List<Long> fiveChanges() throws IOException {
        var ends = new ArrayList<Long>();
        try (KeptStore server = KeptStore.start(folder)) {
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
            Recovered recovered = KeptStore.read(folder);
            int changes = (int) ends.stream().filter(end -> end <= cut).count() - 1;
            assertThat(KeptStore.values(recovered)).as("cut at %s", cut).isEqualTo(after(Math.max(0, changes)));
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
            assertThat(KeptStore.values(result.recovered())).isEqualTo(after(5));
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
                assertThatThrownBy(() -> KeptStore.read(folder))
                        .as("byte %s of %s", at, file.getFileName())
                        .isInstanceOf(JournalException.class)
                        .hasMessageContaining(file.toString());
                assertThat(Files.readAllBytes(file)).as("nothing is changed").isEqualTo(damaged);
            }
            Files.write(file, whole);
        }
        assertThat(KeptStore.values(KeptStore.read(folder))).isEqualTo(after(5));
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
        try (KeptStore server = KeptStore.start(folder)) {
            assertThat(KeptStore.values(server.journal().recovered())).isEqualTo(after(2));
        }
    }

    @Test
    void aTailThatReadsAsZerosNeverReachedTheDisk() throws IOException {
        try (KeptStore server = KeptStore.start(folder)) {
            server.put("a", "1");
            server.put("b", "x".repeat(5000));
        }
        Path log = lastLog(folder);
        byte[] bytes = Files.readAllBytes(log);
        Arrays.fill(bytes, bytes.length - 2000, bytes.length, (byte) 0);
        Files.write(log, bytes);
        Recovered recovered = KeptStore.read(folder);
        assertThat(KeptStore.values(recovered)).containsOnlyKeys("a");
        assertThat(recovered.notes()).singleElement().asString().contains("cut off");
    }

    @Test
    void aMissingLogIsSaid() throws IOException {
        fiveChanges();
        KeptStore.start(folder).close();
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
}
