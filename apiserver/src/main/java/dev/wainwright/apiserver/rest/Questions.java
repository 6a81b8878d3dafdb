package dev.wainwright.apiserver.rest;

import dev.wainwright.api.read.Cause;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.util.ArrayList;
import java.util.List;

/** Whether an access review asks something that can be answered, in the words of the real server where it does not. */
final class Questions {
    private final List<Refusal.Cause> faults = new ArrayList<>();

    private Questions() {}

    /** @param aboutOthers whether it has to name whom it asks about */
    static Result<Tree.Mapping> check(Call call, Tree.Mapping spec, boolean aboutOthers) {
        var questions = new Questions();
        questions.subject(spec);
        if (aboutOthers) {
            questions.user(spec);
        }
        if (call.kind().plural().equals("localsubjectaccessreviews")) {
            questions.local(spec, call.target().namespace());
        }
        return questions.faults.isEmpty() ? Result.ok(spec) : Result.refused(questions.refusal());
    }

    private void subject(Tree.Mapping spec) {
        Tree path = spec.get("nonResourceAttributes");
        if (spec.get("resourceAttributes") != null && path != null) {
            say(
                    "spec.nonResourceAttributes",
                    shown(path),
                    "cannot be specified in combination with resourceAttributes");
        } else if (spec.get("resourceAttributes") == null && path == null) {
            say(
                    "spec.resourceAttributes",
                    new Tree.Null(0),
                    "exactly one of nonResourceAttributes or resourceAttributes must be specified");
        }
    }

    private void user(Tree.Mapping spec) {
        if (spec.text("user", "").isEmpty() && spec.items("groups").isEmpty()) {
            say("spec.user", Tree.text(""), "at least one of user or group must be specified");
        }
    }

    private void local(Tree.Mapping spec, String namespace) {
        String asked = spec.mapping("resourceAttributes").text("namespace", "");
        if (spec.get("resourceAttributes") != null && !asked.equals(namespace)) {
            say("spec.resourceAttributes.namespace", Tree.text(asked), "must match metadata.namespace");
        }
        Tree path = spec.get("nonResourceAttributes");
        if (path != null) {
            say("spec.nonResourceAttributes", shown(path), "disallowed on this kind of request");
        }
    }

    /** As the server prints its own structure. */
    private static Tree shown(Tree path) {
        Tree.Mapping given = path instanceof Tree.Mapping mapping ? mapping : Tree.Mapping.EMPTY;
        return new Fields()
                .put("Path", given.text("path", ""))
                .put("Verb", given.text("verb", ""))
                .build();
    }

    private void say(String field, Tree value, String why) {
        Cause cause = Cause.invalid(value, why);
        faults.add(new Refusal.Cause(cause.type().reason(), field, cause.text()));
    }

    private Refusal refusal() {
        List<String> said = faults.stream()
                .map(fault -> fault.field() + ": " + fault.message())
                .toList();
        String all = String.join(", ", said);
        return new Refusal.Invalid(
                ".authorization.k8s.io \"\" is invalid: " + (said.size() == 1 ? all : '[' + all + ']'), faults);
    }
}
