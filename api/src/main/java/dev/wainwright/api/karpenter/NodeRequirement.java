package dev.wainwright.api.karpenter;

import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.requirement.Requirement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A demand on a node label, with the number of distinct values that must stay open. */
public record NodeRequirement(
        String key,
        Operator operator,
        List<String> values,
        @Nullable Integer minValues) {
    public NodeRequirement {
        values = List.copyOf(values);
    }

    public Requirement toRequirement() {
        return Requirement.of(key, operator, values, minValues == null ? 0 : minValues);
    }
}
