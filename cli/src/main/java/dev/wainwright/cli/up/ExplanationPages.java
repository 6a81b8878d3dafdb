package dev.wainwright.cli.up;

import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.rest.Answer;
import dev.wainwright.apiserver.rest.ApiRequest;
import dev.wainwright.apiserver.rest.Pages;
import dev.wainwright.apiserver.rest.Timestamps;
import dev.wainwright.autoscaler.explanation.Explainer;
import dev.wainwright.autoscaler.explanation.Explanation;
import dev.wainwright.autoscaler.report.Decision;
import dev.wainwright.autoscaler.report.DecisionLog;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.solver.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the autoscaler decided and why, as JSON: {@code /wainwright/decisions}, and {@code /wainwright/explanations/} with
 * {@code pods/NAMESPACE/NAME}, {@code nodes/NAME} or {@code nodeclaims/NAME}.
 */
record ExplanationPages(Explainer explainer, DecisionLog log, Timestamps timestamps) implements Pages {
    private static final String ROOT = "/wainwright/";

    @Override
    public Optional<Answer> get(ApiRequest request) {
        if (!request.path().startsWith(ROOT)) {
            return Optional.empty();
        }
        List<String> path = List.of(request.path().substring(ROOT.length()).split("/", -1));
        if (path.equals(List.of("decisions"))) {
            return Optional.of(Answer.ok(decisions()));
        }
        if (path.size() < 3 || !path.getFirst().equals("explanations")) {
            return Optional.empty();
        }
        String name = path.getLast();
        return switch (path.get(1)) {
            case "pods" ->
                path.size() == 4
                        ? Optional.of(explained(explainer.pod(path.get(2), name), "pods", name))
                        : Optional.empty();
            case "nodes" ->
                path.size() == 3 ? Optional.of(explained(explainer.node(name), "nodes", name)) : Optional.empty();
            case "nodeclaims" ->
                path.size() == 3
                        ? Optional.of(explained(explainer.claim(name), "nodeclaims.karpenter.sh", name))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Answer explained(Optional<Explanation> explanation, String resource, String name) {
        return explanation
                .map(this::document)
                .<Answer>map(Answer::ok)
                .orElseGet(() -> Answer.refused(new Refusal.NotFound(resource + " \"" + name + "\" not found")));
    }

    private Tree.Mapping decisions() {
        return new Fields()
                .put("kind", "DecisionList")
                .put("items", log.decisions().stream().map(this::document).toList())
                .build();
    }

    private Tree.Mapping document(Decision decision) {
        return new Fields()
                .put("time", time(decision.at()))
                .put("object", object(decision.kind(), decision.namespace(), decision.name()))
                .put("action", decision.action())
                .put("reason", decision.why())
                .build();
    }

    private Tree.Mapping document(Explanation explanation) {
        return new Fields()
                .put("kind", "Explanation")
                .put("object", object(explanation.kind(), explanation.namespace(), explanation.name()))
                .put("summary", explanation.summary())
                .put(
                        "statements",
                        explanation.statements().stream().map(this::document).toList())
                .build();
    }

    private Tree.Mapping document(Explanation.Statement statement) {
        Fields fields = new Fields().putIfAny("time", time(statement.at()));
        return reason(fields, statement.reason());
    }

    private static Tree.Mapping reason(Fields fields, Reason reason) {
        fields.put("text", reason.text());
        if (!reason.because().isEmpty()) {
            fields.put(
                    "because",
                    reason.because().stream()
                            .map(each -> reason(new Fields(), each))
                            .toList());
        }
        return fields.build();
    }

    private static Tree.Mapping object(String kind, String namespace, String name) {
        return new Fields()
                .put("kind", kind)
                .putIfAny("namespace", namespace)
                .put("name", name)
                .build();
    }

    private String time(@Nullable Instant at) {
        return at == null
                ? ""
                : timestamps.shown(at).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
