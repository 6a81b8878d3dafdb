package dev.wainwright.bench.optimality;

import dev.wainwright.bench.compare.JudgedPlans;
import dev.wainwright.solver.Bound;
import dev.wainwright.solver.Effort;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.compile.PlanOptions;
import dev.wainwright.solver.compile.Planner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Asks the suite and tells how far every answer is from the bound; see {@code bench/optimality.sh}.
 *
 * <p>Exit code 2 when a plan of ours breaks a rule, places fewer pods than first-fit does or costs more.
 */
public final class Optimality {
    private final Map<String, String> options;
    private final Path folder;

    private Optimality(Map<String, String> options) {
        this.options = options;
        this.folder = Path.of(options.getOrDefault("--folder", "target/optimality"));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var options = new LinkedHashMap<String, String>();
        for (int i = 0; i < arguments.length; i++) {
            boolean alone = i + 1 == arguments.length || arguments[i + 1].startsWith("--");
            options.put(arguments[i], alone ? "" : arguments[++i]);
        }
        System.exit(new Optimality(options).run(String.join(" ", arguments)) ? 0 : 2);
    }

    private boolean run(String command) throws IOException, InterruptedException {
        if (options.containsKey("--ask-only")) {
            return askKarpenter();
        }
        var lines = new ArrayList<Line>();
        for (Spec spec : specs()) {
            Line line = ask(Question.of(spec, folder));
            System.out.print(progress(line));
            lines.add(line);
        }
        String page = new OptimalityReport(lines).markdown(head(command), timing());
        String out = options.get("--out");
        if (out == null) {
            System.out.print(page);
        } else {
            Files.writeString(Path.of(out), page);
        }
        return lines.stream()
                .allMatch(line -> line.costOptimal().isRight()
                        && line.firstFit().isRight()
                        && line.against(line.firstFit()) >= 0);
    }

    /** The small questions first. */
    private boolean askKarpenter() throws IOException, InterruptedException {
        List<Spec> specs =
                specs().stream().sorted(Comparator.comparingInt(Spec::pods)).toList();
        for (Spec spec : specs) {
            boolean answered = karpenter().ask(Question.of(spec, folder)).isPresent();
            System.out.printf("%s %s%n", spec.name(), answered ? "answered" : "not finished");
        }
        return true;
    }

    private String timing() {
        boolean wanted = !options.containsKey("--quick") || options.containsKey("--times");
        return wanted ? Timing.markdown(folder) : "";
    }

    private List<Spec> specs() {
        List<String> families = list("--families");
        List<String> sizes = list("--sizes");
        return Suite.of(Long.parseLong(options.getOrDefault("--seed", Long.toString(Suite.SEED)))).stream()
                .filter(spec ->
                        families.isEmpty() || families.contains(spec.family().title()))
                .filter(spec -> sizes.isEmpty() || sizes.contains(Integer.toString(spec.pods())))
                .toList();
    }

    private List<String> list(String option) {
        String text = options.getOrDefault(option, "");
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.toLowerCase(Locale.ROOT).split(",")).toList();
    }

    private Line ask(Question question) throws IOException, InterruptedException {
        Planner.Prepared prepared = Planner.prepare(question.objects(), pool -> question.types(), PlanOptions.DEFAULT);
        Measured firstFit = measured(new Packer(Policy.FIRST_FIT, effort()), question, prepared);
        Measured costOptimal = measured(new Packer(Policy.COST_OPTIMAL, effort()), question, prepared);
        Optional<Bound> bound = costOptimal.plan().bound();
        return new Line(
                question.spec(),
                firstFit.outcome(),
                costOptimal.outcome(),
                karpenters(question),
                bound.isPresent() ? OptionalDouble.of(bound.get().hourlyPrice()) : OptionalDouble.empty(),
                bound.map(Bound::ignores).orElse(List.of()));
    }

    private Measured measured(Packer packer, Question question, Planner.Prepared prepared) {
        return options.containsKey("--quick")
                ? Measured.once(packer, question, prepared)
                : Measured.of(packer, question, prepared);
    }

    private Effort effort() {
        return Effort.valueOf(options.getOrDefault("--effort", "normal").toUpperCase(Locale.ROOT));
    }

    private Optional<Outcome> karpenters(Question question) throws IOException, InterruptedException {
        return options.containsKey("--no-peer")
                ? Optional.empty()
                : karpenter().ask(question).map(file -> outcome(file, question));
    }

    private Karpenter karpenter() {
        return new Karpenter(
                Path.of(options.getOrDefault("--peer", "target/karpenter-peer")),
                Path.of(options.getOrDefault(
                        "--peer-cache", folder.resolve("karpenter").toString())),
                Duration.ofSeconds(limit()));
    }

    private Outcome outcome(Path file, Question question) {
        JudgedPlans.WithTime theirs = JudgedPlans.read(file);
        return options.containsKey("--quick")
                ? Outcome.unjudged(theirs.plan(), theirs.seconds())
                : Outcome.of(theirs.plan(), question, theirs.seconds());
    }

    private long limit() {
        return Long.parseLong(options.getOrDefault("--peer-seconds", "120"));
    }

    private static String progress(Line line) {
        OptionalDouble over = line.overBound(line.costOptimal());
        return String.format(
                Locale.ROOT,
                "%-26s %-16s CostOptimal %10.4f (%s of the bound) FirstFit %10.4f Karpenter %s %8.1f ms%s%n",
                line.spec().name(),
                line.spec().offerTitle(),
                line.costOptimal().price(),
                over.isPresent() ? String.format(Locale.ROOT, "%.4f", over.getAsDouble()) : "–",
                line.firstFit().price(),
                line.karpenter()
                        .map(it -> String.format(Locale.ROOT, "%10.4f", it.price()))
                        .orElse("–"),
                line.costOptimal().seconds() * 1e3,
                line.costOptimal().isRight()
                        ? ""
                        : " BREAKS " + line.costOptimal().broken().getFirst());
    }

    private String head(String command) throws IOException {
        return """
                # How near to the cheapest

                Every question of the seeded suite, planned by CostOptimal and FirstFit, and by Karpenter 1.14's scheduler, all judged by
                the independent checker and held against the lower bound that CostOptimal certifies for the pods it places. A plan that
                breaks a rule or places another number of pods has no ratio. Our times are processor time of the planning thread, warm,
                with the catalogue compiled before. Karpenter is given %d s of processor time for a question; its times are its own wall
                clock at low priority, from whenever it was asked: [speed.md](speed.md) compares speed.

                `bench/optimality.sh %s` on %d CPUs (%s), Java %s.

                """.formatted(
                        limit(),
                        shown(command),
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        System.getProperty("java.version"));
    }

    /** Without what the script adds. */
    private static String shown(String command) {
        return command.replaceAll("--(peer|folder) \\S+ ?", "").strip();
    }

    private static String processor() throws IOException {
        Path facts = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(facts)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(facts).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
