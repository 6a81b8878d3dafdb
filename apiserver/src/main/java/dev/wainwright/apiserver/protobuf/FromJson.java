package dev.wainwright.apiserver.protobuf;

import dev.wainwright.apiserver.protobuf.Field.Nested;
import dev.wainwright.apiserver.protobuf.Field.Plain;
import dev.wainwright.apiserver.protobuf.Message.Place;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/**
 * One pass over a JSON document that writes each field to where its message has it. Objects are there as such bytes already, for
 * the disk, so nothing else has to be taken apart. What no message has, nulls and values of another type than the message's are
 * left out, as Go's structs leave them out.
 */
final class FromJson {
    private static final int NUMBER_IN_ENTRY = 2;

    private final JsonCursor in;
    private final WireWriter out;

    FromJson(byte[] json, WireWriter out) {
        this.in = new JsonCursor(json);
        this.out = out;
    }

    /** The mapping that begins here. */
    void message(Message message) {
        in.enter();
        while (in.hasMore('}')) {
            Place place = in.place(message);
            if (place == null || in.isAt('n')) {
                in.skip();
            } else {
                inside(place, 0);
            }
        }
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
        if (field.map() && in.isAt('{')) {
            entries(field);
        } else if (field.repeated() && !field.map() && in.isAt('[')) {
            items(field.type(), field.number());
        } else if (!field.map() && !field.repeated()) {
            value(field.type(), field.number());
        } else {
            in.skip();
        }
    }

    private void items(Field.Type type, int number) {
        in.enter();
        while (in.hasMore(']')) {
            value(type, number);
        }
    }

    private void entries(Field field) {
        in.enter();
        while (in.hasMore('}')) {
            int entry = out.begin(field.number());
            in.key(out);
            if (field.repeated() && in.isAt('[')) {
                int list = out.begin(NUMBER_IN_ENTRY);
                items(field.type(), 1);
                out.end(list);
            } else {
                value(field.type(), NUMBER_IN_ENTRY);
            }
            out.end(entry);
        }
    }

    private void value(Field.Type type, int number) {
        switch (type) {
            case Nested nested -> {
                if (in.isAt('{')) {
                    int begin = out.begin(number);
                    message(nested.message());
                    out.end(begin);
                } else {
                    in.skip();
                }
            }
            case Plain plain -> {
                if (fits(plain)) {
                    plain(plain, number);
                } else {
                    in.skip();
                }
            }
        }
    }

    private boolean fits(Plain type) {
        return switch (type) {
            case RAW, FIELDS -> true;
            case BOOL -> in.isAt('t') || in.isAt('f');
            case VARINT, DOUBLE -> in.isAtNumber();
            case QUANTITY, INTORSTRING -> in.isAtNumber() || in.isAt('"');
            case STRING, BYTES, TIME, MICROTIME -> in.isAt('"');
        };
    }

    private void plain(Plain type, int number) {
        switch (type) {
            case RAW, FIELDS -> {
                int begin = out.begin(number);
                in.raw(1, out);
                out.end(begin);
            }
            case BOOL -> out.truth(number, in.truth());
            case VARINT -> out.number(number, in.whole());
            case DOUBLE -> out.real(number, Double.parseDouble(in.numeral()));
            case QUANTITY -> quantity(number);
            case INTORSTRING -> intOrString(number);
            case STRING -> in.text(number, out);
            case BYTES -> bytes(number);
            case TIME, MICROTIME -> time(number);
        }
    }

    /** Documents may have plain numbers as quantities. */
    private void quantity(int number) {
        int begin = out.begin(number);
        if (in.isAtNumber()) {
            out.text(1, in.numeral());
        } else {
            in.text(1, out);
        }
        out.end(begin);
    }

    private void intOrString(int number) {
        int begin = out.begin(number);
        if (in.isAtNumber()) {
            out.number(2, in.whole());
        } else {
            out.number(1, 1);
            in.text(3, out);
        }
        out.end(begin);
    }

    private void bytes(int number) {
        try {
            out.bytes(number, Base64.getDecoder().decode(in.plainText()));
        } catch (IllegalArgumentException noBase64) {
            // As with any other value that is not of the field's type.
        }
    }

    private void time(int number) {
        Instant time;
        try {
            time = in.time();
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
}
