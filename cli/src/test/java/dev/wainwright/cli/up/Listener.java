package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Lists and watches until the server is gone, again and again; its copy never goes back. */
final class Listener {
    private final Map<String, Scribe.Entry> copy = new TreeMap<>();
    private long revision;
    private int events;

    int events() {
        return events;
    }

    /** What it had heard of must still be so, or be newer. */
    void list(Https server, String when) throws IOException, InterruptedException {
        Https.Answer list = server.get(Scribe.MAPS);
        assertThat(Long.parseLong(list.revision())).as(when).isGreaterThanOrEqualTo(revision);
        revision = Long.parseLong(list.revision());
        Map<String, Scribe.Entry> now = Scribe.entries(list.body());
        copy.forEach((name, seen) -> {
            Scribe.Entry kept = now.get(name);
            if (kept != null) {
                assertThat(kept.revision()).as("%s, %s", when, name).isGreaterThanOrEqualTo(seen.revision());
            }
        });
        copy.clear();
        copy.putAll(now);
    }

    /** Until the stream breaks off. */
    void listen(Https server) throws InterruptedException {
        try (var lines = new BufferedReader(new InputStreamReader(
                server.stream(Scribe.MAPS + "?watch=true&resourceVersion=" + revision), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard((Tree.Mapping) Json.parse(line));
            }
        } catch (IOException e) {
            // The end that was to come.
        }
    }

    private void heard(Tree.Mapping event) {
        Tree.Mapping object = event.mapping("object");
        Tree.Mapping metadata = object.mapping("metadata");
        long at = Long.parseLong(metadata.text("resourceVersion", "0"));
        assertThat(at).as("%s", event).isGreaterThan(revision);
        revision = at;
        events++;
        String name = metadata.text("name", "");
        if (event.text("type", "").equals("DELETED")) {
            copy.remove(name);
        } else {
            copy.put(name, new Scribe.Entry(object.mapping("data").text("value", ""), at));
        }
    }
}
