package dev.wainwright.runtime.store;

import dev.wainwright.model.requirement.LabelSelector;
import java.util.List;

/** Which objects of a kind are meant: by labels and by fields, all of which must agree. */
public record Selector(LabelSelector labels, List<FieldTerm> fields) {
    public static final Selector EVERYTHING = new Selector(LabelSelector.EVERYTHING, List.of());

    public Selector {
        fields = List.copyOf(fields);
    }

    /** One demand on a field, such as {@code spec.nodeName=a} or, negated, {@code status.phase!=Running}. */
    public record FieldTerm(String path, String value, boolean negated) {}

    public static Selector labelled(LabelSelector labels) {
        return new Selector(labels, List.of());
    }

    public static Selector field(String path, String value) {
        return new Selector(LabelSelector.EVERYTHING, List.of(new FieldTerm(path, value, false)));
    }

    public boolean isEverything() {
        return fields.isEmpty() && labels.equals(LabelSelector.EVERYTHING);
    }
}
