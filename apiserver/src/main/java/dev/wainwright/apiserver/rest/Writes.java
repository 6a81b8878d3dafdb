package dev.wainwright.apiserver.rest;

import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.admission.Admitted;
import dev.wainwright.apiserver.admission.Documents;
import dev.wainwright.apiserver.patch.Patches;
import dev.wainwright.apiserver.policy.Policies;
import dev.wainwright.apiserver.version.Versions;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Page;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Written;
import dev.wainwright.runtime.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Create, update, patch, apply and delete, of whole objects and of their status. */
final class Writes {
    /** A patch that names no revision is tried anew on what came in between. */
    private static final int PATCH_ATTEMPTS = 5;

    private static final String STATUS = "status";
    private static final String EPHEMERAL = "ephemeralcontainers";
    private static final Set<String> LASTING = Set.of("default", "kube-system", "kube-public");

    private final ClusterStore store;
    private final Documents documents;
    private final Versions versions;
    private final Ownership ownership;
    private final Definitions definitions;
    private final Clock clock;
    private final Timestamps timestamps;
    private final Encodings encodings;
    private final Policies policies;

    Writes(
            ClusterStore store,
            Documents documents,
            Versions versions,
            Ownership ownership,
            Definitions definitions,
            Clock clock,
            Timestamps timestamps,
            Encodings encodings,
            Policies policies) {
        this.policies = policies;
        this.encodings = encodings;
        this.definitions = definitions;
        this.store = store;
        this.documents = documents;
        this.versions = versions;
        this.ownership = ownership;
        this.clock = clock;
        this.timestamps = timestamps;
    }

    /** An object as it is now, and what to say about how it came to be. */
    private record Done(KubeObject object, int code, List<String> warnings) {}

    Answer create(Call call) {
        var duplicates = new ArrayList<String>();
        Result<Tree.Mapping> received = received(call, duplicates);
        // The URL of a creation has no name, but those who are refused want to read one.
        Call named = received.toOptional()
                .map(document -> call.named(document.mapping("metadata").text("name", "")))
                .orElse(call);
        return answer(named, received.then(document -> create(call.withDuplicates(duplicates), document)));
    }

    private Result<Tree.Mapping> received(Call call, List<String> duplicates) {
        return Bodies.object(call.request(), duplicates::add)
                .then(document -> Result.ok(timestamps.received(document)));
    }

    private Result<Done> create(Call call, Tree.Mapping document) {
        return definitions
                .open(call, document)
                .<Result<Done>>map(Result::refused)
                .orElseGet(() -> admitNew(call, document));
    }

    private Result<Done> admitNew(Call call, Tree.Mapping document) {
        return documents
                .create(call.incoming(), document)
                .then(admitted -> write(call, new Write.Create(call.kind(), kept(call, owned(call, null, admitted))))
                        .then(written -> Result.ok(new Done(written.object(), 201, admitted.warnings()))));
    }

    Answer update(Call call) {
        var duplicates = new ArrayList<String>();
        return answer(call, received(call, duplicates).then(document -> {
            return known(call).then(before -> update(call.withDuplicates(duplicates), before, document));
        }));
    }

    /** What is there, in the version of the request. */
    private Result<KubeObject> known(Call call) {
        return store.get(call.kind(), call.key()).then(object -> Result.ok(versions.shown(call.kind(), object)));
    }

    private KubeObject kept(Call call, KubeObject object) {
        return versions.kept(call.kind(), object);
    }

    private Result<Done> update(Call call, KubeObject before, Tree.Mapping document) {
        return admitted(call, before, document)
                .then(admitted -> replace(call, owned(call, before, admitted), admitted.warnings()));
    }

    private Result<Admitted> admitted(Call call, KubeObject before, Tree.Mapping document) {
        return switch (call.target().subresource()) {
            case STATUS -> documents.updateStatus(call.incoming(), before, document);
            case EPHEMERAL -> documents.updateEphemeral(call.incoming(), before, document);
            default -> documents.update(call.incoming(), before, document);
        };
    }

    private static boolean isStatus(Call call) {
        return call.target().subresource().equals(STATUS);
    }

    private KubeObject owned(Call call, @Nullable KubeObject before, Admitted admitted) {
        return ownership.updated(call, before, admitted.object(), clock.now());
    }

    Answer patch(Call call) {
        String type = Bodies.mediaType(call.request());
        return answer(call, Bodies.tree(call.request()).then(patch -> switch (type) {
            case "application/json-patch+json",
                    "application/merge-patch+json",
                    "application/strategic-merge-patch+json" -> patch(call, type, patch);
            case "application/apply-patch+yaml", "application/apply-patch+json" -> apply(call, patch);
            default ->
                Result.refused(new Refusal.UnsupportedMediaType(
                        "the body of the request was in an unknown format - accepted media types include: "
                                + "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml"
                                + (call.served().definition().isPresent()
                                        ? ""
                                        : ", application/strategic-merge-patch+json")));
        }));
    }

    private Result<Done> patch(Call call, String type, Tree patch) {
        return retried(call, before -> {
            Tree.Mapping document = Codec.write(before);
            return patched(call, type, document, patch).then(after -> update(call, before, after));
        });
    }

    private static Result<Tree.Mapping> patched(Call call, String type, Tree.Mapping document, Tree patch) {
        return switch (type) {
            case "application/json-patch+json" -> Patches.json(document, patch);
            case "application/merge-patch+json" -> Patches.merge(document, patch);
            default ->
                call.served().definition().isPresent()
                        ? Result.refused(Patches.noStrategicPatch())
                        : Patches.strategic(
                                document, patch, call.kind().schema().get());
        };
    }

