package dev.wainwright.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks and Karpenter's scheduler one after the other and tells both; see {@code bench/speed.sh}.
 *
 * <pre>SpeedReport --peer BINARY [--shapes A,B] [--sizes 50,1000] [--peer-most 1000] [--workers 1,5] [--out FILE]</pre>
 */
public final class SpeedReport {
    private static final int SECONDS_PER_ITERATION = 2;

    private final Map<String, String> options;

    private SpeedReport(Map<String, String> options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, RunnerException {
        var options = new LinkedHashMap<String, String>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        new SpeedReport(options).run();
    }

    private record Row(Workbench.Shape shape, int pods) {}

    private void run() throws IOException, InterruptedException, RunnerException {
        var page = new StringBuilder(head());
        for (Row row : rows()) {
            String line = line(row);
            System.out.print(line);
            page.append(line);
        }
        String out = options.get("--out");
        if (out != null) {
            Files.writeString(Path.of(out), page);
        }
    }

    /** Karpenter's own sizes, unless others are asked for. */
    private List<Row> rows() {
        List<Integer> sizes = numbers("--sizes", "");
        return Arrays.stream(options.getOrDefault("--shapes", names()).split(","))
                .map(Workbench.Shape::valueOf)
                .flatMap(shape ->
                        (sizes.isEmpty() ? usual(shape) : sizes).stream().map(pods -> new Row(shape, pods)))
                .toList();
    }

    private static String names() {
        return String.join(
                ",", Arrays.stream(Workbench.Shape.values()).map(Enum::name).toList());
    }

    private static List<Integer> usual(Workbench.Shape shape) {
        return switch (shape) {
            case DIVERSE -> List.of(1, 50, 100, 500, 1000, 2000, 5000, 10_000, 20_000, 100_000);
            case PREFERENCES_RESPECTED, PREFERENCES_IGNORED -> List.of(4000);
            case EC2_MIDDLE -> List.of(10_000);
            case EC2_ALL -> List.of(15_000);
            case EC2_FIFTY -> List.of(1000);
            case EC2_IDENTICAL -> List.of(100_000);
        };
    }

    private List<Integer> numbers(String option, String otherwise) {
        String text = options.getOrDefault(option, otherwise);
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
    }

    private String head() {
        return """
                # How fast

                Time for one plan, ours (one thread, warm; the median and the best of all runs; catalogue compiled before, pods grouped
                within) beside Karpenter 1.14's scheduler, in one run of `bench/speed.sh` on %d CPUs, Java %s. Karpenter's benchmark uses
                5 goroutines, its controller by default 1; the factor is against the faster of those measured. CPU time is what the planning
                thread computed, which other work on the machine hardly touches.

                | shape | pods | ours, median ms | ours, best ms | ours, CPU ms | MB allocated | Karpenter, s (%s goroutines) | factor (best ÷ best) |
                |---|---:|---:|---:|---:|---:|---:|---:|
                """.formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version"),
                        options.getOrDefault("--workers", "1,5"));
    }

    private String line(Row row) throws IOException, InterruptedException, RunnerException {
        RunResult ours = measure(row);
        var times = ours.getPrimaryResult().getStatistics();
        double megabytes = allocated(ours) / 1e6;
        double fastest = Double.NaN;
        var theirs = new StringBuilder();
        if (row.pods() <= numbers("--peer-most", "1000").getFirst()) {
            var peer = new Peer(options.getOrDefault("--peer", ""), Path.of("target", "speed"));
            for (int workers : numbers("--workers", "1,5")) {
                double seconds = peer.seconds(row.shape(), row.pods(), workers, row.pods() <= 1000 ? 3 : 1);
                fastest = Double.isNaN(fastest) ? seconds : Math.min(fastest, seconds);
                theirs.append(theirs.isEmpty() ? "" : " / ").append(String.format(Locale.ROOT, "%.3f", seconds));
            }
        }
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %.2f | %.2f | %.2f | %.1f | %s | %s |%n",
                row.shape().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                row.pods(),
                times.getPercentile(50),
                times.getMin(),
                CpuTime.milliseconds(Workbench.of(row.shape(), row.pods(), true)),
                megabytes,
                theirs.isEmpty() ? "–" : theirs,
                Double.isNaN(fastest) ? "–" : String.format(Locale.ROOT, "%,.0f", fastest * 1000 / times.getMin()));
    }

    private static double allocated(RunResult run) {
        var bytes = run.getSecondaryResults().get("gc.alloc.rate.norm");
        return bytes == null ? Double.NaN : bytes.getScore();
    }

    private RunResult measure(Row row) throws RunnerException {
        var jmh = new OptionsBuilder()
                .include(PlanBenchmark.class.getSimpleName())
                .param("shape", row.shape().name())
                .param("pods", Integer.toString(row.pods()))
                .param("shared", "true")
                .mode(Mode.SampleTime)
                .warmupTime(TimeValue.seconds(SECONDS_PER_ITERATION))
                .measurementTime(TimeValue.seconds(SECONDS_PER_ITERATION))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
        return new Runner(jmh).run().iterator().next();
    }
}
