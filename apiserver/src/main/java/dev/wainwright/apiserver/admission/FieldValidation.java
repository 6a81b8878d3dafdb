package dev.wainwright.apiserver.admission;

/** What becomes of fields that a kind does not have, and of fields that are set twice: the request's own choice. */
public enum FieldValidation {
    /** The request is refused. */
    STRICT,
    /** They are dropped, with a warning each. */
    WARN,
    /** They are dropped. */
    IGNORE
}
