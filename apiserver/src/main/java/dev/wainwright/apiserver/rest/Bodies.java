package dev.wainwright.apiserver.rest;

import dev.wainwright.api.tree.DocumentHandler;
import dev.wainwright.api.tree.DocumentReader;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.protobuf.ProtobufReader;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.function.Consumer;

/** What requests bring along, from bytes to trees. */
final class Bodies {
    private static final String ACCEPTED = "the body of the request was in an unknown format - accepted media types"
            + " include: application/json, application/yaml, application/vnd.kubernetes.protobuf";

    private Bodies() {}

    /** The media type without its parameters. */
    static String mediaType(ApiRequest request) {
        int semicolon = request.contentType().indexOf(';');
        String type =
                semicolon < 0 ? request.contentType() : request.contentType().substring(0, semicolon);
        return type.trim().toLowerCase(Locale.ROOT);
    }

    /** An object in JSON, YAML or protobuf. */
    static Result<Tree.Mapping> object(ApiRequest request) {
        return object(request, path -> {});
    }

    /** The same; fields that are set twice in JSON, of which the later one counts, go to {@code duplicates}. */
    static Result<Tree.Mapping> object(ApiRequest request, Consumer<String> duplicates) {
        return switch (mediaType(request)) {
            case "", "application/json", "application/yaml" ->
                tree(request, duplicates)
                        .then(tree -> tree instanceof Tree.Mapping object
                                ? Result.ok(object)
                                : Result.refused(new Refusal.BadRequest("the body must be an object")));
            case ProtobufReader.MEDIA_TYPE -> ProtobufReader.read(request.body().bytes());
            default -> Result.refused(new Refusal.UnsupportedMediaType(ACCEPTED));
        };
    }

    /** Like {@link #object}, but there may be none. */
    static Result<Tree.Mapping> optional(ApiRequest request) {
        return request.body().bytes().length == 0 ? Result.ok(Tree.Mapping.EMPTY) : object(request);
    }

    /** Anything in JSON or YAML. */
    static Result<Tree> tree(ApiRequest request) {
        return tree(request, path -> {});
    }

    private static Result<Tree> tree(ApiRequest request, Consumer<String> duplicates) {
        byte[] bytes = request.body().bytes();
        if (bytes.length == 0) {
            return Result.refused(new Refusal.BadRequest("the body is empty, but an object is needed"));
        }
        boolean json = bytes[0] == '{' || bytes[0] == '[';
        return json ? json(bytes, duplicates) : yaml(bytes);
    }

    private static Result<Tree> json(byte[] bytes, Consumer<String> duplicates) {
        try {
            return Result.ok(Json.parse(new String(bytes, StandardCharsets.UTF_8), duplicates));
        } catch (IllegalArgumentException e) {
            return Result.refused(new Refusal.BadRequest("the body cannot be read: " + e.getMessage()));
        }
    }

    private static Result<Tree> yaml(byte[] bytes) {
        var documents = new ArrayList<Tree>();
        var troubles = new ArrayList<String>();
        try {
            DocumentReader.read(new ByteArrayInputStream(bytes), new DocumentHandler() {
                @Override
                public void document(Tree.Mapping object, int document) {
                    documents.add(object);
                }

                @Override
                public void trouble(int document, int line, String message) {
                    troubles.add("line " + line + ": " + message);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!troubles.isEmpty()) {
            return Result.refused(new Refusal.BadRequest("the body cannot be read: " + troubles.getFirst()));
        }
        return documents.size() == 1
                ? Result.ok(documents.getFirst())
                : Result.refused(new Refusal.BadRequest("the body must be one object, but holds " + documents.size()));
    }
}
