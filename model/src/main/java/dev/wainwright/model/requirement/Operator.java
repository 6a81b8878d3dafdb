package dev.wainwright.model.requirement;

/** How a requirement's values relate to a label: the eight operators of node selection. */
public enum Operator {
    IN("In"),
    NOT_IN("NotIn"),
    EXISTS("Exists"),
    DOES_NOT_EXIST("DoesNotExist"),
    GT("Gt"),
    LT("Lt"),
    GTE("Gte"),
    LTE("Lte");

    private final String wireName;

    Operator(String wireName) {
        this.wireName = wireName;
    }

    /** The name that documents use. */
    @Override
    public String toString() {
        return wireName;
    }
}
