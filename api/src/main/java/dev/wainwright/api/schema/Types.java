package dev.wainwright.api.schema;

import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** Whether a value has the type its schema names. */
final class Types {
    private static final BigDecimal INT_MIN = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal INT_MAX = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private Types() {}

    /** What the value should be; empty when it is. */
    static String mismatch(Tree tree, Schema schema) {
        if (tree instanceof Tree.Null && schema.nullable()) {
            return "";
        }
        if (schema.format().equals("quantity")) {
            return isQuantity(tree) ? "" : "a quantity such as 500m or 1Gi";
        }
        if (schema.intOrString()) {
            return tree instanceof Tree.Text || isInteger(tree, "int32") ? "" : "an integer or a string";
        }
        return switch (schema.type()) {
            case "string" -> text(tree, schema.format());
            case "integer" -> isInteger(tree, schema.format()) ? "" : "an integer";
            case "number" -> tree instanceof Tree.Numeral ? "" : "a number";
            case "boolean" -> tree instanceof Tree.Bool ? "" : "true or false";
            case "object" -> "an object";
            case "array" -> "a list";
            default -> "";
        };
    }

    private static String text(Tree tree, String format) {
        if (!(tree instanceof Tree.Text text)) {
            // Without quotes, yes, 1.30 and 8080 are no strings: the most frequent mistake of all.
            return switch (tree) {
                case Tree.Bool bool -> "a string: put it in quotes (yes, no, on, off, y and n are truth values)";
                case Tree.Numeral number -> "a string: put it in quotes";
                default -> "a string";
            };
        }
        if (format.equals("byte") && Base64Text.firstFault(text.value()) >= 0) {
            return "base64";
        }
        return format.equals("date-time") && !isTime(text.value()) ? "a time such as 2026-01-31T12:00:00Z" : "";
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isInteger(Tree tree, String format) {
        if (!(tree instanceof Tree.Numeral number) || number.value().scale() > 0) {
            return false;
        }
        boolean narrow = format.equals("int32");
        return number.value().compareTo(narrow ? INT_MIN : LONG_MIN) >= 0
                && number.value().compareTo(narrow ? INT_MAX : LONG_MAX) <= 0;
    }

    private static boolean isQuantity(Tree tree) {
        if (tree instanceof Tree.Numeral) {
            return true;
        }
        if (!(tree instanceof Tree.Text text)) {
            return false;
        }
        try {
            Quantity.parse(text.value());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
