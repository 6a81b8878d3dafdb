package dev.wainwright.cli.simulate;

import dev.wainwright.cli.shell.Progress;
import dev.wainwright.simulation.world.Outlook;
import java.time.Duration;
import java.util.Locale;

/** Says how a simulation stands, to those who wait for it. */
final class Standing {
    private static final Duration MANY_HOURS = Duration.ofHours(100);

    private final String name;
    private final Progress progress;

    Standing(String name, Progress progress) {
        this.name = name;
        this.progress = progress;
    }

    void tell(Outlook now) {
        if (progress.wantsNews()) {
            progress.stage(words(name, now));
        }
    }

    /** The share first: on a narrow terminal the rest is cut. */
    static String words(String name, Outlook now) {
        return String.format(
                Locale.ROOT,
                "simulating %s: %d %%, %s of %s, %,d pods on %,d nodes, $%,.2f so far",
                name,
                100 * now.simulated().toSeconds() / Math.max(1, now.until().toSeconds()),
                span(now.simulated()),
                span(now.until()),
                now.pods(),
                now.nodes(),
                now.dollars());
    }

    private static String span(Duration time) {
        if (time.compareTo(MANY_HOURS) >= 0) {
            return time.toDays() + "d";
        }
        if (time.toHours() > 0) {
            return time.toHours() + "h" + time.toMinutesPart() + "m";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + "m" + time.toSecondsPart() + "s" : time.toSeconds() + "s";
    }
}
