package dev.wainwright.apiserver.protobuf;

/**
 * One field of a message.
 *
 * @param number on the wire
 * @param name in JSON; empty when the content stands in the parent
 * @param repeated whether it is a list
 * @param pointer whether what is zero can be told from what is not set
 * @param map whether it maps texts to values of the type
 */
record Field(int number, String name, Type type, boolean repeated, boolean pointer, boolean map) {
    /** What a value of a field looks like. */
    sealed interface Type {}

    /** Values that are no messages, or messages of which JSON knows nothing. */
    enum Plain implements Type {
        VARINT,
        BOOL,
        DOUBLE,
        STRING,
        BYTES,
        QUANTITY,
        TIME,
        MICROTIME,
        INTORSTRING,
        RAW,
        FIELDS
    }

    /** Another message. */
    record Nested(Message message) implements Type {}
}
