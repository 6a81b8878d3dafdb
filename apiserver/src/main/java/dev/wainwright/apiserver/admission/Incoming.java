package dev.wainwright.apiserver.admission;

import dev.wainwright.api.Kind;
import java.util.List;

/**
 * What a request says about the document that it brings.
 *
 * @param kind the kind that the URL names
 * @param namespace as in the URL; empty for kinds outside of namespaces
 * @param name as in the URL; empty for creations, which have no name there
 * @param duplicates the paths of fields that the body sets twice
 */
public record Incoming(
        Kind kind, String namespace, String name, FieldValidation fieldValidation, List<String> duplicates) {
    public Incoming {
        duplicates = List.copyOf(duplicates);
    }
}
