package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.tree.Tree;
import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes objects of its own until the server is gone, and knows what must be there afterwards. */
final class Scribe {
    static final String MAPS = "/api/v1/namespaces/default/configmaps";

    private static final String JSON = "application/json";
    private static final int NAMES = 12;

    private final String name;
    private final SplittableRandom random;
    private final Map<String, Entry> known = new TreeMap<>();
    private int steps;
    private int acknowledged;
    private @Nullable Attempt open;

    /** What an object says, and in which revision. */
    record Entry(String value, long revision) {}

    /** A write without an answer so far; without a value it is a deletion. */
    private record Attempt(String name, @Nullable String value) {}

    Scribe(String name, SplittableRandom random) {
        this.name = name;
        this.random = random;
    }

    int acknowledged() {
        return acknowledged;
    }

    /** Until a request is not answered. */
    void write(Https server) throws InterruptedException {
        try {
            while (true) {
                step(server, name + '-' + random.nextInt(NAMES));
            }
        } catch (IOException e) {
            // The end that was to come; the open attempt is settled later.
        }
    }

    private void step(Https server, String object) throws IOException, InterruptedException {
        Entry before = known.get(object);
        String value = name + '.' + ++steps;
        int choice = random.nextInt(5);
        if (before == null) {
            answered(server, "POST", MAPS, JSON, document(object, "", value), new Attempt(object, value));
        } else if (choice == 0) {
            answered(server, "DELETE", MAPS + '/' + object, JSON, "", new Attempt(object, null));
        } else if (choice == 1) {
            String patch = "{\"data\":{\"value\":\"" + value + "\"}}";
            answered(
                    server,
                    "PATCH",
                    MAPS + '/' + object,
                    "application/merge-patch+json",
                    patch,
                    new Attempt(object, value));
        } else {
            String document = document(object, Long.toString(before.revision()), value);
            answered(server, "PUT", MAPS + '/' + object, JSON, document, new Attempt(object, value));
        }
    }

    private static String document(String object, String revision, String value) {
        return """
                {"metadata": {"name": "%s", "resourceVersion": "%s"}, "data": {"value": "%s"}}
                """.formatted(object, revision, value);
    }

    private void answered(Https server, String method, String path, String type, String body, Attempt attempt)
            throws IOException, InterruptedException {
        open = attempt;
        Https.Answer answer = server.send(method, path, type, body);
        open = null;
        assertThat(answer.code()).as("%s %s: %s", method, path, answer.body()).isIn(200, 201);
        acknowledged++;
        if (attempt.value() == null) {
            known.remove(attempt.name());
        } else {
            known.put(attempt.name(), new Entry(attempt.value(), Long.parseLong(answer.revision())));
        }
    }

    /** Compares with what there is after a restart: all that was answered, and the open attempt wholly or not at all. */
    void check(Map<String, Entry> kept, String when) {
        var mine = new TreeMap<>(kept);
        mine.keySet().removeIf(each -> !each.startsWith(name + '-'));
        Attempt attempt = open;
        open = null;
        if (attempt != null) {
            settle(attempt, mine.get(attempt.name()));
        }
        assertThat(mine).as("%s, %s", when, name).isEqualTo(known);
    }

    private void settle(Attempt attempt, @Nullable Entry found) {
        Entry before = known.get(attempt.name());
        if (attempt.value() == null && found == null) {
            known.remove(attempt.name());
        } else if (found != null
                && found.value().equals(attempt.value())
                && (before == null || found.revision() > before.revision())) {
            known.put(attempt.name(), found);
        }
    }

    /** All objects by name, from a list. */
    static Map<String, Entry> entries(Tree.Mapping list) {
        var entries = new TreeMap<String, Entry>();
        for (Tree item : list.items("items")) {
            Tree.Mapping object = (Tree.Mapping) item;
            Tree.Mapping metadata = object.mapping("metadata");
            entries.put(
                    metadata.text("name", ""),
                    new Entry(
                            object.mapping("data").text("value", ""),
                            Long.parseLong(metadata.text("resourceVersion", "0"))));
        }
        return entries;
    }
}
