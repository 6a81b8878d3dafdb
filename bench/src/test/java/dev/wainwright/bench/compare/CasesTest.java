package dev.wainwright.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.bench.cases.Case;
import dev.wainwright.bench.cases.CaseKind;
import dev.wainwright.bench.cases.Json;
import dev.wainwright.checker.JudgedPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cases themselves, and what first-fit makes of them. A failure names kind and seed. */
class CasesTest {
    private static final int SEEDS = 3;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(CaseKind.class)
    void firstFitBreaksNoRule(CaseKind kind) throws IOException {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Question question = Question.read(kind.make(seed).write(folder));
            assertThat(question.ours().broken()).as("%s %d", kind, seed).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(CaseKind.class)
    void theSameSeedGivesTheSameFiles(CaseKind kind) throws IOException {
        Path once = kind.make(7).write(folder.resolve("once"));
        Path again = kind.make(7).write(folder.resolve("again"));
        for (String file : new String[] {Case.MANIFESTS, Case.TYPES, Case.OPTIONS}) {
            assertThat(again.resolve(file)).as("%s %s", kind, file).hasSameTextualContentAs(once.resolve(file));
        }
    }

    @Test
    void anotherSeedGivesAnotherCase() {
        assertThat(CaseKind.PLAIN.make(1).objects().size())
                .isNotEqualTo(CaseKind.PLAIN.make(2).objects().size());
    }

    @Test
    void thePlanBesideKarpentersSaysWhatWasJudged() throws IOException {
        Question question = Question.read(CaseKind.MIXED.make(1).write(folder));
        JudgedPlan plan = question.ours().plan();
        Path file = folder.resolve("wain.json");
        Files.writeString(file, JudgedPlans.json(plan));
        assertThat(JudgedPlans.of(Json.read(file)).nodes())
                .hasSameSizeAs(plan.nodes())
                .first()
                .isEqualTo(plan.nodes().getFirst());
    }

    @Test
    void podsThatAskForTheSameAreInterchangeable() throws IOException {
        Question question = Question.read(CaseKind.PLAIN.make(1).write(folder));
        Answer ours = question.ours();
        var withoutOne = new Answer(
                new JudgedPlan(
                        ours.plan().nodes().subList(1, ours.plan().nodes().size()),
                        ours.plan().existing(),
                        ours.plan().unschedulable()),
                ours.broken(),
                ours.missed(),
                ours.seconds());
        var alike = new Alike(question.objects());
        assertThat(alike.surplus(ours, ours)).isEmpty();
        assertThat(alike.surplus(ours, withoutOne))
                .hasSameSizeAs(ours.plan().nodes().getFirst().pods());
        assertThat(alike.surplus(withoutOne, ours)).isEmpty();
    }
}
