package dev.wainwright.apiserver.policy;

import dev.wainwright.runtime.store.Write;

/** What a request does, as rules name it. Nothing connects to anything here. */
enum Operation {
    CREATE,
    UPDATE,
    DELETE;

    /** To bind or to evict a pod is to create a Binding or an Eviction. */
    static Operation of(Write write) {
        return switch (write) {
            case Write.Create create -> CREATE;
            case Write.Bind bind -> CREATE;
            case Write.Evict evict -> CREATE;
            case Write.Delete delete -> DELETE;
            case Write.Update update -> UPDATE;
            case Write.UpdateStatus update -> UPDATE;
            case Write.Patch patch -> UPDATE;
            case Write.Scale scale -> UPDATE;
        };
    }

    /** The subresource that a kind of write goes through. */
    static String subresource(Write write) {
        return switch (write) {
            case Write.UpdateStatus update -> "status";
            case Write.Patch patch -> patch.status() ? "status" : "";
            case Write.Scale scale -> "scale";
            case Write.Bind bind -> "binding";
            case Write.Evict evict -> "eviction";
            default -> "";
        };
    }
}
