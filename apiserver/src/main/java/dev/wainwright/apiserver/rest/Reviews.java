package dev.wainwright.apiserver.rest;

import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.access.Access;
import dev.wainwright.apiserver.access.Attempt;
import dev.wainwright.apiserver.access.User;
import dev.wainwright.runtime.store.Refusal;
import java.util.List;

/** The kinds that are questions and are never stored: who am I, and may I. */
final class Reviews {
    private static final List<String> EVERYTHING = List.of("*");
    private static final List<String> LOOKING = List.of("get", "list", "watch");

    private Reviews() {}

    static Answer ask(Call call) {
        return call.answer(Bodies.object(call.request()), review -> answered(call, review));
    }

    private static Answer answered(Call call, Tree.Mapping review) {
        User user = call.request().user();
        Tree.Mapping spec = review.mapping("spec");
        return switch (call.kind().plural()) {
            case "selfsubjectreviews" -> shown(call, review, new Fields().put("userInfo", describe(user)));
            case "selfsubjectaccessreviews" -> shown(call, review, verdict(user, spec));
            case "subjectaccessreviews", "localsubjectaccessreviews" -> shown(call, review, verdict(named(spec), spec));
            case "selfsubjectrulesreviews" -> shown(call, review, rules(user));
            default ->
                call.refused(new Refusal.MethodNotAllowed(call.kind().plural()
                        + " are not answered here: there are no tokens but those of the kubeconfig"));
        };
    }

    private static Answer shown(Call call, Tree.Mapping review, Fields status) {
        Tree.Mapping answer = new Fields()
                .put("kind", call.kind().kind())
                .put("apiVersion", call.kind().apiVersion())
                .put("metadata", Tree.Mapping.EMPTY)
                .put("spec", review.mapping("spec"))
                .put("status", status.build())
                .build();
        return new Answer.Document(201, answer, List.of());
    }

    private static Tree.Mapping describe(User user) {
        return new Fields()
                .put("username", user.name())
                .putTexts("groups", user.groups())
                .build();
    }

    private static User named(Tree.Mapping spec) {
        return new User(
                spec.text("user", ""),
                spec.items("groups").stream()
                        .map(group -> group instanceof Tree.Text text ? text.value() : "")
                        .toList());
    }

    private static Fields verdict(User user, Tree.Mapping spec) {
        Tree.Mapping resource = spec.mapping("resourceAttributes");
        Tree.Mapping path = spec.mapping("nonResourceAttributes");
        Attempt attempt = resource.isEmpty()
                ? Attempt.ofPath(path.text("verb", ""), path.text("path", ""))
                : new Attempt(
                        resource.text("verb", ""),
                        resource.text("group", ""),
                        resource.text("resource", ""),
                        resource.text("subresource", ""),
                        resource.text("namespace", ""),
                        resource.text("name", ""),
                        "");
        return new Fields().put("allowed", Access.isAllowed(user, attempt));
    }

    private static Fields rules(User user) {
        List<String> verbs = user.isAdmin() ? EVERYTHING : LOOKING;
        Tree.Mapping resources = new Fields()
                .putTexts("verbs", verbs)
                .putTexts("apiGroups", EVERYTHING)
                .putTexts("resources", EVERYTHING)
                .build();
        Tree.Mapping paths = new Fields()
                .putTexts("verbs", verbs)
                .putTexts("nonResourceURLs", EVERYTHING)
                .build();
        return new Fields()
                .put("resourceRules", List.of(resources))
                .put("nonResourceRules", List.of(paths))
                .put("incomplete", false);
    }
}
