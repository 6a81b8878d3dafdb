package dev.wainwright.apiserver.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A process of its own that writes without end until it is killed. Each writer does the same as in every other process; what
 * it has done says {@code writer step revision} on standard output once it is kept.
 */
final class CrashingServer {
    static final int WRITERS = 4;
    private static final int NAMES = 20;
    private static final int DELETES_EVERY = 7;
    private static final Journal.Settings OFTEN = new Journal.Settings(1 << 15, Snapshot.Steps.NONE);

    private CrashingServer() {}

    /** The folder, then for each writer the step that comes next. */
    public static void main(String[] args) throws IOException {
        KeptStore server = KeptStore.start(Path.of(args[0]), OFTEN);
        var out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        List<Integer> next = Arrays.stream(args).skip(1).map(Integer::valueOf).toList();
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            Thread.ofPlatform().start(() -> write(server, number, next.get(number), out));
        }
    }

    private static void write(KeptStore server, int writer, int first, PrintStream out) {
        try {
            Map<String, String> known = after(writer, first - 1);
            for (int step = first; ; step++) {
                String name = name(writer, step);
                boolean isThere = known.containsKey(name);
                apply(known, writer, step);
                long revision = isThere && step % DELETES_EVERY == 0
                        ? server.delete(name)
                        : server.put(name, Integer.toString(step));
                out.println(writer + " " + step + " " + revision);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a writer's maps hold once it has done its first {@code steps} steps. */
    static Map<String, String> after(int writer, int steps) {
        var values = new TreeMap<String, String>();
        for (int step = 1; step <= steps; step++) {
            apply(values, writer, step);
        }
        return values;
    }

    private static void apply(Map<String, String> values, int writer, int step) {
        String name = name(writer, step);
        if (step % DELETES_EVERY == 0 && values.containsKey(name)) {
            values.remove(name);
        } else {
            values.put(name, Integer.toString(step));
        }
    }

    private static String name(int writer, int step) {
        return prefix(writer) + step % NAMES;
    }

    static String prefix(int writer) {
        return "writer-" + writer + "-";
    }

    /** Starts one in this Java with these classes. */
    static Process start(Path folder, List<Integer> next) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingServer.class.getName(),
                folder.toString()));
        next.forEach(step -> command.add(step.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
