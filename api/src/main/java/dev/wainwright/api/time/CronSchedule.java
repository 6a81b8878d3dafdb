package dev.wainwright.api.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A schedule of five fields (minute, hour, day of month, month, day of week) or a nickname such as {@code @daily}, read as
 * the Go programs around Kubernetes read it (robfig/cron, standard parser), in UTC.
 *
 * <p>Where that differs from other crons: Sunday is 0 and never 7; {@code ?} is the same as {@code *}; {@code 5/10} means
 * from 5 on, every 10; a range may not wrap around ({@code 19-7} is an error). When both day fields are restricted, a day
 * that satisfies one of them is enough; a field counts as unrestricted when it contains a star without a step above 1.
 *
 * <p>Each field is a set of bits, so asking for the next time costs a few steps per field, never a step per minute.
 */
public final class CronSchedule {
    private static final long STAR = 1L << 63;
    private static final int YEARS_AHEAD = 5;

    private static final Map<String, String> NICKNAMES = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

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

    private final long minutes;
    private final long hours;
    private final long daysOfMonth;
    private final long months;
    private final long daysOfWeek;

    private CronSchedule(long[] bits) {
        minutes = bits[0];
        hours = bits[1];
        daysOfMonth = bits[2];
        months = bits[3];
        daysOfWeek = bits[4];
    }

    /** Reads {@code text}; throws {@link IllegalArgumentException}, which names the field, when it is no schedule. */
    public static CronSchedule parse(String text) {
        String expanded = NICKNAMES.getOrDefault(text.strip(), text);
        if (expanded.startsWith("@")) {
            throw new IllegalArgumentException("\"" + text + "\" is no schedule; the nicknames are "
                    + NICKNAMES.keySet().stream().sorted().toList());
        }
        List<String> fields = List.of(expanded.strip().split("\\s+"));
        if (fields.size() != FIELDS.size()) {
            throw new IllegalArgumentException("\"" + text + "\" has " + fields.size()
                    + " fields; a schedule has five: minute, hour, day of month, month, day of week");
        }
        long[] bits = new long[FIELDS.size()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = FIELDS.get(i).bits(fields.get(i));
        }
        return new CronSchedule(bits);
    }

    /** The first whole minute after {@code instant} that the schedule names; nothing if there is none in five years. */
    public Optional<Instant> next(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
                .withSecond(0)
                .withNano(0)
                .plusMinutes(1);
        LocalDate last = time.toLocalDate().plusYears(YEARS_AHEAD);
        int firstMinute = time.getHour() * 60 + time.getMinute();
        for (LocalDate day = time.toLocalDate(); !day.isAfter(last); firstMinute = 0) {
            if (!has(months, day.getMonthValue())) {
                day = day.withDayOfMonth(1).plusMonths(1);
                continue;
            }
            int minute = matches(day) ? minuteFrom(firstMinute) : -1;
            if (minute >= 0) {
                return Optional.of(day.atStartOfDay().plusMinutes(minute).toInstant(ZoneOffset.UTC));
            }
            day = day.plusDays(1);
        }
        return Optional.empty();
    }

    private boolean matches(LocalDate day) {
        boolean inMonth = has(daysOfMonth, day.getDayOfMonth());
        boolean inWeek = has(daysOfWeek, day.getDayOfWeek().getValue() % 7);
        boolean oneIsFree = (daysOfMonth & STAR) != 0 || (daysOfWeek & STAR) != 0;
        return oneIsFree ? inMonth && inWeek : inMonth || inWeek;
    }

    /** The first minute of the day from {@code from} on that matches; -1 if there is none. */
    private int minuteFrom(int from) {
        for (int hour = from / 60; hour < 24; hour++) {
            if (has(hours, hour)) {
                int first = hour == from / 60 ? from % 60 : 0;
                long rest = (minutes & ~STAR) >>> first << first;
                if (rest != 0) {
                    return hour * 60 + Long.numberOfTrailingZeros(rest);
                }
            }
        }
        return -1;
    }

    private static boolean has(long bits, int value) {
        return (bits >>> value & 1) != 0;
    }

    /** One of the five fields: its name, its bounds and the names of its values, from the lowest on. */
    private record Field(String name, int least, int most, List<String> names) {
        long bits(String text) {
            long bits = 0;
            for (String part : text.split(",")) {
                bits |= part.isEmpty() ? 0 : range(part);
            }
            return bits;
        }

        private long range(String part) {
            List<String> rangeAndStep = List.of(part.split("/", -1));
            if (rangeAndStep.size() > 2) {
                throw bad(part, "has more than one slash");
            }
            List<String> ends = List.of(rangeAndStep.getFirst().split("-", -1));
            boolean star = ends.getFirst().equals("*") || ends.getFirst().equals("?");
            if (!star && ends.size() > 2) {
                throw bad(part, "has more than one hyphen");
            }
            int start = star ? least : value(ends.getFirst(), part);
            int end = star ? most : ends.size() == 1 ? start : value(ends.get(1), part);
            int step = 1;
            if (rangeAndStep.size() == 2) {
                step = number(rangeAndStep.get(1), part);
                end = ends.size() == 1 ? most : end;
            }
            checkBounds(start, end, step, part);
            return bits(start, end, step) | (star && step == 1 ? STAR : 0);
        }

        private static long bits(int start, int end, int step) {
            long bits = 0;
            for (int value = start; value <= end; value += step) {
                bits |= 1L << value;
            }
            return bits;
        }

        private void checkBounds(int start, int end, int step, String part) {
            if (start < least || end > most) {
                throw bad(
                        part,
                        "is outside of " + least + "–" + most
                                + (name.equals("day of week") && end == 7 ? " (Sunday is 0)" : ""));
            }
            if (start > end) {
                throw bad(
                        part,
                        "ends before it begins; write it as two ranges, " + start + "-" + most + "," + least + "-"
                                + end);
            }
            if (step == 0) {
                throw bad(part, "has a step of 0");
            }
        }

        private int value(String text, String part) {
            int named = names.indexOf(text.toLowerCase(Locale.ROOT));
            return named >= 0 ? named + least : number(text, part);
        }

        private int number(String text, String part) {
            try {
                int number = Integer.parseInt(text);
                if (number >= 0) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw bad(part, "contains \"" + text + "\", which is no number" + (names.isEmpty() ? "" : " and no name"));
        }

        private IllegalArgumentException bad(String part, String what) {
            return new IllegalArgumentException("the " + name + " \"" + part + "\" " + what);
        }
    }
}
