package dev.wainwright.bench.optimality;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Asks Karpenter the whole suite ahead, smallest questions first: {@code AskKarpenter BINARY FOLDER [SECONDS [MOST_PODS]]}.
 * Can be stopped and started again; what is answered is kept.
 */
public final class AskKarpenter {
    private AskKarpenter() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[1]);
        long seconds = arguments.length > 2 ? Long.parseLong(arguments[2]) : 120;
        int most = arguments.length > 3 ? Integer.parseInt(arguments[3]) : Integer.MAX_VALUE;
        var karpenter = new Karpenter(Path.of(arguments[0]), folder.resolve("karpenter"), Duration.ofSeconds(seconds));
        List<Spec> specs = Suite.of(Suite.SEED).stream()
                .filter(spec -> spec.pods() <= most)
                .sorted(Comparator.comparingInt(Spec::pods))
                .toList();
        for (Spec spec : specs) {
            long start = System.nanoTime();
            boolean answered = karpenter.ask(Question.of(spec, folder)).isPresent();
            System.out.printf(
                    "%s %s %.1f s%n", spec.name(), answered ? "answered" : "late", (System.nanoTime() - start) / 1e9);
        }
    }
}
