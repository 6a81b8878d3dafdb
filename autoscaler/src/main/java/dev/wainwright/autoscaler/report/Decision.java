package dev.wainwright.autoscaler.report;

import java.time.Instant;

/**
 * Something that was decided.
 *
 * @param namespace empty for objects that are in none
 * @param action one word, such as {@code created} or {@code expired}
 * @param why a sentence
 */
public record Decision(Instant at, String kind, String namespace, String name, String action, String why) {}
