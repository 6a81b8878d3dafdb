package dev.wainwright.cli;

import static dev.wainwright.cli.CommandLineRun.wain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.cli.shell.Exit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void helpListsEveryCommandWithASummary(String argument) {
        var run = wain(argument);
        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(run.out()).contains("plan", "completion", "version", "Exit codes:");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void noArgumentsAtAllShowHelp() {
        assertThat(wain()).isEqualTo(wain("--help"));
    }

    @Test
    void helpOfACommandIsTheSameByEitherWay() {
        assertThat(wain("help", "plan")).isEqualTo(wain("plan", "--help"));
        assertThat(wain("plan", "--help").out()).contains("--instance-types", "--explain", "Examples:");
    }

    @Test
    void noLineOfHelpIsWiderThanTheTerminal() {
        for (String command : List.of("plan", "catalog", "hash", "crds", "completion")) {
            assertThat(wain(command, "--help").out().lines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        }
    }

    @Test
    void unknownOptionSuggestsTheNearOne() {
        var run = wain("plan", "--explian", "all");
        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.err()).isEqualTo("error: wain plan has no option --explian\nhint: did you mean --explain?\n");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void unknownCommandSuggestsTheNearOne() {
        var run = wain("pln");
        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.err()).contains("error: wain does not know what to do with \"pln\"", "did you mean plan");
    }

    @Test
    void helpForAnUnknownCommandIsAnError() {
        var run = wain("help", "nonsense");
        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.err()).startsWith("error: there is no command nonsense\nhint: ");
    }

    @Test
    void colorTakesThreeWordsOnly() {
        assertThat(wain("--color", "never", "version").exit()).isEqualTo(Exit.DONE);
        assertThat(wain("version", "--color", "always").exit()).isEqualTo(Exit.DONE);
        assertThat(wain("--color", "blue", "version").err()).contains("use auto, always or never");
    }

    @Test
    void colorAlwaysPaintsHelp() {
        assertThat(wain("--color", "always", "--help").out()).contains("\u001b[");
        assertThat(wain("--help").out()).doesNotContain("\u001b[");
    }

    @Test
    void versionNamesProgramAndJava() {
        assertThat(wain("version").out()).startsWith("wain ").contains("Java 25");
        assertThat(wain("--version")).isEqualTo(wain("version"));
    }

    @Test
    void completionKnowsCommandsAndTheirOptions() {
        assertThat(wain("completion", "bash").out()).contains("--instance-types", "complete -F", "plan");
        assertThat(wain("completion", "fish").exit()).isEqualTo(Exit.BAD_INPUT);
    }
}
