package dev.wainwright.apiserver.protobuf;

import dev.wainwright.apiserver.protobuf.Field.Nested;
import dev.wainwright.apiserver.protobuf.Field.Plain;
import dev.wainwright.apiserver.protobuf.Message.Place;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;

/**
 * One pass over a JSON document of ours, in one line and known to be valid, that writes each field to where its message has
 * it. Objects are there as such bytes already, for the disk, so nothing else has to be taken apart. What no message has, nulls
 * and values of another type than the message's are left out, as Go's structs leave them out.
 */
final class FromJson {
    private static final int NUMBER_IN_ENTRY = 2;
    private static final int WHOLE_SECONDS = "2006-01-02T15:04:05Z".length();

    private final byte[] json;
    private final WireWriter out;
    private int at;

    FromJson(byte[] json, WireWriter out) {
        this.json = json;
        this.out = out;
    }

    /** The mapping that begins here. */
    void message(Message message) {
        at++;
        while (json[at] != '}') {
            at += json[at] == ',' ? 1 : 0;
            int name = at + 1;
            skipText();
            Place place = message.place(json, name, at - 1);
            at++;
            if (place == null || json[at] == 'n') {
                skip();
            } else {
                inside(place, 0);
            }
        }
        at++;
    }

    /** Goes into the messages around the field, one after the other. */
    private void inside(Place place, int depth) {
        if (depth == place.outer().length) {
            field(place.field());
        } else {
            int begin = out.begin(place.outer()[depth]);
            inside(place, depth + 1);
            out.end(begin);
        }
    }

    private void field(Field field) {
        if (field.map() && json[at] == '{') {
            entries(field);
        } else if (field.repeated() && !field.map() && json[at] == '[') {
            items(field.type(), field.number());
        } else if (!field.map() && !field.repeated()) {
            value(field.type(), field.number());
        } else {
            skip();
        }
    }

    private void items(Field.Type type, int number) {
        at++;
        while (json[at] != ']') {
            at += json[at] == ',' ? 1 : 0;
            value(type, number);
        }
        at++;
    }

    private void entries(Field field) {
        at++;
        while (json[at] != '}') {
            at += json[at] == ',' ? 1 : 0;
            int entry = out.begin(field.number());
            text(1);
            at++;
            if (field.repeated() && json[at] == '[') {
                int list = out.begin(NUMBER_IN_ENTRY);
                items(field.type(), 1);
                out.end(list);
            } else {
                value(field.type(), NUMBER_IN_ENTRY);
            }
            out.end(entry);
        }
        at++;
    }

    private void value(Field.Type type, int number) {
        switch (type) {
            case Nested nested -> {
                if (json[at] == '{') {
                    int begin = out.begin(number);
                    message(nested.message());
                    out.end(begin);
                } else {
                    skip();
                }
            }
            case Plain plain -> plain(plain, number);
        }
    }

    private void plain(Plain type, int number) {
        if (fits(type)) {
            written(type, number);
        } else {
            skip();
        }
    }

    private boolean fits(Plain type) {
        return switch (type) {
            case RAW, FIELDS -> true;
            case BOOL -> json[at] == 't' || json[at] == 'f';
            case VARINT, DOUBLE -> isNumber();
            case QUANTITY, INTORSTRING -> isNumber() || json[at] == '"';
            case STRING, BYTES, TIME, MICROTIME -> json[at] == '"';
        };
    }

    private boolean isNumber() {
        return json[at] == '-' || (json[at] >= '0' && json[at] <= '9');
    }

    private void written(Plain type, int number) {
        switch (type) {
            case RAW, FIELDS -> raw(number);
            case BOOL -> {
                out.truth(number, json[at] == 't');
                skip();
            }
            case VARINT -> out.number(number, whole());
            case DOUBLE -> out.real(number, Double.parseDouble(numeral()));
            case QUANTITY -> quantity(number);
            case INTORSTRING -> intOrString(number);
            case STRING -> text(number);
            case BYTES -> bytes(number);
            case TIME, MICROTIME -> time(number);
        }
    }

    /** Documents may have plain numbers as quantities. */
    private void quantity(int number) {
        int begin = out.begin(number);
        if (isNumber()) {
            out.text(1, numeral());
        } else {
            text(1);
        }
        out.end(begin);
    }

