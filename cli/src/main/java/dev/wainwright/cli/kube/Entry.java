package dev.wainwright.cli.kube;

import dev.wainwright.api.tree.Tree;
import dev.wainwright.cli.shell.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One entry of a kubeconfig.
 *
 * @param where the entry in words, such as {@code users "alice"}
 */
record Entry(Path file, String where, Tree.Mapping fields) {
    /** Empty when it is absent. */
    String text(String field) {
        return switch (fields.get(field)) {
            case null -> "";
            case Tree.Null nothing -> "";
            case Tree.Text text -> text.value();
            case Tree value -> throw wrong(field, "is " + Tree.describe(value) + " and not a text", "put it in quotes");
        };
    }

    String required(String field) {
        String text = text(field);
        if (text.isEmpty()) {
            throw wrong(field, "is missing", "kubectl config view shows what is there");
        }
        return text;
    }

    boolean truth(String field) {
        return switch (fields.get(field)) {
            case null -> false;
            case Tree.Bool bool -> bool.value();
            case Tree value -> throw wrong(field, "is " + Tree.describe(value), "write true or false");
        };
    }

    /** The text that the field with {@code -data} holds in Base64, or that is in the file which {@code field} names. */
    Optional<String> pem(String field) {
        String data = text(field + "-data");
        if (!data.isEmpty()) {
            try {
                return Optional.of(new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw wrong(field + "-data", "is not Base64", "it is the PEM file in Base64, on one line");
            }
        }
        String named = text(field);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(resolved(named)));
        } catch (IOException e) {
            throw wrong(
                    field,
                    resolved(named) + " cannot be read: " + Reasons.of(e),
                    "paths are relative to the" + " kubeconfig's folder");
        }
    }

    /** Relative paths start at the kubeconfig's folder. */
    Path resolved(String path) {
        return file.toAbsolutePath().resolveSibling(path);
    }

    /** What {@code parser} makes of a field, or of its sister with {@code -data}. */
    <T> T parsed(String field, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException e) {
            String used = text(field + "-data").isEmpty() ? field : field + "-data";
            throw wrong(used, String.valueOf(e.getMessage()), "");
        }
    }

    Failure wrong(String field, String what, String hint) {
        return Failure.of(file + ": " + where + ": " + field + ": " + what, hint);
    }
}
