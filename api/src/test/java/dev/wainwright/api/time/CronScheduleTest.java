package dev.wainwright.api.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronScheduleTest {
    /** 1 January 2026 is a Thursday. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 9 * * mon-fri      | 2026-01-02T09:00:00Z | 2026-01-05T09:00:00Z
            0 9 * * MON-FRI      | 2026-01-01T08:59:30Z | 2026-01-01T09:00:00Z
            0 8-18 * * *         | 2026-01-01T10:15:00Z | 2026-01-01T11:00:00Z
            */15 * * * *         | 2026-01-01T10:15:00Z | 2026-01-01T10:30:00Z
            5/20 * * * *         | 2026-01-01T10:46:00Z | 2026-01-01T11:05:00Z
            0 0 29 2 *           | 2026-01-01T00:00:00Z | 2028-02-29T00:00:00Z
            0 0 13 * fri         | 2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z
            0 0 13 * ?           | 2026-01-01T00:00:00Z | 2026-01-13T00:00:00Z
            0 0 */2 * fri        | 2026-01-03T00:00:00Z | 2026-01-05T00:00:00Z
            0 0 1,15 jan,JUL *   | 2026-01-15T00:00:00Z | 2026-07-01T00:00:00Z
            @daily               | 2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z
            @weekly              | 2026-01-01T00:00:00Z | 2026-01-04T00:00:00Z
            @hourly              | 2026-01-01T23:59:59Z | 2026-01-02T00:00:00Z
            @yearly              | 2026-01-01T00:00:00Z | 2027-01-01T00:00:00Z
            """)
    void findsTheNextTime(String schedule, Instant after, Instant expected) {
        assertThat(CronSchedule.parse(schedule).next(after)).contains(expected);
    }

    @Test
    void aDateThatNeverComesHasNoNextTime() {
        assertThat(CronSchedule.parse("0 0 31 2 *").next(Instant.EPOCH)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 19-7 * * *    | hour "19-7" ends before it begins
            0 19-7 * * *    | 19-23,0-7
            0 0 * * 7       | Sunday is 0
            60 * * * *      | minute "60" is outside of 0–59
            0 24 * * *      | hour
            0 0 0 * *       | day of month
            0 0 * 13 *      | month
            * * * *         | has 4 fields
            * * * * * *     | has 6 fields
            @every 5m       | nicknames
            @fortnightly    | nicknames
            1/2/3 * * * *   | more than one slash
            1-2-3 * * * *   | more than one hyphen
            */0 * * * *     | step of 0
            0 9 * foo *     | "foo"
            -1 * * * *      | minute
            TZ=UTC 0 9 * * *| has 6 fields
            """)
    void saysWhatIsWrong(String schedule, String message) {
        assertThatThrownBy(() -> CronSchedule.parse(schedule)).hasMessageContaining(message);
    }

    @Test
    void agreesWithLookingAtEveryMinute() {
        long seed = 11;
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            String text = "%s %s %s * %s"
                    .formatted(field(random, 60), field(random, 24), field(random, 28), field(random, 7))
                    .replace(" 0 *", " 1 *");
            CronSchedule schedule = CronSchedule.parse(text);
            Instant start = Instant.parse("2026-03-01T00:00:00Z").plusSeconds(random.nextInt(40_000_000));

            assertThat(schedule.next(start))
                    .as("seed %d: %s after %s", seed, text, start)
                    .contains(byEveryMinute(text, start));
        }
    }

    private static String field(SplittableRandom random, int values) {
        return random.nextInt(3) == 0 ? "*" : "" + random.nextInt(values);
    }

    /** Looks at every minute; knows single numbers and stars only. */
    private static Instant byEveryMinute(String text, Instant after) {
        String[] fields = text.split(" ");
        LocalDateTime time = LocalDateTime.ofInstant(after, ZoneOffset.UTC)
                .withSecond(0)
                .withNano(0)
                .plusMinutes(1);
        while (!matches(fields, time)) {
            time = time.plusMinutes(1);
        }
        return time.toInstant(ZoneOffset.UTC);
    }

    private static boolean matches(String[] fields, LocalDateTime time) {
        boolean day = is(fields[2], time.getDayOfMonth());
        boolean weekday = is(fields[4], time.getDayOfWeek().getValue() % 7);
        boolean bothBind = !fields[2].equals("*") && !fields[4].equals("*");
        return is(fields[0], time.getMinute())
                && is(fields[1], time.getHour())
                && (bothBind ? day || weekday : day && weekday);
    }

    private static boolean is(String field, int value) {
        return field.equals("*") || Integer.parseInt(field) == value;
    }
}
