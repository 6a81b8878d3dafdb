package dev.wainwright.apiserver.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A fast cluster's times, as its users' clocks have them. */
class TimestampsTest {
    private final Timestamps tenfold = new Timestamps(Instant.parse("2026-11-23T12:00:00Z"), 10);

    @Test
    void anHourOfAFastClusterIsMinutesAgoForItsUsers() {
        Tree.Mapping shown = tenfold.shown(document("2026-11-23T13:00:00Z", "2026-11-23T12:00:05.000000Z"));

        assertThat(shown).isEqualTo(document("2026-11-23T12:06:00Z", "2026-11-23T12:00:00.500000Z"));
        assertThat(tenfold.received(shown)).isEqualTo(document("2026-11-23T13:00:00Z", "2026-11-23T12:00:05.000000Z"));
    }

    @Test
    void aClockThatWentOnAheadIsShownAsItsUsersHaveIt() {
        var ahead = new Timestamps(Instant.parse("2026-11-24T12:00:00Z"), Instant.parse("2026-11-23T12:00:00Z"), 1);

        Tree.Mapping shown = ahead.shown(document("2026-11-24T13:00:00Z", "2026-11-24T11:00:05.000000Z"));

        assertThat(shown).isEqualTo(document("2026-11-23T13:00:00Z", "2026-11-23T11:00:05.000000Z"));
        assertThat(ahead.received(shown)).isEqualTo(document("2026-11-24T13:00:00Z", "2026-11-24T11:00:05.000000Z"));
    }

    @Test
    void whatOnlyLooksLikeATimeStaysAsItIs() {
        Tree.Mapping document = document("2026-99-99T99:99:99Z", "not-a-time-Tat-all-Z");

        assertThat(tenfold.shown(document)).isEqualTo(document);
    }

    private static Tree.Mapping document(String second, String micro) {
        return (Tree.Mapping) Json.parse("{\"at\":\"" + second + "\",\"list\":[{\"fine\":\"" + micro + "\"}],\"n\":7}");
    }
}
