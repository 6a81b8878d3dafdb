package dev.wainwright.cli.top;

import dev.wainwright.cli.explain.Explanation;
import dev.wainwright.cli.explain.Subject;
import dev.wainwright.cli.kube.KubeClient;
import dev.wainwright.cli.kube.Reasons;
import dev.wainwright.cli.top.picture.Picture;
import dev.wainwright.cli.top.screen.Key;
import dev.wainwright.cli.top.screen.Scene;
import dev.wainwright.cli.top.screen.Screen;
import dev.wainwright.cli.top.screen.View;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jline.terminal.Size;

/** Draws, waits for a key or for news, and draws again; until its user has seen enough. */
final class LiveView {
    private static final Duration BETWEEN_NEWS = Duration.ofMillis(250);
    private static final Duration BETWEEN_AGES = Duration.ofSeconds(1);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(5);

    private final KubeClient client;
    private final Supplier<Picture> pictures;
    private final boolean unicode;
    private final AtomicBoolean news;
    private final ZoneId zone = ZoneId.systemDefault();
    private volatile Optional<Scene.Why> why = Optional.empty();
    private Optional<Subject> asked = Optional.empty();
    private Instant askedAt = Instant.EPOCH;

    /** @param news set when there is something new to draw */
    LiveView(KubeClient client, Supplier<Picture> pictures, boolean unicode, AtomicBoolean news) {
        this.client = client;
        this.pictures = pictures;
        this.unicode = unicode;
        this.news = news;
    }

    void run(LiveTerminal terminal, View first) throws IOException {
        var keys = new KeyReader(terminal);
        View view = first;
        Picture picture = pictures.get();
        Instant drawn = Instant.EPOCH;
        while (!view.quit()) {
            Instant now = Instant.now();
            Duration since = Duration.between(drawn, now);
            if (since.compareTo(BETWEEN_AGES) >= 0 || (news.get() && since.compareTo(BETWEEN_NEWS) >= 0)) {
                if (news.getAndSet(false)) {
                    picture = pictures.get();
                }
                view = draw(picture, view, terminal);
                drawn = now;
                since = Duration.ZERO;
            }
            Duration next = (news.get() ? BETWEEN_NEWS : BETWEEN_AGES).minus(since);
            // Awake often enough to see news; asleep enough to cost nothing.
            Optional<Key> key = next(keys, Math.min(next.toMillis(), BETWEEN_NEWS.toMillis()));
            if (key.isPresent()) {
                view = view.press(
                        key.get(), picture, Screen.page(terminal.size().getRows()));
                ask(view);
                view = draw(picture, view, terminal);
                drawn = Instant.now();
            }
            ask(view);
        }
    }

    private static Optional<Key> next(KeyReader keys, long millis) throws IOException {
        try {
            return keys.next(millis);
        } catch (KeyReader.Ended e) {
            // The terminal is gone.
            return Optional.of(new Key.Typed('q'));
        }
    }

    private View draw(Picture picture, View view, LiveTerminal terminal) {
        Size size = terminal.size();
        Scene scene = new Scene(picture, view, why, size.getColumns(), size.getRows(), Instant.now(), zone, unicode);
        View bounded = Screen.bounded(scene);
        Scene shown = new Scene(picture, bounded, why, scene.columns(), scene.rows(), scene.now(), zone, unicode);
        terminal.show(Screen.lines(shown), shown.columns());
        return bounded;
    }

    /** Asks why about what is looked at closely; now and then again, since the answer changes. */
    private void ask(View view) {
        Optional<Subject> subject = view.detail().map(View.Detail::subject);
        boolean same = subject.equals(asked);
        if (subject.isEmpty()
                || (same && Duration.between(askedAt, Instant.now()).compareTo(BETWEEN_QUESTIONS) < 0)) {
            asked = subject;
            return;
        }
        asked = subject;
        askedAt = Instant.now();
        Subject what = subject.get();
        Thread.ofVirtual().name("why").start(() -> {
            why = Optional.of(answer(what));
            news.set(true);
        });
    }

    private Scene.Why answer(Subject subject) {
        try {
            return new Scene.Why(subject, Optional.of(Explanation.of(subject, client)), "");
        } catch (Explanation.Unexplained e) {
            return new Scene.Why(
                    subject, Optional.empty(), "This cluster's autoscaler does not explain itself; wain up's does.");
        } catch (IOException e) {
            return new Scene.Why(subject, Optional.empty(), Reasons.of(e));
        }
    }
}