    private interface Attempt {
        Result<Done> on(KubeObject before);
    }

    /** Once more when somebody else was quicker. A patch that names a revision itself fails each time in the same way. */
    private Result<Done> retried(Call call, Attempt attempt) {
        Result<Done> result = Result.refused(new Refusal.ServerError("not tried"));
        for (int i = 0; i < PATCH_ATTEMPTS; i++) {
            result = known(call).then(attempt::on);
            if (!(result instanceof Result.Refused<Done> refused && refused.why() instanceof Refusal.Conflict)) {
                return result;
            }
        }
        return result;
    }

    private Result<Done> apply(Call call, Tree patch) {
        if (!(patch instanceof Tree.Mapping config)) {
            return Result.refused(new Refusal.BadRequest("the body must be an object"));
        }
        if (call.query().text("fieldManager").isEmpty()) {
            String why = "is required for apply patch";
            return Result.refused(new Refusal.Invalid(
                    "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: " + why,
                    List.of(new Refusal.Cause("FieldValueRequired", "fieldManager", "Required value: " + why))));
        }
        boolean exists = store.get(call.kind(), call.key()).isOk();
        return exists
                ? retried(call, before -> applied(call, before, config))
                : ownership
                        .applied(call, null, config, clock.now())
                        .then(document -> documents.create(call.incoming(), document))
                        .then(admitted -> write(call, new Write.Create(call.kind(), kept(call, admitted.object())))
                                .then(written -> Result.ok(new Done(written.object(), 201, admitted.warnings()))));
    }

    private Result<Done> applied(Call call, KubeObject before, Tree.Mapping config) {
        return ownership
                .applied(call, before, config, clock.now())
                .then(document -> admitted(call, before, document))
                .then(admitted -> replace(call, admitted.object(), admitted.warnings()));
    }

    private Result<Done> replace(Call call, KubeObject object, List<String> warnings) {
        KubeObject kept = kept(call, object);
        Write write = isStatus(call) ? new Write.UpdateStatus(call.kind(), kept) : new Write.Update(call.kind(), kept);
        return write(call, write).then(written -> Result.ok(new Done(written.object(), 200, warnings)));
    }

    Answer delete(Call call) {
        return call.answer(
                DeleteOptions.of(call.request()).then(options -> delete(call, call.key(), options)),
                written -> deleted(call, written));
    }

    /** A pod is shown as it went; of other kinds only those that stay for a while are. */
    private static Answer deleted(Call call, Written written) {
        KubeObject object = written.object();
        return written.removed() && !call.kind().kind().equals("Pod")
                ? Answer.ok(Statuses.deleted(call.target(), object.metadata().uid()))
                : Answer.ok(call.view().one(object));
    }

    private Result<Written> delete(Call call, ObjectKey key, DeleteOptions options) {
        if (call.kind().kind().equals("Namespace") && LASTING.contains(key.name())) {
            return Result.refused(new Refusal.Forbidden(
                    "namespaces \"" + key.name() + "\" is forbidden: this namespace may not be deleted"));
        }
        var write = new Write.Delete(call.kind(), key, options.preconditions(), options.propagation(), options.grace());
        if (options.dryRun()) {
            return store.rehearse(write, call.origin());
        }
        if (call.kind().equals(Definitions.KIND)) {
            definitions.leaving(key);
        }
        return write(call, write);
    }

    /** Each object for itself, as in Kubernetes: what is gone meanwhile does not count. */
    Answer deleteAll(Call call) {
        Result<Page> listed = Selectors.of(call.kind(), call.query())
                .then(selector ->
                        store.list(new ListRequest(call.kind(), call.target().namespace(), selector, 0, "")));
        Result<Page> gone =
                DeleteOptions.of(call.request()).then(options -> listed.then(page -> deleteAll(call, page, options)));
        return call.answer(gone, page -> call.view().listed(page, call.request()));
    }

    private Result<Page> deleteAll(Call call, Page page, DeleteOptions options) {
        var gone = new ArrayList<KubeObject>();
        for (KubeObject object : page.items()) {
            Result<Written> result = delete(call, ObjectKey.of(object), options);
            if (result instanceof Result.Refused<Written> refused && !(refused.why() instanceof Refusal.NotFound)) {
                return Result.refused(refused.why());
            }
            result.toOptional().ifPresent(written -> gone.add(written.object()));
        }
        return Result.ok(new Page(gone, page.revision(), "", 0));
    }

    private Result<Written> write(Call call, Write write) {
        if (call.request().isDryRun()) {
            return store.rehearse(write, call.origin());
        }
        Result<Written> written = store.write(write, call.origin());
        if (call.kind().equals(Policies.POLICY) && !isStatus(call)) {
            written.toOptional().filter(done -> !done.removed()).ifPresent(done -> policies.written(done.object()));
        }
        return call.kind().equals(Definitions.KIND) ? written.then(definitions::written) : written;
    }

    private Answer answer(Call call, Result<Done> result) {
        return call.answer(result, done -> answer(call, done));
    }

    /** What was stored and is shown as it is kept need not be written out once more. */
    private Answer answer(Call call, Done done) {
        boolean isPlain = done.warnings().isEmpty()
                && call.request().notes().warnings().isEmpty()
                && call.view().format() != Format.YAML
                && !call.request().isDryRun()
                && !(done.object() instanceof TreeObject)
                && call.view().isAsKept(done.object());
        return isPlain
                ? encodings.answer(done.code(), done.object(), call.view())
                : new Answer.Document(done.code(), call.view().one(done.object()), done.warnings());
    }
}
