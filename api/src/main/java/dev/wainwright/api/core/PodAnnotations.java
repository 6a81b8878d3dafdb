package dev.wainwright.api.core;

import dev.wainwright.api.time.GoDuration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What a pod tells its simulated kubelet of its life, in annotations of our own group; what nobody can read counts as not written. */
public final class PodAnnotations {
    /** How long its containers run, as {@code 90s} or in seconds. */
    public static final String DURATION = "wainwright.dev/duration";

    /** What its containers end with; 0 unless it says so. */
    public static final String EXIT_CODE = "wainwright.dev/exit-code";

    /** How long after its start it could serve, or {@link #NEVER}. */
    public static final String READY = "wainwright.dev/ready";

    public static final String NEVER = "never";

    /** In the order in which they are documented. */
    public static final List<String> ALL = List.of(DURATION, EXIT_CODE, READY);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern CODE = Pattern.compile("\\d{1,3}");
    private static final String NO_TIME = "is no time: use one such as 90s or 1m30s";
    private static final int HIGHEST_CODE = 255;

    private PodAnnotations() {}

    public static Optional<Duration> duration(Pod pod) {
        return time(text(pod, DURATION));
    }

    /** Not for those that are {@linkplain #isNeverReady never} ready. */
    public static Optional<Duration> ready(Pod pod) {
        return time(text(pod, READY));
    }

    public static boolean isNeverReady(Pod pod) {
        return text(pod, READY).equals(NEVER);
    }

    public static OptionalInt exitCode(Pod pod) {
        return code(text(pod, EXIT_CODE));
    }

    /** What is wrong with the text of one of {@link #ALL}; nothing when it can be read. */
    public static Optional<String> problem(String key, String text) {
        return switch (key) {
            case EXIT_CODE -> complaint(code(text).isPresent(), "is no exit code: use a number from 0 to 255");
            case READY -> complaint(time(text).isPresent() || text.equals(NEVER), NO_TIME + ", or never");
            default -> complaint(time(text).isPresent(), NO_TIME);
        };
    }

    private static Optional<String> complaint(boolean isReadable, String text) {
        return isReadable ? Optional.empty() : Optional.of(text);
    }

    private static String text(Pod pod, String key) {
        return pod.metadata().annotations().getOrDefault(key, "");
    }

    private static Optional<Duration> time(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofNanos(Math.round(Double.parseDouble(text) * 1e9)));
        }
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(GoDuration.parse(text)).filter(time -> !time.isNegative());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static OptionalInt code(String text) {
        int code = CODE.matcher(text).matches() ? Integer.parseInt(text) : -1;
        return code >= 0 && code <= HIGHEST_CODE ? OptionalInt.of(code) : OptionalInt.empty();
    }
}
