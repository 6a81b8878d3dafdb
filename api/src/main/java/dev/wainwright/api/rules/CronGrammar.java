package dev.wainwright.api.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The grammar of schedules: five fields (minute, hour, day of month, month, day of week) or a macro, as the library that
 * Kubernetes and Karpenter use reads them.
 */
public final class CronGrammar {
    private static final Set<String> MACROS =
            Set.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");

    private static final List<Field> FIELDS = List.of(
            new Field("minute", 0, 59, List.of()),
            new Field("hour", 0, 23, List.of()),
            new Field("day of month", 1, 31, List.of()),
            new Field(
                    "month",
                    1,
                    12,
                    List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
            new Field("day of week", 0, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat")));

    private record Field(String name, int least, int most, List<String> names) {}

    private CronGrammar() {}

    /** What is wrong with a schedule, if anything is. */
    public static Optional<String> check(String schedule) {
        if (schedule.isBlank()) {
            return Optional.of("required: a schedule such as \"0 3 * * *\" or @daily");
        }
        if (schedule.startsWith("TZ=") || schedule.startsWith("CRON_TZ=")) {
            return Optional.of("must not name a time zone: use the field for it");
        }
        if (schedule.startsWith("@")) {
            boolean known = MACROS.contains(schedule) || isEvery(schedule);
            return known ? Optional.empty() : Optional.of("unknown macro " + schedule + ": use one such as @daily");
        }
        String[] parts = schedule.trim().split("\\s+");
        if (parts.length != FIELDS.size()) {
            return Optional.of(
                    "must have five fields (minute, hour, day of month, month, day of week), has " + parts.length);
        }
        for (int i = 0; i < parts.length; i++) {
            for (String range : parts[i].split(",", -1)) {
                Optional<String> problem = range(range, FIELDS.get(i));
                if (problem.isPresent()) {
                    return problem;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isEvery(String schedule) {
        return schedule.matches("@every ([0-9]+(\\.[0-9]+)?(ns|us|ms|s|m|h))+");
    }

    /** {@code *}, {@code ?}, {@code n}, {@code n-m}, each optionally with {@code /step}. */
    private static Optional<String> range(String range, Field field) {
        String[] steps = range.split("/", -1);
        if (steps.length > 2 || (steps.length == 2 && number(steps[1], field) < 1)) {
            return Optional.of("the step in \"%s\" of the %s must be a positive number".formatted(range, field.name()));
        }
        if (steps[0].equals("*") || steps[0].equals("?")) {
            return Optional.empty();
        }
        String[] ends = steps[0].split("-", -1);
        int from = value(ends[0], field);
        int to = value(ends[ends.length - 1], field);
        if (ends.length > 2 || from < field.least() || to < field.least() || from > field.most() || to > field.most()) {
            return Optional.of(
                    "\"%s\" is no %s between %d and %d".formatted(range, field.name(), field.least(), field.most()));
        }
        return from <= to
                ? Optional.empty()
                : Optional.of("the range \"%s\" of the %s runs backwards: write it as two, such as \"%d-%d,%d-%d\""
                        .formatted(range, field.name(), from, field.most(), field.least(), to));
    }

    private static int value(String text, Field field) {
        int named = field.names().indexOf(text.toLowerCase(Locale.ROOT));
        return named >= 0 ? named + field.least() : number(text, field);
    }

    private static int number(String text, Field field) {
        boolean digits = !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(text) : field.least() - 1;
    }
}
