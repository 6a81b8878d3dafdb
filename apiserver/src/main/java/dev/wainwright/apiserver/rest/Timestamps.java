package dev.wainwright.apiserver.rest;

import dev.wainwright.api.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The cluster's time as its users see it. In a cluster that runs faster than real time, what happened an hour ago on its
 * clock is shown as minutes ago, so that the ages kubectl works out from its own clock read right.
 */
public final class Timestamps {
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final int SHORTEST = "2026-01-01T00:00:00Z".length();
    private static final int LONGEST = "2026-01-01T00:00:00.000000000Z".length();

    private final Instant cluster;
    private final Instant users;
    private final double speed;

    /** {@code start} is when both clocks showed the same. */
    public Timestamps(Instant start, double speed) {
        this(start, start, speed);
    }

    /** The cluster's clock showed {@code cluster} when its users' showed {@code users}. */
    public Timestamps(Instant cluster, Instant users, double speed) {
        this.cluster = cluster;
        this.users = users;
        this.speed = speed;
    }

    /** For a cluster that runs in real time. */
    public static Timestamps real() {
        return new Timestamps(Instant.EPOCH, 1);
    }

    /** Whether users see times as the cluster has them. */
    boolean isReal() {
        return speed == 1 && cluster.equals(users);
    }

    /** As users see it. */
    public Instant shown(Instant moment) {
        return plus(users, Duration.between(cluster, moment), 1 / speed);
    }

    private Instant received(Instant moment) {
        return plus(cluster, Duration.between(users, moment), speed);
    }

    private static Instant plus(Instant start, Duration time, double factor) {
        return start.plusNanos((long) (time.toNanos() * factor));
    }

    /** The document with all times in it as users see them. */
    Tree.Mapping shown(Tree.Mapping document) {
        return isReal() ? document : (Tree.Mapping) moved(document, this::shown);
    }

    /** The document with all times in it as the cluster sees them. */
    Tree.Mapping received(Tree.Mapping document) {
        return isReal() ? document : (Tree.Mapping) moved(document, this::received);
    }

    private static Tree moved(Tree tree, UnaryOperator<Instant> clock) {
        return switch (tree) {
            case Tree.Mapping mapping -> {
                Map<String, Tree> fields = new LinkedHashMap<>();
                mapping.fields().forEach((name, value) -> fields.put(name, moved(value, clock)));
                yield new Tree.Mapping(fields, mapping.line());
            }
            case Tree.Sequence sequence -> {
                List<Tree> items = new ArrayList<>();
                sequence.items().forEach(item -> items.add(moved(item, clock)));
                yield new Tree.Sequence(items, sequence.line());
            }
            case Tree.Text text -> moved(text, clock);
            case Tree.Numeral number -> number;
            case Tree.Bool bool -> bool;
            case Tree.Null nothing -> nothing;
        };
    }

    private static Tree moved(Tree.Text text, UnaryOperator<Instant> clock) {
        String value = text.value();
        if (value.length() < SHORTEST || value.length() > LONGEST || !value.endsWith("Z") || value.charAt(10) != 'T') {
            return text;
        }
        try {
            ChronoUnit precision = value.length() == SHORTEST ? ChronoUnit.SECONDS : ChronoUnit.MICROS;
            Instant moment = clock.apply(Instant.parse(value)).truncatedTo(precision);
            return new Tree.Text(
                    precision == ChronoUnit.SECONDS ? moment.toString() : MICROS.format(moment), text.line());
        } catch (DateTimeParseException e) {
            return text;
        }
    }
}
