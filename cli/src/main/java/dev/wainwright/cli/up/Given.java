package dev.wainwright.cli.up;

import dev.wainwright.api.Kind;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.read.RawDocument;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.access.User;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.apiserver.rest.Answer;
import dev.wainwright.apiserver.rest.Api;
import dev.wainwright.apiserver.rest.ApiRequest;
import dev.wainwright.apiserver.rest.Query;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Creates what a user gives along with {@code -f}, by the same way in as everything that comes over HTTP. */
final class Given {
    private static final List<String> FIRST = List.of("CustomResourceDefinition", "Namespace");
    private static final User GIVER = User.admin("wainwright-up");

    private final Api api;
    private final Resources resources;

    Given(Api api, Resources resources) {
        this.api = api;
        this.resources = resources;
    }

    /** Creates all that are not there, definitions and namespaces first; returns what was refused. */
    List<Finding> create(List<RawDocument> documents) {
        var findings = new ArrayList<Finding>();
        documents.stream()
                .sorted(Comparator.comparing(
                        document -> !FIRST.contains(document.object().text("kind", ""))))
                .forEach(document -> refusal(document).map(document::error).ifPresent(findings::add));
        return findings;
    }

    private Optional<String> refusal(RawDocument document) {
        Tree.Mapping object = document.object();
        String apiVersion = object.text("apiVersion", "");
        String kind = object.text("kind", "");
        return resources
                .kind(apiVersion, kind)
                .map(served -> refusal(served.resource().kind(), object))
                .orElseGet(() -> Optional.of("no matches for kind \"" + kind + "\" in version \"" + apiVersion + '"'));
    }

    private Optional<String> refusal(Kind kind, Tree.Mapping object) {
        String root = kind.group().isEmpty() ? "/api/" : "/apis/";
        String home =
                kind.namespaced() ? "/namespaces/" + object.mapping("metadata").text("namespace", "default") : "";
        Answer answer = api.handle(new ApiRequest(
                "POST",
                root + kind.apiVersion() + home + '/' + kind.plural(),
                Query.parse("fieldValidation=Strict&fieldManager=wainwright-up"),
                "",
                "application/json",
                "wain",
                "",
                new ApiRequest.Body(Json.bytes(object)),
                GIVER));
        return answer instanceof Answer.Document document
                        && document.code() >= 300
                        && !document.content().text("reason", "").equals("AlreadyExists")
                ? Optional.of(document.content().text("message", ""))
                : Optional.empty();
    }
}
