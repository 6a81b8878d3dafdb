package dev.wainwright.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two processes differ in what one does not show: the order of immutable sets and maps, identity hashes, the order in which
 * classes are loaded, and the addresses at which everything lies. Reports must not.
 */
class TwoProcessesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "../simulation/src/test/resources/faulty.yaml, json, 7",
        "../examples/scenarios/zone-outage.yaml, json, 3",
        "../examples/scenarios/spot-trace.yaml, table, 1"
    })
    void twoProcessesGiveTheSameReportByteForByte(String scenario, String format, String seed)
            throws IOException, InterruptedException {
        Path first = report("first", scenario, format, seed);
        Path second = report("second", scenario, format, seed);

        assertThat(first).isNotEmptyFile().hasSameBinaryContentAs(second);
    }

    private Path report(String name, String scenario, String format, String seed)
            throws IOException, InterruptedException {
        Path out = folder.resolve(name);
        Path page = folder.resolve(name + ".html");
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "simulate",
                scenario,
                "--seed",
                seed,
                "--report",
                page.toString(),
                "-o",
                format);
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
        int exit = process.waitFor();
        assertThat(exit).as(Files.readString(folder.resolve(name + ".err"))).isIn(0, 2);
        Files.write(out, Files.readAllBytes(page), StandardOpenOption.APPEND);
        return out;
    }
}
