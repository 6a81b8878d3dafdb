package dev.wainwright.cli.top.screen;

import dev.wainwright.cli.explain.Subject;
import dev.wainwright.cli.output.Prose;
import dev.wainwright.cli.top.picture.Facts.Decision;
import dev.wainwright.cli.top.picture.Facts.Fact;
import dev.wainwright.cli.top.picture.Facts.PodFacts;
import dev.wainwright.cli.top.picture.Picture.NodeRow;
import dev.wainwright.cli.top.picture.Picture.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What there is to say about one thing: what it is, why, what is on it, and its small print. */
final class DetailText {
    private static final String INDENT = "  ";

    private final Scene scene;
    private final int width;
    private final List<Line> lines = new ArrayList<>();

    private DetailText(Scene scene) {
        this.scene = scene;
        this.width = scene.columns();
    }

    static List<Line> of(View.Detail detail, Scene scene) {
        var text = new DetailText(scene);
        detail.decision().ifPresent(text::decision);
        Subject subject = detail.subject();
        scene.picture().nodes().stream()
                .filter(node -> node.name().equals(subject.name()) && isAbout(node, subject))
                .findFirst()
                .ifPresent(text::node);
        scene.picture().waiting().stream()
                .filter(each -> subject.kind().equals("pod")
                        && each.pod().qualifiedName().equals(subject.namespace() + "/" + subject.name()))
                .findFirst()
                .ifPresent(text::waiting);
        text.why(subject);
        scene.picture().nodes().stream()
                .filter(node -> node.name().equals(subject.name()) && isAbout(node, subject))
                .findFirst()
                .ifPresent(text::contents);
        return text.lines;
    }

    private static boolean isAbout(NodeRow node, Subject subject) {
        return subject.kind().equals(node.isClaim() ? "nodeclaim" : "node");
    }

    private void decision(Decision decision) {
        section(decision.action(), Style.CYAN);
        prose(Texts.age(decision.time(), scene.now()) + " ago: " + decision.reason());
    }

    private void node(NodeRow node) {
        lines.add(Line.EMPTY);
        Line what = Line.of(INDENT)
                .plus(node.type().isEmpty() ? "type not known yet" : clean(node.type()), Style.BOLD)
                .plus("  " + clean(node.zone()) + "  " + node.capacityType() + "  ");
        lines.add(what.plus(node.status().toString(), Columns.style(node.status()))
                .plus(" for " + Texts.age(node.since(), scene.now()))
                .cut(width));
        var belongs = new ArrayList<String>();
        if (!node.pool().isEmpty()) {
            belongs.add("pool " + clean(node.pool()));
        }
        if (!node.claim().isEmpty() && !node.isClaim()) {
            belongs.add("nodeclaim " + clean(node.claim()));
        }
        belongs.add(node.price()
                .map(price -> (price.modelled() ? "~" : "") + "$"
                        + Texts.price(node).replace("~", "") + " per hour" + (price.modelled() ? " (modelled)" : ""))
                .orElse("price not known"));
        prose(String.join(", ", belongs));
        prose("CPU %s of %s, memory %s of %s, %d of %d pods"
                .formatted(
                        Texts.cpu(node.cpu().part()),
                        Texts.cpu(node.cpu().whole()),
                        Texts.memory(node.memory().part()),
                        Texts.memory(node.memory().whole()),
                        node.pods().part(),
                        node.pods().whole()));
    }

    private void waiting(Waiting waiting) {
        lines.add(Line.EMPTY);
        prose("Pending for " + Texts.age(waiting.pod().created(), scene.now()) + "; asks for CPU "
                + Texts.cpu(waiting.pod().cpu()) + " and memory "
                + Texts.memory(waiting.pod().memory()) + ".");
        prose(waiting.reason());
    }

    private void why(Subject subject) {
        if (!List.of("pod", "node", "nodeclaim").contains(subject.kind())) {
            return;
        }
        section("WHY", Style.BOLD);
        boolean answered =
                scene.why().isPresent() && scene.why().get().subject().equals(subject);
        if (!answered) {
            prose(scene.unicode() ? "asking …" : "asking ...");
            return;
        }
        Scene.Why why = scene.why().get();
        if (why.explanation().isEmpty()) {
            prose(why.instead());
            return;
        }
        why.explanation()
                .get()
                .lines(
                        width - 2 * INDENT.length(),
                        scene.unicode(),
                        scene.now(),
                        scene.zone(),
                        UnaryOperator.identity())
                .forEach(line -> lines.add(Line.of(line.isEmpty() ? "" : INDENT + clean(line))));
    }

    private void contents(NodeRow node) {
        List<PodFacts> pods = scene.picture().pods().getOrDefault(node.name(), List.of());
        if (!node.isClaim()) {
            section("PODS " + pods.size(), Style.BOLD);
            var columns = new Columns(width, scene.now(), scene.unicode()).pods();
            Grid<PodFacts> grid = Grid.fitting(columns, pods, width - INDENT.length(), scene.unicode());
            pods.forEach(pod -> lines.add(Line.of(INDENT).plus(grid.line(pod))));
        }
        if (!node.taints().isEmpty()) {
            section("TAINTS", Style.BOLD);
            node.taints().forEach(this::prose);
        }
        section("CONDITIONS", Style.BOLD);
        for (Fact fact : node.conditions()) {
            String more = fact.message().isEmpty() ? fact.reason() : fact.message();
            prose(fact.type() + " " + fact.status() + (more.isEmpty() ? "" : ": " + more));
        }
        section("LABELS", Style.BOLD);
        node.labels().forEach((name, value) -> prose(name + "=" + value));
    }

    private void section(String title, Style style) {
        lines.add(Line.EMPTY);
        lines.add(Line.of(clean(title), style).cut(width));
    }

    private void prose(String text) {
        Prose.wrap(INDENT, INDENT + INDENT, clean(text), width).forEach(line -> lines.add(Line.of(line)));
    }

    private String clean(String text) {
        return Cells.clean(text, scene.unicode());
    }
}
