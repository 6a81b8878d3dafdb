package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first two minutes, typed line by line; every line that it shows has to come. */
final class TranscriptTest {
    private static final Path README = Path.of("..", "README.md");
    private static final long PATIENCE_SECONDS = 300;

    /** What differs from one time to the next, and what stands for it. */
    private record Mask(Pattern pattern, String word) {
        static Mask of(String regex, String word) {
            return new Mask(Pattern.compile(regex), word);
        }
    }

    private static final List<Mask> MASKS = List.of(
            Mask.of("127\\.0\\.0\\.1:\\d+", "ADDRESS"),
            Mask.of("(/[\\w.-]+)+/\\.wainwright", "HOME"),
            Mask.of("\\bweb-[0-9a-f]{8,10}-[a-z0-9]{5}\\b", "POD"),
            Mask.of("\\bdefault-[a-z0-9]{5}\\b", "CLAIM"),
            Mask.of("\\b[a-z][a-z0-9-]+\\.(nano|micro|small|medium|large|metal|\\d*xlarge)\\b", "TYPE"),
            Mask.of("\\bus-east-1[a-f]\\b", "ZONE"),
            Mask.of("\\b(\\d+h)?(\\d+m)?\\d+s\\b|\\b\\d+m\\b", "AGE"),
            Mask.of("\\b\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z?|\\b\\d\\d:\\d\\d:\\d\\d\\b", "TIME"),
            Mask.of("[\\u2580-\\u259F·]+", "BAR"),
            Mask.of("~?\\$?\\b\\d+(\\.\\d+)?%?", "N"),
            Mask.of("\\s+", " "));

    @TempDir
    private Path home;

    /** A command and what it prints; {@code …} stands for lines that are left out. */
    private record Step(String command, List<String> printed) {}

    @Test
    void readmesFirstTwoMinutesGoAsTheyAreWritten() throws IOException, InterruptedException {
        install();
        String export = "";
        for (Step step : steps()) {
            String out = typed(export + step.command());
            assertMatches(step, out);
            export += step.command().startsWith("export ") ? step.command() + "; " : "";
        }
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        typed("./wain down");
    }

    /** The launcher of a clone needs a build; this one starts the same commands from what the test has compiled. */
    private void install() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path script = home.resolve("wain");
        Files.writeString(
                script,
                "#!/bin/sh\nexec '" + java + "' -Xmx512m -XX:TieredStopAtLevel=1 -Duser.home=\"$HOME\" -cp '"
                        + System.getProperty("java.class.path") + "' " + Main.class.getName() + " \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private static List<Step> steps() throws IOException {
        List<String> readme = Files.readAllLines(README);
        int begin = readme.indexOf("## The first two minutes");
        assertThat(begin).as("the README has the section").isNotNegative();
        List<String> block = readme.subList(begin, readme.size()).stream()
                .dropWhile(line -> !line.equals("```console"))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .toList();
        var steps = new ArrayList<Step>();
        for (String line : block) {
            if (line.startsWith("$ ")) {
                steps.add(new Step(line.substring(2), new ArrayList<>()));
            } else {
                steps.getLast().printed().add(line);
            }
        }
        return steps;
    }

    private String typed(String command) throws IOException, InterruptedException {
        Path printed = home.resolve("printed");
        var builder = new ProcessBuilder("sh", "-c", command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("KUBECONFIG");
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("%s ends", command)
                .isTrue();
        return Files.readString(printed);
    }

    private static void assertMatches(Step step, String out) {
        List<String> wanted = masked(step.printed().stream());
        List<String> got = masked(out.lines());
        int from = 0;
        boolean anywhere = false;
        for (String line : wanted) {
            if (line.equals("…")) {
                anywhere = true;
                continue;
            }
            int found = anywhere ? got.subList(from, got.size()).indexOf(line) + from : from;
            assertThat(found < got.size() && found >= from && got.get(found).equals(line))
                    .as("$ %s%nis to print: %s%nand printed:%n%s", step.command(), line, out)
                    .isTrue();
            from = found + 1;
            anywhere = false;
        }
        assertThat(anywhere || from == got.size())
                .as("$ %s%nprinted more than the README shows:%n%s", step.command(), out)
                .isTrue();
    }

    private static List<String> masked(Stream<String> lines) {
        return lines.map(TranscriptTest::masked).filter(line -> !line.isEmpty()).toList();
    }

    private static String masked(String line) {
        String masked = line;
        for (Mask mask : MASKS) {
            masked = mask.pattern().matcher(masked).replaceAll(mask.word());
        }
        return masked.strip();
    }
}
