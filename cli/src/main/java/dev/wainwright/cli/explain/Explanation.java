package dev.wainwright.cli.explain;

import dev.wainwright.api.tree.Tree;
import dev.wainwright.cli.kube.KubeClient;
import dev.wainwright.cli.kube.Refused;
import dev.wainwright.cli.kube.Timestamp;
import dev.wainwright.cli.output.Prose;
import dev.wainwright.solver.Reason;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Why an object is what it is, as the autoscaler tells it.
 *
 * @param summary one sentence
 * @param statements oldest first
 * @param document the answer as it came
 */
public record Explanation(String summary, List<Statement> statements, Tree.Mapping document) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int FORBIDDEN = 403;

    public Explanation {
        statements = List.copyOf(statements);
    }

    /**
     * Something that was decided or found, and what it rests on.
     *
     * @param time empty for what holds now
     */
    public record Statement(Optional<Instant> time, Reason reason) {}

    /** There is nobody who could explain. */
    public static final class Unexplained extends IOException {
        private static final long serialVersionUID = 1;

        Unexplained() {
            super("this cluster's autoscaler does not explain itself");
        }
    }

    /** Asks; throws {@link Unexplained} when the server is not ours, {@link Refused} when it knows no such object. */
    public static Explanation of(Subject subject, KubeClient client) throws IOException {
        try {
            return read(client.get(subject.path()));
        } catch (Refused e) {
            // Other servers know no such path, or do not let everybody ask for paths they do not know.
            boolean foreignPath = e.status() == FORBIDDEN
                    && e.getMessage() != null
                    && e.getMessage().contains("path");
            if (foreignPath || (e.isAbsent() && !e.isExplained())) {
                throw new Unexplained();
            }
            throw e;
        }
    }

    static Explanation read(Tree.Mapping document) {
        var statements = new ArrayList<Statement>();
        for (Tree item : document.items("statements")) {
            if (item instanceof Tree.Mapping statement) {
                statements.add(new Statement(Timestamp.parse(statement.text("time", "")), reason(statement)));
            }
        }
        return new Explanation(document.text("summary", ""), statements, document);
    }

    /** A text and what it rests on: {@code because}, of the same shape. */
    private static Reason reason(Tree.Mapping statement) {
        var because = new ArrayList<Reason>();
        for (Tree item : statement.items("because")) {
            if (item instanceof Tree.Mapping deeper) {
                because.add(reason(deeper));
            }
        }
        return new Reason(statement.text("text", ""), because);
    }

    /**
     * For people: the summary, then what was decided, with the time before it and what it rests on below it as a tree.
     *
     * @param dim how what matters less is shown
     */
    public List<String> lines(int width, boolean unicode, Instant now, ZoneId zone, UnaryOperator<String> dim) {
        var lines = new ArrayList<>(Prose.wrap("", "", summary, width));
        for (Statement statement : statements) {
            String time = statement
                    .time()
                    .map(at -> dim.apply(time(at, now, zone)) + "  ")
                    .orElse("");
            Reason reason = statement.reason();
            lines.add("");
            lines.addAll(Prose.tree(new Reason(time + reason.text(), reason.because()), "", width, unicode));
        }
        return lines;
    }

    /** The date only where it is another day. */
    private static String time(Instant at, Instant now, ZoneId zone) {
        boolean today = at.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
        return (today ? TIME : DATE).withZone(zone).format(at);
    }
}
