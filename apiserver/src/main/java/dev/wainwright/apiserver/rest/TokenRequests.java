package dev.wainwright.apiserver.rest;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.access.AccountTokens;
import dev.wainwright.apiserver.access.AccountTokens.Token;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The subresource {@code token} of service accounts ({@code kubectl create token}). */
final class TokenRequests {
    private static final long SHORTEST = 600;
    private static final long LONGEST = 1L << 32;
    private static final long USUAL = 3600;

    private final ClusterStore store;
    private final AccountTokens tokens;

    TokenRequests(ClusterStore store, AccountTokens tokens) {
        this.store = store;
        this.tokens = tokens;
    }

    Answer answer(Call call) {
        Result<Tree.Mapping> made = store.get(call.kind(), call.key())
                .then(account -> Bodies.object(call.request()).then(request -> made(account, request.mapping("spec"))));
        return call.answer(made, request -> new Answer.Document(201, request, List.of()));
    }

    private Result<Tree.Mapping> made(KubeObject account, Tree.Mapping spec) {
        long seconds = spec.get("expirationSeconds") instanceof Tree.Numeral wanted
                ? wanted.value().longValue()
                : USUAL;
        if (seconds < SHORTEST || seconds > LONGEST) {
            return Result.refused(unfit(seconds));
        }
        List<String> wanted = spec.items("audiences").stream()
                .map(each -> each instanceof Tree.Text text ? text.value() : "")
                .toList();
        List<String> audiences = wanted.isEmpty() ? List.of(AccountTokens.ISSUER) : wanted;
        Token token = tokens.issue(account, audiences, seconds);
        return Result.ok(document(account, spec, audiences, seconds, token));
    }

    private static Refusal unfit(long seconds) {
        String why = "Invalid value: " + seconds + ": "
                + (seconds < SHORTEST
                        ? "may not specify a duration less than 10 minutes"
                        : "may not specify a duration larger than 2^32 seconds");
        return new Refusal.Invalid(
                "TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds: " + why,
                List.of(new Refusal.Cause("FieldValueInvalid", "spec.expirationSeconds", why)));
    }

    private static Tree.Mapping document(
            KubeObject account, Tree.Mapping spec, List<String> audiences, long seconds, Token token) {
        String now = token.expires()
                .minusSeconds(seconds)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        return new Fields()
                .put("kind", "TokenRequest")
                .put("apiVersion", "authentication.k8s.io/v1")
                .put(
                        "metadata",
                        new Fields()
                                .put("name", account.name())
                                .put("namespace", account.metadata().namespace())
                                .put("creationTimestamp", now)
                                .build())
                .put(
                        "spec",
                        new Fields()
                                .putTexts("audiences", audiences)
                                .put("expirationSeconds", seconds)
                                .put("boundObjectRef", or(spec.get("boundObjectRef")))
                                .build())
                .put(
                        "status",
                        new Fields()
                                .put("token", token.text())
                                .put("expirationTimestamp", token.expires().toString())
                                .build())
                .build();
    }

    private static Tree or(@Nullable Tree given) {
        return given == null ? new Tree.Null(0) : given;
    }
}
