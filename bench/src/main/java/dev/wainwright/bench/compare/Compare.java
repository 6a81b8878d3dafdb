package dev.wainwright.bench.compare;

import dev.wainwright.bench.cases.Case;
import dev.wainwright.bench.cases.CaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes cases, has Karpenter's scheduler and ours plan them, judges both and tells the outcome by kind; see {@code
 * bench/compare.sh}.
 *
 * <pre>Compare --peer BINARY [--cases PER_KIND] [--seed FIRST] [--kinds A,B] [--folder DIR] [--runs N] [--out FILE]</pre>
 *
 * <p>Exit code 2 when our plans break a rule or leave out a pod that Karpenter places rightly.
 */
public final class Compare {
    private final Map<String, String> options;
    private final Path folder;

    private Compare(Map<String, String> options) {
        this.options = options;
        this.folder = Path.of(options.getOrDefault("--folder", "target/cases"));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var options = new LinkedHashMap<String, String>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        if (!options.containsKey("--peer")) {
            System.err.println("--peer BINARY is needed; bench/compare.sh builds it and passes it on");
            System.exit(1);
        }
        System.exit(new Compare(options).run() ? 0 : 2);
    }

    private boolean run() throws IOException, InterruptedException {
        deleteCases(folder);
        List<Path> cases = generate();
        var comparisons = new ArrayList<Comparison>();
        for (int run = Integer.parseInt(options.getOrDefault("--runs", "1")); run > 0; run--) {
            askKarpenter();
            for (Path folderOfCase : cases) {
                Question question = Question.read(folderOfCase);
                Answer ours = question.ours();
                Files.writeString(folderOfCase.resolve("wain.json"), JudgedPlans.json(ours.plan()));
                comparisons.add(
                        new Comparison(question, ours, question.karpenters(folderOfCase.resolve("karpenter.json"))));
            }
        }
        String report = new ParityReport(comparisons).markdown();
        System.out.print(report);
        String out = options.get("--out");
        if (out != null) {
            Files.writeString(Path.of(out), report);
        }
        return comparisons.stream()
                .allMatch(comparison -> comparison.ours().broken().isEmpty()
                        && (comparison.onlyKarpenters().isEmpty()
                                || !comparison.karpenters().broken().isEmpty()));
    }

    /** Cases of an earlier run would be planned again; nothing but case folders is touched. */
    private static void deleteCases(Path folder) throws IOException {
        for (Path inside : in(folder)) {
            if (Files.isRegularFile(inside.resolve(Case.OPTIONS))) {
                for (Path file : in(inside)) {
                    Files.delete(file);
                }
                Files.delete(inside);
            }
        }
    }

    private static List<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private List<Path> generate() throws IOException {
        int perKind = Integer.parseInt(options.getOrDefault("--cases", "13"));
        long first = Long.parseLong(options.getOrDefault("--seed", "1"));
        var folders = new ArrayList<Path>();
        for (CaseKind kind : kinds()) {
            for (long seed = first; seed < first + perKind; seed++) {
                Case made = kind.make(seed);
                folders.add(made.write(folder));
            }
        }
        return folders;
    }

    private List<CaseKind> kinds() {
        String wanted = options.get("--kinds");
        return wanted == null
                ? List.of(CaseKind.values())
                : Arrays.stream(wanted.split(",")).map(CaseKind::valueOf).toList();
    }

    private void askKarpenter() throws IOException, InterruptedException {
        int exit = new ProcessBuilder(options.getOrDefault("--peer", ""), "-cases", folder.toString(), "-workers", "1")
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("the Karpenter peer ended with " + exit);
        }
    }
}
