package dev.wainwright.apiserver.rest;

import dev.wainwright.api.Kind;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.admission.FieldValidation;
import dev.wainwright.apiserver.admission.Incoming;
import dev.wainwright.apiserver.apply.Manager;
import dev.wainwright.apiserver.resource.Resources.Served;
import dev.wainwright.apiserver.version.Versions;
import dev.wainwright.cluster.store.Origin;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.util.List;
import java.util.function.Function;

/**
 * A request about objects of a kind, and how its answer is to look.
 *
 * @param duplicates the paths of fields that its body sets twice
 */
record Call(ApiRequest request, Served served, Target target, View view, List<String> duplicates) {
    Call {
        duplicates = List.copyOf(duplicates);
    }

    Kind kind() {
        return served.resource().kind();
    }

    ObjectKey key() {
        return new ObjectKey(target.namespace(), target.name());
    }

    Query query() {
        return request.query();
    }

    /** The document that the request brings, as admission has to look at it. */
    Incoming incoming() {
        return new Incoming(kind(), target.namespace(), target.name(), validation(), duplicates);
    }

    private FieldValidation validation() {
        return switch (query().text("fieldValidation")) {
            case "Strict" -> FieldValidation.STRICT;
            case "Ignore" -> FieldValidation.IGNORE;
            default -> FieldValidation.WARN;
        };
    }

    /** Who writes, as managed fields have it. */
    Manager manager() {
        return new Manager(request.manager(), target.subresource(), kind().apiVersion());
    }

    Answer.Document refused(Refusal why) {
        Refusal spoken = Versions.spoken(kind(), why);
        return Statuses.refused(spoken, Statuses.About.of(target).forRefusal(spoken, kind()));
    }

    /** What {@code show} makes of what was found, or why nothing was. */
    <T> Answer answer(Result<T> result, Function<T, Answer> show) {
        return switch (result) {
            case Result.Ok<T> ok -> show.apply(ok.answer());
            case Result.Refused<T> no -> refused(no.why());
        };
    }

    /** On whose behalf the store is asked to write. */
    Origin origin() {
        return origin(Tree.Mapping.EMPTY);
    }

    /** The same; {@code document} is what was sent, if it is not the object itself. */
    Origin origin(Tree.Mapping document) {
        Notes notes = request.notes();
        String part = target.subresource().equals("status") ? "" : target.subresource();
        return new Origin(request.user().name(), request.user().groups(), part, document, notes::warn, notes::annotate);
    }

    /** The same call, whose body sets these fields twice. */
    Call withDuplicates(List<String> paths) {
        return new Call(request, served, target, view, paths);
    }

    /** The same call about an object of that name. */
    Call named(String name) {
        return new Call(request, served, target.named(name), view, duplicates);
    }
}