    private void bytes(int number) {
        try {
            out.bytes(number, Base64.getDecoder().decode(plainText()));
        } catch (IllegalArgumentException noBase64) {
            // As with any other value that is not of the field's type.
        }
    }

    private void raw(int number) {
        int from = at;
        skip();
        int begin = out.begin(number);
        out.bytes(1, json, from, at);
        out.end(begin);
    }

    private void intOrString(int number) {
        int begin = out.begin(number);
        if (isNumber()) {
            out.number(2, whole());
        } else {
            out.number(1, 1);
            text(3);
        }
        out.end(begin);
    }

    private void time(int number) {
        Instant time;
        try {
            time = instant();
        } catch (DateTimeException noTime) {
            return;
        }
        long seconds = time.getEpochSecond();
        int nanos = time.getNano();
        int begin = out.begin(number);
        out.number(1, seconds);
        if (nanos != 0) {
            out.number(2, nanos);
        }
        out.end(begin);
    }

    /** Nearly all times are whole seconds of UTC, and an object has several. */
    private Instant instant() {
        int from = at + 1;
        String text = plainText();
        if (text.length() != WHOLE_SECONDS || !text.endsWith("Z")) {
            return Instant.parse(text);
        }
        long day = LocalDate.of(digits(from, 4), digits(from + 5, 2), digits(from + 8, 2))
                .toEpochDay();
        int second = 3600 * digits(from + 11, 2) + 60 * digits(from + 14, 2) + digits(from + 17, 2);
        return Instant.ofEpochSecond(86_400 * day + second);
    }

    private int digits(int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            value = 10 * value + json[i] - '0';
        }
        return value;
    }

    private long whole() {
        long value = 0;
        boolean negative = json[at] == '-';
        int from = at;
        at += negative ? 1 : 0;
        while (json[at] >= '0' && json[at] <= '9') {
            value = 10 * value + json[at++] - '0';
        }
        if (json[at] == '.' || json[at] == 'e' || json[at] == 'E') {
            at = from;
            return new BigDecimal(numeral()).longValue();
        }
        return negative ? -value : value;
    }

    private String numeral() {
        int from = at;
        skip();
        return new String(json, from, at - from, StandardCharsets.US_ASCII);
    }

    /** A text without escapes. */
    private String plainText() {
        int from = at + 1;
        skipText();
        return new String(json, from, at - 1 - from, StandardCharsets.US_ASCII);
    }

    private void text(int number) {
        int from = at + 1;
        int end = from;
        while (json[end] != '"' && json[end] != '\\') {
            end++;
        }
        if (json[end] == '"') {
            out.bytes(number, json, from, end);
            at = end + 1;
        } else {
            at = from;
            int begin = out.begin(number);
            unescaped();
            out.end(begin);
        }
    }

    private void unescaped() {
        while (json[at] != '"') {
            int from = at;
            while (json[at] != '"' && json[at] != '\\') {
                at++;
            }
            out.add(json, from, at);
            if (json[at] == '\\') {
                escape();
            }
        }
        at++;
    }

    private void escape() {
        char escaped = (char) json[at + 1];
        at += 2;
        switch (escaped) {
            case 'b' -> out.add('\b');
            case 'f' -> out.add('\f');
            case 'n' -> out.add('\n');
            case 'r' -> out.add('\r');
            case 't' -> out.add('\t');
            case 'u' -> codePoint();
            default -> out.add(escaped);
        }
    }

    private void codePoint() {
        int first = hex();
        int codePoint = first;
        if (Character.isHighSurrogate((char) first) && json[at] == '\\' && json[at + 1] == 'u') {
            at += 2;
            codePoint = Character.toCodePoint((char) first, (char) hex());
        }
        byte[] encoded = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
        out.add(encoded, 0, encoded.length);
    }

    private int hex() {
        int value = Integer.parseInt(new String(json, at, 4, StandardCharsets.US_ASCII), 16);
        at += 4;
        return value;
    }

    /** Goes behind the value that begins here. */
    private void skip() {
        int depth = 0;
        do {
            switch (json[at]) {
                case '"' -> {
                    skipText();
                    continue;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            at++;
        } while (depth > 0 || !endsValue());
    }

    private boolean endsValue() {
        return at >= json.length || json[at] == ',' || json[at] == '}' || json[at] == ']' || json[at] == '\n';
    }

    private void skipText() {
        at++;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        at++;
    }
}
