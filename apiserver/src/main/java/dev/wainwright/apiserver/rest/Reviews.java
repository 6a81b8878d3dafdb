package dev.wainwright.apiserver.rest;

import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.access.Access;
import dev.wainwright.apiserver.access.AccountTokens;
import dev.wainwright.apiserver.access.Attempt;
import dev.wainwright.apiserver.access.User;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.util.List;

/** The kinds that are questions and are never stored: who am I, who is that, and may somebody do something. */
final class Reviews {
    private static final List<String> EVERYTHING = List.of("*");
    private static final List<String> LOOKING = List.of("get", "list", "watch");

    private final AccountTokens tokens;

    Reviews(AccountTokens tokens) {
        this.tokens = tokens;
    }

    Answer ask(Call call) {
        Result<Answer> answer = Bodies.object(call.request()).then(review -> answered(call, review));
        return call.answer(answer, each -> each);
    }

    private Result<Answer> answered(Call call, Tree.Mapping review) {
        User user = call.request().user();
        Tree.Mapping spec = review.mapping("spec");
        return switch (call.kind().plural()) {
            case "tokenreviews" -> token(call, review);
            case "selfsubjectaccessreviews" ->
                Questions.check(call, spec, false).then(sound -> shown(call, review, verdict(user, spec)));
            case "subjectaccessreviews", "localsubjectaccessreviews" ->
                Questions.check(call, spec, true).then(sound -> shown(call, review, verdict(named(spec), spec)));
            case "selfsubjectrulesreviews" ->
                spec.text("namespace", "").isEmpty()
                        ? Result.refused(new Refusal.BadRequest("no namespace on request"))
                        : shown(call, review.with("spec", Tree.Mapping.EMPTY), rules(user));
            default -> shown(call, review, new Fields().put("userInfo", describe(user)));
        };
    }

    private static Result<Answer> shown(Call call, Tree.Mapping review, Fields status) {
        Tree.Mapping metadata =
                new Fields().putIfAny("namespace", call.target().namespace()).build();
        var answer = new Fields()
                .put("kind", call.kind().kind())
                .put("apiVersion", call.kind().apiVersion())
                .put("metadata", metadata);
        if (!call.kind().plural().equals("selfsubjectreviews")) {
            answer.put("spec", review.mapping("spec"));
        }
        return Result.ok(
                new Answer.Document(201, answer.put("status", status.build()).build(), List.of()));
    }

    private Result<Answer> token(Call call, Tree.Mapping review) {
        Tree.Mapping spec = review.mapping("spec");
        String token = spec.text("token", "");
        if (token.isEmpty()) {
            return Result.refused(new Refusal.BadRequest("token is required for TokenReview in authentication"));
        }
        List<String> asked = texts(spec, "audiences");
        AccountTokens.Verdict verdict = tokens.verify(token, asked.isEmpty() ? List.of(AccountTokens.ISSUER) : asked);
        Fields status = verdict.user()
                .map(user -> new Fields()
                        .put("authenticated", true)
                        .put("user", described(user, verdict.uid()))
                        .putTexts("audiences", verdict.audiences()))
                .orElseGet(() -> new Fields().put("user", Tree.Mapping.EMPTY).put("error", verdict.error()));
        return shown(call, review, status);
    }

    private static Tree.Mapping described(User user, String uid) {
        return new Fields()
                .put("username", user.name())
                .putIfAny("uid", uid)
                .putTexts("groups", user.groups())
                .build();
    }

    private static Tree.Mapping describe(User user) {
        return described(user, "");
    }

    private static List<String> texts(Tree.Mapping mapping, String name) {
        return mapping.items(name).stream()
                .map(item -> item instanceof Tree.Text text ? text.value() : "")
                .toList();
    }

    private static User named(Tree.Mapping spec) {
        return new User(spec.text("user", ""), texts(spec, "groups"));
    }

    private static Fields verdict(User user, Tree.Mapping spec) {
        Tree.Mapping resource = spec.mapping("resourceAttributes");
        Tree.Mapping path = spec.mapping("nonResourceAttributes");
        Attempt attempt = spec.get("resourceAttributes") == null
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
        Tree.Mapping paths = new Fields()
                .putTexts("verbs", verbs)
                .putTexts("nonResourceURLs", EVERYTHING)
                .build();
        return new Fields()
                .put(
                        "resourceRules",
                        List.of(
                                rule(
                                        List.of("create"),
                                        List.of("authorization.k8s.io"),
                                        List.of("selfsubjectaccessreviews", "selfsubjectrulesreviews")),
                                rule(
                                        List.of("create"),
                                        List.of("authentication.k8s.io"),
                                        List.of("selfsubjectreviews")),
                                rule(verbs, EVERYTHING, EVERYTHING)))
                .put("nonResourceRules", List.of(paths))
                .put("incomplete", false);
    }

    private static Tree.Mapping rule(List<String> verbs, List<String> groups, List<String> resources) {
        return new Fields()
                .putTexts("verbs", verbs)
                .putTexts("apiGroups", groups)
                .putTexts("resources", resources)
                .build();
    }
}
