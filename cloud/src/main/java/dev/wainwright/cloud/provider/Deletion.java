package dev.wainwright.cloud.provider;

/** How far the end of a machine has come. */
public enum Deletion {
    /** It has been told to end, and is still there: ask again. */
    TRIGGERED,
    /** There is no such machine any more. */
    GONE
}
