package dev.wainwright.apiserver.rest;

import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.protobuf.ProtobufReader;
import dev.wainwright.apiserver.protobuf.ProtobufWriter;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What an Accept header asks for. */
public record Accepted(Form form, Format format) {
    private static final Accepted USUAL = new Accepted(Form.WHOLE, Format.JSON);

    /**
     * The first that can be had. CBOR cannot, but all who ask for it take JSON, too.
     *
     * @param protobuf whether that can; looked up only for those who ask for it
     */
    static Result<Accepted> of(String header, BooleanSupplier protobuf) {
        if (header.isBlank()) {
            return Result.ok(USUAL);
        }
        for (String part : header.split(",")) {
            Accepted accepted = part(part.trim().split("\\s*;\\s*"), protobuf);
            if (accepted != null) {
                return Result.ok(accepted);
            }
        }
        return Result.refused(new Refusal.NotAcceptable(
                "only the following media types are accepted: application/json, application/yaml"
                        + (protobuf.getAsBoolean() ? ", " + ProtobufReader.MEDIA_TYPE : "")));
    }

    /** In what the document goes out; JSON when nothing that is asked for can be had. */
    public static Format formatOf(String header, Tree.Mapping document) {
        return of(header, () -> ProtobufWriter.knows(document.text("apiVersion", ""), document.text("kind", "")))
                .toOptional()
                .map(Accepted::format)
                .orElse(Format.JSON);
    }

    private static @Nullable Accepted part(String[] pieces, BooleanSupplier protobuf) {
        Format format = format(pieces[0]);
        Form form = form(pieces);
        boolean isThere = format != Format.PROTOBUF || (form != Form.TABLE && protobuf.getAsBoolean());
        return format == null || form == null || !isThere ? null : new Accepted(form, format);
    }

    private static @Nullable Format format(String mediaType) {
        return switch (mediaType) {
            case "application/json", "application/*", "*/*" -> Format.JSON;
            case "application/yaml" -> Format.YAML;
            case ProtobufReader.MEDIA_TYPE -> Format.PROTOBUF;
            default -> null;
        };
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
