package dev.wainwright.api.read;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the real API server says about a field, in its own words, which programs compare and people search for.
 *
 * @param text what stands behind the field's name, such as {@code Invalid value: -1: must be greater than 0}; for what
 *     cannot even be decoded, the whole of it
 * @param field the place where the server sees it, if that is not where it is to be mended; else empty
 */
public record Cause(Type type, String text, String field) {
    public Cause(Type type, String text) {
        this(type, text, "");
    }

    /** The kinds of trouble the server tells apart. */
    public enum Type {
        REQUIRED("FieldValueRequired", "Required value"),
        INVALID("FieldValueInvalid", "Invalid value"),
        NOT_SUPPORTED("FieldValueNotSupported", "Unsupported value"),
        FORBIDDEN("FieldValueForbidden", "Forbidden"),
        DUPLICATE("FieldValueDuplicate", "Duplicate value"),
        NOT_FOUND("FieldValueNotFound", "Not found"),
        TOO_LONG("FieldValueTooLong", "Too long"),
        TOO_MANY("FieldValueTooMany", "Too many"),
        TYPE_INVALID("FieldValueTypeInvalid", "Invalid value"),
        /** A field that the kind does not have: an error for strict requests only. */
        UNKNOWN_FIELD("", "unknown field"),
        /** A value of the wrong type: there is no object to speak of. */
        UNDECODABLE("", "");

        private final String reason;
        private final String words;

        Type(String reason, String words) {
            this.reason = reason;
            this.words = words;
        }

        /** As Status.details.causes has it. */
        public String reason() {
            return reason;
        }
    }

    public static Cause required(String detail) {
        return new Cause(Type.REQUIRED, Type.REQUIRED.words + (detail.isEmpty() ? "" : ": " + detail));
    }

    public static Cause forbidden(String detail) {
        return new Cause(Type.FORBIDDEN, Type.FORBIDDEN.words + ": " + detail);
    }

    public static Cause invalid(Tree value, String detail) {
        return new Cause(Type.INVALID, Type.INVALID.words + ": " + shown(value) + ": " + detail);
    }

    public static Cause typeInvalid(Tree value, String detail) {
        return new Cause(Type.TYPE_INVALID, Type.TYPE_INVALID.words + ": " + shown(value) + ": " + detail);
    }

    /** {@code supported} is listed in the order given. */
    public static Cause notSupported(Tree value, List<String> supported) {
        String list = supported.stream().map(Cause::quoted).collect(Collectors.joining(", "));
        return new Cause(
                Type.NOT_SUPPORTED,
                Type.NOT_SUPPORTED.words + ": " + shown(value) + (list.isEmpty() ? "" : ": supported values: " + list));
    }

    public static Cause duplicate(Tree value) {
        return new Cause(Type.DUPLICATE, Type.DUPLICATE.words + ": " + shown(value));
    }

    public static Cause notFound(Tree value) {
        return new Cause(Type.NOT_FOUND, Type.NOT_FOUND.words + ": " + shown(value));
    }

    public static Cause tooLong(long most) {
        return new Cause(Type.TOO_LONG, Type.TOO_LONG.words + ": may not be more than " + most + " bytes");
    }

    public static Cause tooMany(long has, long most) {
        return new Cause(
                Type.TOO_MANY,
                Type.TOO_MANY.words + ": " + has + ": must have at most " + most + (most == 1 ? " item" : " items"));
    }

    public static Cause unknownField(String path) {
        return new Cause(Type.UNKNOWN_FIELD, Type.UNKNOWN_FIELD.words + " \"" + path + '"');
    }

    public static Cause undecodable(String text) {
        return new Cause(Type.UNDECODABLE, text);
    }

    /** A rule of our own, or one of a CRD, which names no value. */
    public static Cause said(String message) {
        return new Cause(Type.INVALID, Type.INVALID.words + ": " + message);
    }

    /** A rule that a CRD publishes, about the value at {@code field}; only plain values are shown. */
    public static Cause published(String field, Tree value, String message) {
        boolean plain = !(value instanceof Tree.Mapping) && !(value instanceof Tree.Sequence);
        return new Cause(Type.INVALID, Type.INVALID.words + ": " + (plain ? shown(value) + ": " : "") + message, field);
    }

    /** Whether the server asks no further rules of an object of a user's kind that has this. */
    public boolean isBlocking() {
        return switch (type) {
            case REQUIRED, TYPE_INVALID, TOO_LONG, TOO_MANY, NOT_SUPPORTED -> true;
            default -> false;
        };
    }

    /** Texts in quotes, everything else as JSON. */
    private static String shown(Tree value) {
        return value instanceof Tree.Text text ? quoted(text.value()) : Json.print(value);
    }

    private static String quoted(String text) {
        return Json.print(Tree.text(text));
    }
}
