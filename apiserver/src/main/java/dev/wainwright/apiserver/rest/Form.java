package dev.wainwright.apiserver.rest;

import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What becomes of objects in an answer, as the Accept header says. */
enum Form {
    /** As they are. */
    WHOLE,
    /** Their metadata alone. */
    METADATA,
    /** As rows of a table. */
    TABLE;

    private static final List<String> MEDIA_TYPES =
            List.of("application/json", "application/yaml", "application/*", "*/*");

    /** The first form that can be had; protobuf and CBOR cannot, but all who ask for them take JSON, too. */
    static Result<Form> of(String header) {
        if (header.isBlank()) {
            return Result.ok(WHOLE);
        }
        for (String part : header.split(",")) {
            String[] pieces = part.trim().split("\\s*;\\s*");
            Form form = MEDIA_TYPES.contains(pieces[0]) ? named(pieces) : null;
            if (form != null) {
                return Result.ok(form);
            }
        }
        return Result.refused(new Refusal.NotAcceptable(
                "only the following media types are accepted: application/json, application/yaml"));
    }

    private static @Nullable Form named(String[] pieces) {
        for (String piece : pieces) {
            if (piece.startsWith("as=")) {
                return switch (piece.substring(3).toLowerCase(Locale.ROOT)) {
                    case "table" -> TABLE;
                    case "partialobjectmetadata", "partialobjectmetadatalist" -> METADATA;
                    default -> null;
                };
            }
        }
        return WHOLE;
    }
}
