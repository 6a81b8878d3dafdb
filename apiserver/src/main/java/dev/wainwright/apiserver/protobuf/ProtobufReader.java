package dev.wainwright.apiserver.protobuf;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.protobuf.Field.Nested;
import dev.wainwright.apiserver.protobuf.Field.Plain;
import dev.wainwright.apiserver.protobuf.Wire.Garbled;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes' protobuf to trees, as if JSON had been sent. An object comes in an envelope that names its kind.
 *
 * <p>Go writes all plain fields, set or not; what is zero and could not be told from unset is left out here, as Go's JSON
 * leaves it out.
 */
public final class ProtobufReader {
    public static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

    static final byte[] MAGIC = {'k', '8', 's', 0};

    private ProtobufReader() {}

    /** The object in {@code body}. */
    public static Result<Tree.Mapping> read(byte[] body) {
        if (!Arrays.equals(body, 0, Math.min(body.length, MAGIC.length), MAGIC, 0, MAGIC.length)) {
            return refused("it does not begin as it should");
        }
        try {
            return envelope(new Wire(body, MAGIC.length, body.length));
        } catch (Garbled e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    private static Result<Tree.Mapping> refused(String why) {
        return Result.refused(new Refusal.BadRequest("the body cannot be read as protobuf: " + why));
    }

    private static Result<Tree.Mapping> envelope(Wire wire) {
        String apiVersion = "";
        String kind = "";
        byte[] raw = new byte[0];
        while (wire.hasNext()) {
            int tag = wire.tag();
            switch (tag >>> 3) {
                case 1 -> {
                    Wire type = wire.inside();
                    while (type.hasNext()) {
                        int part = type.tag() >>> 3;
                        String text = type.inside().text();
                        apiVersion = part == 1 ? text : apiVersion;
                        kind = part == 2 ? text : kind;
                    }
                }
                case 2 -> raw = wire.inside().rest();
                default -> wire.skip(tag & 7);
            }
        }
        Message message = Messages.of(apiVersion, kind);
        if (message == null) {
            return refused(kind + " (" + apiVersion + ") has no protobuf form here");
        }
        Map<String, Tree> fields = new LinkedHashMap<>();
        fields.put("apiVersion", Tree.text(apiVersion));
        fields.put("kind", Tree.text(kind));
        message(message, new Wire(raw, 0, raw.length), fields);
        return Result.ok(new Tree.Mapping(fields, 0));
    }

    private static void message(Message message, Wire wire, Map<String, Tree> into) {
        var lists = new LinkedHashMap<String, List<Tree>>();
        var maps = new LinkedHashMap<String, Map<String, Tree>>();
        while (wire.hasNext()) {
            int tag = wire.tag();
            Field field = message.field(tag >>> 3);
            if (field == null) {
                wire.skip(tag & 7);
            } else if (field.map()) {
                entry(field, wire.inside(), maps.computeIfAbsent(field.name(), absent -> new LinkedHashMap<>()));
            } else if (field.name().isEmpty() && field.type() instanceof Nested inline) {
                message(inline.message(), wire.inside(), into);
            } else {
                Tree value = value(field, tag & 7, wire);
                if (value != null && field.repeated()) {
                    lists.computeIfAbsent(field.name(), absent -> new ArrayList<>())
                            .add(value);
                } else if (value != null && (field.pointer() || !isZero(value))) {
                    into.put(field.name(), value);
                }
            }
        }
        lists.forEach((list, items) -> into.put(list, new Tree.Sequence(items, 0)));
        maps.forEach((map, entries) -> into.put(map, new Tree.Mapping(entries, 0)));
    }

    private static void entry(Field field, Wire wire, Map<String, Tree> into) {
        String key = "";
        Tree value = Tree.text("");
        while (wire.hasNext()) {
            int tag = wire.tag();
            if (tag >>> 3 == 1) {
                key = wire.inside().text();
            } else {
                Tree read = field.repeated() ? items(field, wire.inside()) : value(field, tag & 7, wire);
                value = read == null ? value : read;
            }
        }
        into.put(key, value);
    }

    /** A list as the value of a map stands in a message of its own. */
    private static Tree items(Field field, Wire wire) {
        List<Tree> items = new ArrayList<>();
        while (wire.hasNext()) {
            Tree item = value(field, wire.tag() & 7, wire);
            if (item != null) {
                items.add(item);
            }
        }
        return new Tree.Sequence(items, 0);
    }

    /** Nothing for a time that is not set. */
    private static @Nullable Tree value(Field field, int kind, Wire wire) {
        if (kind != expected(field.type())) {
            throw new Garbled(field.name() + " has the wrong wire type");
        }
        return switch (field.type()) {
            case Nested nested -> {
                Map<String, Tree> inner = new LinkedHashMap<>();
                message(nested.message(), wire.inside(), inner);
                yield new Tree.Mapping(inner, 0);
            }
            case Plain plain ->
                switch (plain) {
                    case VARINT -> Tree.number(wire.varint());
                    case BOOL -> new Tree.Bool(wire.varint() != 0, 0);
                    case DOUBLE -> new Tree.Numeral(BigDecimal.valueOf(wire.real()), 0);
                    case STRING -> Tree.text(wire.inside().text());
                    case BYTES ->
                        Tree.text(
                                Base64.getEncoder().encodeToString(wire.inside().rest()));
                    case QUANTITY -> Tree.text(firstText(wire.inside()));
                    case RAW, FIELDS -> json(wire.inside());
                    case TIME -> time(wire.inside(), false);
                    case MICROTIME -> time(wire.inside(), true);
                    case INTORSTRING -> intOrString(wire.inside());
                };
        };
    }

    private static int expected(Field.Type type) {
        return switch (type) {
            case Plain.VARINT, Plain.BOOL -> Wire.VARINT;
            case Plain.DOUBLE -> Wire.FIXED_64;
            default -> Wire.BYTES;
        };
    }

    private static String firstText(Wire wire) {
        String text = "";
        while (wire.hasNext()) {
            int tag = wire.tag();
            if (tag >>> 3 == 1) {
                text = wire.inside().text();
            } else {
                wire.skip(tag & 7);
            }
        }
        return text;
    }

    private static Tree json(Wire wire) {
        String text = firstText(wire);
        try {
            return text.isEmpty() ? Tree.Mapping.EMPTY : Json.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Garbled("what is embedded is no JSON");
        }
    }

    private static @Nullable Tree time(Wire wire, boolean fine) {
        if (!wire.hasNext()) {
            return null;
        }
        long seconds = 0;
        long nanos = 0;
        while (wire.hasNext()) {
            int part = wire.tag() >>> 3;
            long value = wire.varint();
            seconds = part == 1 ? value : seconds;
            nanos = part == 2 ? value : nanos;
        }
        String whole = Instant.ofEpochSecond(seconds).toString();
        return Tree.text(fine ? "%s.%06dZ".formatted(whole.substring(0, whole.length() - 1), nanos / 1_000) : whole);
    }

    private static Tree intOrString(Wire wire) {
        long type = 0;
        long number = 0;
        String text = "";
        while (wire.hasNext()) {
            switch (wire.tag() >>> 3) {
                case 1 -> type = wire.varint();
                case 2 -> number = wire.varint();
                default -> text = wire.inside().text();
            }
        }
        return type == 0 ? Tree.number(number) : Tree.text(text);
    }

    private static boolean isZero(Tree value) {
        return switch (value) {
            case Tree.Text text -> text.value().isEmpty();
            case Tree.Numeral number -> number.value().signum() == 0;
            case Tree.Bool bool -> !bool.value();
            case Tree.Mapping mapping -> false;
            case Tree.Sequence sequence -> false;
            case Tree.Null nothing -> true;
        };
    }
}
