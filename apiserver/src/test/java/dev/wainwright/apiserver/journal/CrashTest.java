package dev.wainwright.apiserver.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills real processes; {@code -Dcrashes=100} kills more of them. */
class CrashTest {
    private static final int CRASHES = Integer.getInteger("crashes", 20);
    private static final long SEED = Long.getLong("seed", 1);

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<Integer> done = new ArrayList<>(Collections.nCopies(CrashingServer.WRITERS, 0));
    private long newest;
    private int acknowledged;

    @Test
    void whatWasAcknowledgedSurvivesTheProcessWheneverItIsKilled() throws Exception {
        for (int crash = 1; crash <= CRASHES; crash++) {
            String when = "crash " + crash + ", seed " + SEED;
            runAndKill(when);
            Recovered recovered = KeptStore.read(folder);
            assertThat(recovered.revision()).as(when).isGreaterThanOrEqualTo(newest);
            newest = recovered.revision();
            for (int writer = 0; writer < CrashingServer.WRITERS; writer++) {
                done.set(writer, kept(writer, recovered, when));
            }
        }
        assertThat(acknowledged).isGreaterThan(CRASHES);
    }

    /** Some die while they start, the others under load. */
    private void runAndKill(String when) throws IOException, InterruptedException {
        Process server =
                CrashingServer.start(folder, done.stream().map(step -> step + 1).toList());
        try (BufferedReader said = server.inputReader()) {
            if (random.nextInt(5) == 0) {
                assertThat(server.waitFor(random.nextInt(1500), TimeUnit.MILLISECONDS))
                        .as(when)
                        .isFalse();
            } else {
                for (int left = random.nextInt(1, 400); left > 0; left--) {
                    String line = said.readLine();
                    assertThat(line).as(when).isNotNull();
                    acknowledge(line, when);
                }
            }
            // By its handle: Process.destroyForcibly closes the stream, with what has been said and not been read.
            server.toHandle().destroyForcibly();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                acknowledge(line, when);
            }
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    /** The last line may be cut off by the end. */
    private void acknowledge(String line, String when) {
        String[] words = line.split(" ", -1);
        if (words.length < 3 || words[2].isEmpty()) {
            return;
        }
        int writer = Integer.parseInt(words[0]);
        assertThat(Integer.parseInt(words[1])).as(when).isEqualTo(done.get(writer) + 1);
        done.set(writer, done.get(writer) + 1);
        acknowledged++;
        newest = Math.max(newest, Long.parseLong(words[2]));
    }

    /** How many steps of a writer are kept: all that were acknowledged, and maybe the one that it was about to do. */
    private int kept(int writer, Recovered recovered, String when) {
        var values = new TreeMap<>(KeptStore.values(recovered));
        values.keySet().removeIf(name -> !name.startsWith(CrashingServer.prefix(writer)));
        int steps = done.get(writer);
        Map<String, String> oneMore = CrashingServer.after(writer, steps + 1);
        if (values.equals(oneMore)) {
            return steps + 1;
        }
        assertThat(values).as(when + ", writer " + writer).isEqualTo(CrashingServer.after(writer, steps));
        return steps;
    }
}
