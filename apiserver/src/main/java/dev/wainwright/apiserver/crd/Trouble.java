package dev.wainwright.apiserver.crd;

import dev.wainwright.api.read.Cause;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;

/** Findings about custom objects and their definitions in the API server's words. */
final class Trouble {
    /** Where the server has no field to name. */
    static final String NOWHERE = "<nil>";

    private Trouble() {}

    static Finding of(String path, Cause cause) {
        return Finding.error(path, 0, cause.text(), cause);
    }

    static Finding invalid(String path, Tree value, String detail) {
        return of(path, Cause.invalid(value, detail));
    }

    /** With the value as the server prints it. */
    static Finding invalidAs(String path, String value, String detail) {
        return of(path, new Cause(Cause.Type.INVALID, "Invalid value: " + value + ": " + detail));
    }

    static Finding required(String path, String detail) {
        return of(path, Cause.required(detail));
    }

    static Finding forbidden(String path, String detail) {
        return of(path, Cause.forbidden(detail));
    }

    static Finding wrongType(String path, String wanted, String shown) {
        String quoted = Json.print(Tree.text(shown));
        return of(
                path,
                new Cause(
                        Cause.Type.TYPE_INVALID,
                        "Invalid value: " + quoted + ": " + path + " in body must be of type " + wanted + ": "
                                + quoted));
    }
}
