package dev.wainwright.apiserver.cel;

import com.google.protobuf.ByteString;
import com.google.protobuf.NullValue;
import dev.wainwright.api.time.GoDuration;
import dev.wainwright.api.tree.Tree;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Values as rules see them: times are times, numbers are of their schema's type. */
public final class Values {
    private Values() {}

    public static Object of(Tree tree, Tree.@Nullable Mapping schema) {
        return switch (tree) {
            case Tree.Mapping mapping -> mapping(mapping, schema);
            case Tree.Sequence list -> {
                Tree.Mapping items = schema != null && schema.get("items") instanceof Tree.Mapping known ? known : null;
                yield list.items().stream().map(item -> of(item, items)).toList();
            }
            case Tree.Text text -> text(text.value(), schema);
            case Tree.Numeral number -> {
                boolean real = schema != null && schema.text("type", "").equals("number");
                boolean whole = number.value().stripTrailingZeros().scale() <= 0;
                yield real || !whole
                        ? (Object) number.value().doubleValue()
                        : (Object) number.value().longValue();
            }
            case Tree.Bool bool -> bool.value();
            case Tree.Null nothing -> NullValue.NULL_VALUE;
        };
    }

    /** Values of which nothing is known, under the names that they have. */
    public static Object plain(Tree tree) {
        return switch (tree) {
            case Tree.Mapping mapping -> {
                var result = new LinkedHashMap<String, Object>();
                mapping.fields().forEach((name, value) -> result.put(name, plain(value)));
                yield result;
            }
            case Tree.Sequence list -> list.items().stream().map(Values::plain).toList();
            default -> of(tree, null);
        };
    }

    private static Object mapping(Tree.Mapping mapping, Tree.@Nullable Mapping schema) {
        boolean isMap = schema != null && schema.get("additionalProperties") != null;
        var result = new LinkedHashMap<String, Object>();
        mapping.fields().forEach((name, value) -> {
            Tree.Mapping field = schema == null ? null : Shape.field(schema, name);
            result.put(isMap ? name : Names.escaped(name), of(value, field));
        });
        return result;
    }

    private static Object text(String text, Tree.@Nullable Mapping schema) {
        if (schema == null || !schema.text("type", "").equals("string")) {
            return text;
        }
        return switch (schema.text("format", "")) {
            case "byte" -> ByteString.copyFrom(Base64.getDecoder().decode(text));
            case "date-time" -> Instant.from(OffsetDateTime.parse(text));
            case "date" -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            case "duration" -> GoDuration.parse(text);
            default -> text;
        };
    }
}
