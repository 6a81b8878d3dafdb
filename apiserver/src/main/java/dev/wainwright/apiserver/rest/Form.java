package dev.wainwright.apiserver.rest;

/** What becomes of objects in an answer. */
enum Form {
    /** As they are. */
    WHOLE,
    /** Their metadata alone. */
    METADATA,
    /** As rows of a table. */
    TABLE
}
