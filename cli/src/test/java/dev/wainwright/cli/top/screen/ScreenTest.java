package dev.wainwright.cli.top.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.cli.Golden;
import dev.wainwright.cli.explain.Subject;
import dev.wainwright.cli.top.Sample;
import dev.wainwright.cli.top.picture.Picture;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {
    private static final View NODES = View.of(Sort.NAME);

    @ParameterizedTest
    @CsvSource({"80, 24", "160, 50", "40, 10", "100, 36"})
    void aBusyClusterFitsEveryScreen(int columns, int rows) {
        golden("top-shop-" + columns + "x" + rows + ".txt", scene(Sample.shop(), NODES, columns, rows));
    }

    @Test
    void everyPaneHasItsTurn() {
        var text = new StringBuilder();
        View view = NODES;
        for (int i = 0; i < Pane.values().length; i++) {
            text.append(text(scene(Sample.shop(), view, 100, 20)));
            view = view.press(Key.Special.TAB, Sample.shop(), 10);
        }
        Golden.assertMatches("top-panes.txt", text.toString());
    }

    @Test
    void anEmptyClusterSaysSo() {
        golden("top-empty.txt", scene(Sample.empty(), NODES, 80, 24));
    }

    @Test
    void aClusterWithoutPoolsHasPlainNodes() {
        Picture picture = Sample.picture(Sample.parsed("""
                {kind: Node, metadata: {name: a}, status: {conditions: [{type: Ready, status: "True"}]}}
                """));
        golden("top-plain-nodes.txt", scene(picture, NODES, 80, 12));
    }

    @Test
    void hugeAndForeignNamesKeepTheColumnsInLine() {
        Picture picture = Sample.picture(Sample.parsed("""
                {kind: Node, metadata: {name: %s, labels: {karpenter.sh/nodepool: %s}}}
                ---
                {kind: Node, metadata: {name: 東京のノード-東京のノード-1}}
                ---
                {kind: Node, metadata: {name: "ne\\u0301e\\u001b[31m-\\U0001F680"}}
                ---
                {kind: Pod, metadata: {namespace: n, name: p}, status: {phase: Pending, conditions: [
                  {type: PodScheduled, status: "False", message: "warum\\nnicht? \\u202e 東京"}]}}
                """.formatted("n".repeat(253), "p".repeat(63))));
        golden("top-names.txt", scene(picture, NODES, 80, 24));
        golden("top-names-40.txt", scene(picture, NODES, 40, 10));
    }

    @Test
    void withoutUnicodeOnlyAsciiIsShown() {
        Scene ascii = new Scene(Sample.shop(), NODES, Optional.empty(), 80, 24, Sample.NOW, ZoneOffset.UTC, false);
        golden("top-ascii.txt", ascii);
        assertThat(text(ascii).chars()).allMatch(c -> c < 128);
    }

    @Test
    void coloursMarkWhatMattersAndTheSelectionIsReversed() {
        var text = new StringBuilder();
        Screen.lines(scene(Sample.shop(), NODES, 80, 24))
                .forEach(line -> text.append(
                                line.ansi(true).replace("\u001b[", "‹").stripTrailing())
                        .append('\n'));
        Golden.assertMatches("top-colours.txt", text.toString());
    }

    @Test
    void withoutColoursNoneIsSentButTheSelectionStaysVisible() {
        String all = String.join(
                "",
                Screen.lines(scene(Sample.shop(), NODES, 80, 24)).stream()
                        .map(line -> line.ansi(false))
                        .toList());
        assertThat(all).doesNotContain("\u001b[3", "\u001b[1;3").contains("\u001b[7m");
    }

    @Test
    void aNodeIsExplainedAndItsPodsAndSmallPrintFollow() {
        Picture picture = Sample.shop();
        View view = NODES.press(Key.Special.ENTER, picture, 10);
        Subject subject = view.detail().orElseThrow().subject();
        var why = new Scene.Why(subject, Optional.empty(), "This cluster's autoscaler does not explain itself.");
        golden("top-node.txt", new Scene(picture, view, Optional.of(why), 80, 60, Sample.NOW, ZoneOffset.UTC, true));
    }

    @Test
    void aPendingPodSaysWhyInFull() {
        Picture picture = Sample.shop();
        View view = NODES.press(new Key.Typed('3'), picture, 10).press(Key.Special.ENTER, picture, 10);
        assertThat(text(scene(picture, view, 80, 24)))
                .contains("pod/ml/train-2", "asks for CPU 4 and memory 32Gi", "no instance type of\n    the pool has");
    }

    @Test
    void aLostConnectionIsSaidAndThePictureStays() {
        var lost = new Picture.Source(
                "production",
                "https://10.1.2.3:6443",
                true,
                "nothing answers there (connection refused)",
                Instant.parse("2026-11-23T11:59:30Z"),
                List.of());
        String text = text(scene(Sample.picture(Sample.facts("shop.yaml"), lost), NODES, 80, 24));
        assertThat(text)
                .contains("no news for 30s")
                .contains("This is the last that was heard. nothing answers there (connection refused)")
                .contains("ip-10-0-0-11");
    }

    @Test
    void helpFitsNarrowScreensByScrolling() {
        View help = NODES.press(new Key.Typed('?'), Sample.shop(), 10);
        golden("top-help.txt", scene(Sample.shop(), help, 80, 30));
        View scrolled = help;
        for (int i = 0; i < 100; i++) {
            scrolled = Screen.bounded(scene(Sample.shop(), scrolled, 40, 10)).press(Key.Special.DOWN, Sample.shop(), 4);
        }
        assertThat(text(scene(Sample.shop(), scrolled, 40, 10))).contains("it is being deleted");
    }

    @Test
    void allSizesGetExactlyTheirLines() {
        Picture picture = Sample.shop();
        View detail = NODES.press(Key.Special.ENTER, picture, 10);
        View help = NODES.press(new Key.Typed('?'), picture, 10);
        View filtered = NODES.press(new Key.Typed('/'), picture, 10).press(new Key.Typed('x'), picture, 10);
        for (View view : List.of(NODES, detail, help, filtered)) {
            for (int columns = 1; columns < 200; columns += 7) {
                for (int rows = 1; rows < 60; rows += 3) {
                    List<Line> lines = Screen.lines(scene(picture, view, columns, rows));
                    int width = columns;
                    assertThat(lines).as("%dx%d", columns, rows).hasSize(rows);
                    assertThat(lines).allMatch(line -> line.width() <= width);
                }
            }
        }
    }

    @Test
    void thePlainReportLeavesNothingOut() {
        Golden.assertMatches(
                "top-once.txt",
                String.join("\n", Plain.lines(Sample.shop(), Sort.PRICE, false, Sample.NOW, true)) + "\n");
        Golden.assertMatches(
                "top-once-wide.txt",
                String.join("\n", Plain.lines(Sample.shop(), Sort.NAME, true, Sample.NOW, true)) + "\n");
    }

    private static Scene scene(Picture picture, View view, int columns, int rows) {
        return new Scene(picture, view, Optional.empty(), columns, rows, Sample.NOW, ZoneOffset.UTC, true);
    }

    private static String text(Scene scene) {
        var text = new StringBuilder();
        Screen.lines(scene).forEach(line -> text.append(line.plain()).append('\n'));
        return text.toString();
    }

    private static void golden(String file, Scene scene) {
        Golden.assertMatches(file, text(scene));
    }
}
