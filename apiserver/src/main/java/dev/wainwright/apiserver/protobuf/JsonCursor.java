package dev.wainwright.apiserver.protobuf;

import dev.wainwright.apiserver.protobuf.Message.Place;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A place in a JSON document of ours, which is in one line and known to be valid; whatever is read there is gone past. */
final class JsonCursor {
    private static final int WHOLE_SECONDS = "2006-01-02T15:04:05Z".length();

    private final byte[] json;
    private int at;

    JsonCursor(byte[] json) {
        this.json = json;
    }

    boolean isAt(char c) {
        return json[at] == c;
    }

    boolean isAtNumber() {
        return json[at] == '-' || (json[at] >= '0' && json[at] <= '9');
    }

    /** Goes into the mapping or list that begins here. */
    void enter() {
        at++;
    }

    /** Whether there is one more element before {@code close}, to which it goes; otherwise it goes out. */
    boolean hasMore(char close) {
        if (json[at] == close) {
            at++;
            return false;
        }
        at += json[at] == ',' ? 1 : 0;
        return true;
    }

    /** The place that a message has for the field whose name is here. */
    @Nullable
    Place place(Message message) {
        int name = at + 1;
        skipText();
        Place place = message.place(json, name, at - 1);
        at++;
        return place;
    }

    /** The text here as the key of an entry. */
    void key(WireWriter out) {
        text(1, out);
        at++;
    }

    /** The text here as a field. */
    void text(int number, WireWriter out) {
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
            unescaped(out);
            out.end(begin);
        }
    }

    private void unescaped(WireWriter out) {
        while (json[at] != '"') {
            int from = at;
            while (json[at] != '"' && json[at] != '\\') {
                at++;
            }
            out.add(json, from, at);
            if (json[at] == '\\') {
                escape(out);
            }
        }
        at++;
    }

    private void escape(WireWriter out) {
        char escaped = (char) json[at + 1];
        at += 2;
        switch (escaped) {
            case 'b' -> out.add('\b');
            case 'f' -> out.add('\f');
            case 'n' -> out.add('\n');
            case 'r' -> out.add('\r');
            case 't' -> out.add('\t');
            case 'u' -> codePoint(out);
            default -> out.add(escaped);
        }
    }

    /** Half of a character alone becomes a question mark. */
    private void codePoint(WireWriter out) {
        var text = new StringBuilder(2).append(hex());
        if (Character.isHighSurrogate(text.charAt(0)) && json[at] == '\\' && json[at + 1] == 'u') {
            at += 2;
            text.append(hex());
        }
        byte[] encoded = text.toString().getBytes(StandardCharsets.UTF_8);
        out.add(encoded, 0, encoded.length);
    }

    private char hex() {
        at += 4;
        return (char) Integer.parseInt(new String(json, at - 4, 4, StandardCharsets.US_ASCII), 16);
    }

    /** The value here as it stands. */
    void raw(int number, WireWriter out) {
        int from = at;
        skip();
        out.bytes(number, json, from, at);
    }

    /** The truth value here. */
    boolean truth() {
        boolean value = json[at] == 't';
        skip();
        return value;
    }

    /** The whole part of the number here. */
    long whole() {
        int from = at;
        boolean negative = json[at] == '-';
        at += negative ? 1 : 0;
        long value = 0;
        while (json[at] >= '0' && json[at] <= '9') {
            value = 10 * value + json[at++] - '0';
        }
        if (json[at] == '.' || json[at] == 'e' || json[at] == 'E') {
            at = from;
            return new BigDecimal(numeral()).longValue();
        }
        return negative ? -value : value;
    }

    /** The number here as it is written. */
    String numeral() {
        int from = at;
        skip();
        return new String(json, from, at - from, StandardCharsets.US_ASCII);
    }

    /** The text here, which has no escapes. */
    String plainText() {
        int from = at + 1;
        skipText();
        return new String(json, from, at - 1 - from, StandardCharsets.US_ASCII);
    }

    /** The time here, of which nearly all are whole seconds of UTC. Throws {@link DateTimeException} when it is none. */
    Instant time() {
        int from = at + 1;
        skipText();
        int length = at - 1 - from;
        if (length != WHOLE_SECONDS || json[at - 2] != 'Z') {
            return Instant.parse(new String(json, from, length, StandardCharsets.US_ASCII));
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

    void skip() {
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
