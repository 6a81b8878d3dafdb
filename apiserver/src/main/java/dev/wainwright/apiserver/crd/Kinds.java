package dev.wainwright.apiserver.crd;

import dev.wainwright.api.read.Cause;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.math.BigDecimal;
import java.util.List;

/** Whether a value has the type and the format its schema names. */
final class Kinds {
    private static final BigDecimal INT_MIN = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal INT_MAX = BigDecimal.valueOf(Integer.MAX_VALUE);

    private Kinds() {}

    /** Adds what is wrong; whether the type is right, so that it makes sense to look further. */
    static boolean check(Tree value, Node node, String path, List<Finding> findings) {
        if (node.intOrString) {
            boolean fits = value instanceof Tree.Text || isInteger(value);
            if (!fits) {
                findings.add(Trouble.wrongType(path, "integer,string", Tree.type(value)));
            }
            return fits;
        }
        if (!isOf(value, node.type)) {
            boolean narrow = node.type.equals("integer") && !node.format.isEmpty() && value instanceof Tree.Numeral;
            findings.add(
                    Trouble.wrongType(path, narrow ? node.format : node.type, narrow ? "float64" : Tree.type(value)));
            if (narrow) {
                findings.add(unrepresentable(node, path));
            }
            return false;
        }
        return format(value, node, path, findings);
    }

    private static boolean format(Tree value, Node node, String path, List<Finding> findings) {
        if (value instanceof Tree.Text text && !Formats.fits(node.format, text.value())) {
            findings.add(Trouble.of(
                    path,
                    Cause.typeInvalid(
                            value, path + " in body must be of type " + node.format + ": \"" + text.value() + '"')));
        }
        if (value instanceof Tree.Numeral number
                && node.format.equals("int32")
                && (number.value().compareTo(INT_MIN) < 0 || number.value().compareTo(INT_MAX) > 0)) {
            findings.add(unrepresentable(node, path));
        }
        return true;
    }

    private static Finding unrepresentable(Node node, String path) {
        return Trouble.invalid(
                Trouble.NOWHERE,
                Tree.text(""),
                "Checked value must be of type " + node.type + " with format " + node.format + " in " + path);
    }

    private static boolean isOf(Tree value, String type) {
        return switch (type) {
            case "object" -> value instanceof Tree.Mapping;
            case "array" -> value instanceof Tree.Sequence;
            case "string" -> value instanceof Tree.Text;
            case "boolean" -> value instanceof Tree.Bool;
            case "number" -> value instanceof Tree.Numeral;
            case "integer" -> isWhole(value);
            default -> true;
        };
    }

    private static boolean isWhole(Tree value) {
        return value instanceof Tree.Numeral number
                && number.value().stripTrailingZeros().scale() <= 0;
    }

    private static boolean isInteger(Tree value) {
        return value instanceof Tree.Numeral number && number.value().scale() <= 0;
    }
}
