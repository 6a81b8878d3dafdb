package dev.wainwright.cli.top.screen;

import dev.wainwright.cli.explain.Explanation;
import dev.wainwright.cli.explain.Subject;
import dev.wainwright.cli.top.picture.Picture;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * All that decides what is on the screen.
 *
 * @param why the explanation that was asked for last
 * @param unicode whether more than ASCII is shown
 */
public record Scene(
        Picture picture,
        View view,
        Optional<Why> why,
        int columns,
        int rows,
        Instant now,
        ZoneId zone,
        boolean unicode) {
    /**
     * The answer to why something is what it is.
     *
     * @param explanation empty while it is on its way, or when there is none
     * @param instead what to say then
     */
    public record Why(Subject subject, Optional<Explanation> explanation, String instead) {}
}
