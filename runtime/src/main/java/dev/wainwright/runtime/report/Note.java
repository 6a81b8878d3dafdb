package dev.wainwright.runtime.report;

import dev.wainwright.api.meta.KubeObject;

/**
 * Something worth an event.
 *
 * @param about the object it happened to
 * @param component who says so
 * @param host on which node; empty for what happens on none
 */
public record Note(KubeObject about, boolean warning, String reason, String message, String component, String host) {
    /** Something that went as it should. */
    public static Note normal(KubeObject about, String reason, String message, String component) {
        return new Note(about, false, reason, message, component, "");
    }

    /** Something that somebody should look at. */
    public static Note warning(KubeObject about, String reason, String message, String component) {
        return new Note(about, true, reason, message, component, "");
    }

    public Note on(String node) {
        return new Note(about, warning, reason, message, component, node);
    }
}
