package dev.wainwright.apiserver.rest;

import dev.wainwright.api.Kind;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Refusal;
import java.util.List;

/** Kubernetes' Status, which says how a request ended when there is no object to show. */
final class Statuses {
    private Statuses() {}

    /** {@code kind} is the plural in details of a refusal that is about one object, or empty. */
    static Answer.Document refused(Refusal why, About about) {
        return new Answer.Document(why.code(), failure(why, about), List.of());
    }

    /** What a refusal is about; all empty when it is about no object. */
    record About(String name, String group, String kind) {
        static final About NOTHING = new About("", "", "");

        static About of(Target target) {
            return new About(target.name(), target.group(), target.plural());
        }

        /** Invalid objects go by their kind, all others by their resource; a patch that fits nothing is about none. */
        About forRefusal(Refusal why, Kind ofKind) {
            return switch (why) {
                case Refusal.Invalid invalid ->
                    invalid.causes().isEmpty() ? NOTHING : new About(name, group, ofKind.kind());
                default -> this;
            };
        }
    }

    static Tree.Mapping failure(Refusal why, About about) {
        var details = new Fields()
                .putIfAny("name", about.name())
                .putIfAny("group", about.group())
                .putIfAny("kind", about.kind());
        if (why instanceof Refusal.Invalid invalid && !invalid.causes().isEmpty()) {
            details.put("causes", invalid.causes().stream().map(Statuses::cause).toList());
        } else if (why instanceof Refusal.ApplyConflict conflict) {
            details.put(
                    "causes", conflict.causes().stream().map(Statuses::cause).toList());
        } else if (why instanceof Refusal.Denied denied) {
            details.put(
                    "causes", List.of(new Fields().put("message", denied.why()).build()));
        } else if (why instanceof Refusal.TooManyRequests busy
                && !busy.retryAfter().isZero()) {
            details.put("retryAfterSeconds", busy.retryAfter().toSeconds());
        }
        var status = head("Failure").put("message", why.message()).put("reason", why.reason());
        if (!details.isEmpty()) {
            status.put("details", details.build());
        }
        return status.put("code", why.code()).build();
    }

    private static Tree.Mapping cause(Refusal.Cause cause) {
        return new Fields()
                .put("reason", cause.type())
                .put("message", cause.message())
                .putIfAny("field", cause.field())
                .build();
    }

    /** That an object is gone. */
    static Tree.Mapping deleted(Target target, String uid) {
        return head("Success")
                .put(
                        "details",
                        new Fields()
                                .put("name", target.name())
                                .putIfAny("group", target.group())
                                .put("kind", target.plural())
                                .putIfAny("uid", uid)
                                .build())
                .build();
    }

    /** That something was done that leaves nothing to show. */
    static Answer.Document created() {
        return new Answer.Document(201, head("Success").put("code", 201).build(), List.of());
    }

    private static Fields head(String status) {
        return new Fields()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("metadata", Tree.Mapping.EMPTY)
                .put("status", status);
    }
}
