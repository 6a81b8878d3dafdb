package dev.wainwright.api.meta;

/** A count or a percentage, such as {@code 3} or {@code "25%"}. */
public sealed interface IntOrString {
    /** A plain count. */
    record Count(int value) implements IntOrString {}

    /** Any text; a percentage where it is meaningful. */
    record Text(String value) implements IntOrString {}
}
