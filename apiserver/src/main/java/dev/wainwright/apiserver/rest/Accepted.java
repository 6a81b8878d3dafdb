package dev.wainwright.apiserver.rest;

import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The form in which an answer is wanted, as the Accept header says. */
record Accepted(Form form, boolean yaml) {
    /** What becomes of objects. */
    enum Form {
        /** As they are. */
        WHOLE,
        /** Their metadata alone. */
        METADATA,
        /** As rows of a table. */
        TABLE
    }

    private static final Accepted JSON = new Accepted(Form.WHOLE, false);

    /** The first form that can be had; protobuf and CBOR cannot, but all who ask for them take JSON, too. */
    static Result<Accepted> of(String header) {
        if (header.isBlank()) {
            return Result.ok(JSON);
        }
        for (String part : header.split(",")) {
            String[] pieces = part.trim().split("\\s*;\\s*");
            boolean yaml = pieces[0].equals("application/yaml");
            if (yaml
                    || pieces[0].equals("application/json")
                    || pieces[0].equals("*/*")
                    || pieces[0].equals("application/*")) {
                Form form = form(pieces);
                if (form != null) {
                    return Result.ok(new Accepted(form, yaml));
                }
            }
        }
        return Result.refused(new Refusal.NotAcceptable(
                "only the following media types are accepted: application/json, application/yaml"));
    }

    private static @Nullable Form form(String[] pieces) {
        for (String piece : pieces) {
            if (piece.startsWith("as=")) {
                return switch (piece.substring(3).toLowerCase(Locale.ROOT)) {
                    case "table" -> Form.TABLE;
                    case "partialobjectmetadata", "partialobjectmetadatalist" -> Form.METADATA;
                    default -> null;
                };
            }
        }
        return Form.WHOLE;
    }
}
