package dev.wainwright.apiserver.rest;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.codec.ObjectParts;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.document.Scales;
import dev.wainwright.apiserver.patch.Patches;
import dev.wainwright.apiserver.version.Versions;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.cluster.store.Origin;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Written;
import dev.wainwright.runtime.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** The subresources that are not the object in another light: scale, binding, eviction, log, token. */
final class Parts {
    private static final int RESIZE_ATTEMPTS = 5;

    private final ClusterStore store;
    private final Ownership ownership;
    private final Versions versions;
    private final Clock clock;
    private final ContainerLogs logs;
    private final TokenRequests tokens;

    Parts(
            ClusterStore store,
            Ownership ownership,
            Versions versions,
            Clock clock,
            ContainerLogs logs,
            TokenRequests tokens) {
        this.versions = versions;
        this.store = store;
        this.ownership = ownership;
        this.clock = clock;
        this.tokens = tokens;
        this.logs = logs;
    }

    Answer handle(Call call) {
        String method = call.request().method();
        return switch (call.target().subresource() + ' ' + method) {
            case "scale GET" -> scale(call, store.get(call.kind(), call.key()));
            case "scale PUT" -> scaled(call, Bodies.object(call.request()));
            case "scale PATCH" -> scaled(call, patchedScale(call));
            case "binding POST" -> bind(call);
            case "eviction POST" -> evict(call);
            case "log GET" -> log(call);
            case "token POST" -> tokens.answer(call);
            default -> noProcess(call);
        };
    }

    private Answer noProcess(Call call) {
        return call.answer(
                store.get(call.kind(), call.key()),
                found -> call.refused(
                        found instanceof Pod pod && !pod.isBound()
                                ? new Refusal.BadRequest("pod " + pod.name() + " does not have a host assigned")
                                : new Refusal.MethodNotAllowed("pods are simulated here: "
                                        + impossible(call.target().subresource()))));
    }

    private static String impossible(String subresource) {
        return switch (subresource) {
            case "exec", "attach" -> "no process runs in them to " + subresource + " to";
            case "portforward" -> "no process runs in them that could listen to a port";
            default -> "they have no " + subresource;
        };
    }

    private Answer scale(Call call, Result<KubeObject> found) {
        return call.answer(found, object -> Answer.ok(Scales.of(call.served(), object)));
    }

    private Result<Tree.Mapping> patchedScale(Call call) {
        boolean steps = Bodies.mediaType(call.request()).equals("application/json-patch+json");
        return store.get(call.kind(), call.key())
                .then(object -> Bodies.tree(call.request())
                        .then(patch -> steps
                                ? Patches.json(Scales.of(call.served(), object), patch)
                                : Patches.merge(Scales.of(call.served(), object), patch)));
    }

    private Answer scaled(Call call, Result<Tree.Mapping> wanted) {
        return scale(call, wanted.then(scale -> replicas(call, scale).then(number -> resized(call, scale, number))));
    }

    private static Result<Tree.Numeral> replicas(Call call, Tree.Mapping scale) {
        Tree replicas = scale.mapping("spec").get("replicas");
        if (!(replicas instanceof Tree.Numeral number)) {
            return Result.refused(new Refusal.BadRequest("spec.replicas must be a number"));
        }
        if (number.value().signum() >= 0) {
            return Result.ok(number);
        }
        String why = "Invalid value: " + number.value().toPlainString() + ": must be greater than or equal to 0";
        return Result.refused(new Refusal.Invalid(
                "Scale.autoscaling \"" + call.target().name() + "\" is invalid: spec.replicas: " + why,
                List.of(new Refusal.Cause("FieldValueInvalid", "spec.replicas", why))));
    }

    /** The whole object is written, so that the size has an owner; once more when somebody else was quicker. */
    private Result<KubeObject> resized(Call call, Tree.Mapping scale, Tree.Numeral replicas) {
        String version = scale.mapping("metadata").text("resourceVersion", "");
        Result<KubeObject> result = Result.refused(new Refusal.ServerError("not tried"));
        for (int i = 0; i < RESIZE_ATTEMPTS; i++) {
            result = store.get(call.kind(), call.key()).then(stored -> {
                KubeObject known = versions.shown(call.kind(), stored);
                KubeObject sized =
                        Codec.read(call.kind(), Scales.resized(call.served(), known, replicas), new Interner());
                KubeObject owned = ownership.updated(call, known, ObjectParts.sharing(sized, known), clock.now());
                KubeObject asked = version.isEmpty()
                        ? owned
                        : ObjectParts.withMetadata(owned, owned.metadata().withResourceVersion(version));
                return written(call, scale, new Write.Update(call.kind(), versions.kept(call.kind(), asked)));
            });
            boolean overtaken = result instanceof Result.Refused<KubeObject> no && no.why() instanceof Refusal.Conflict;
            if (!overtaken || !version.isEmpty()) {
                return result;
            }
        }
        return result;
    }

    private Result<KubeObject> written(Call call, Tree.Mapping sent, Write write) {
        return written(call.origin(sent), write, call.request().isDryRun());
    }

    private Result<KubeObject> written(Origin origin, Write write, boolean rehearsed) {
        Result<Written> result = rehearsed ? store.rehearse(write, origin) : store.write(write, origin);
        return result.then(written -> Result.ok(written.object()));
    }

    private Answer bind(Call call) {
        return done(call, Bodies.object(call.request()).then(binding -> {
            String node = binding.mapping("target").text("name", "");
            String uid = binding.mapping("metadata").text("uid", "");
            return written(call, binding, new Write.Bind(call.key(), uid, node));
        }));
    }

    private Answer evict(Call call) {
        return done(call, Bodies.object(call.request()).then(eviction -> {
            DeleteOptions options = DeleteOptions.of(eviction.mapping("deleteOptions"), call.query());
            var write = new Write.Evict(call.key(), options.preconditions(), options.grace());
            return written(call.origin(eviction), write, options.dryRun());
        }));
    }

    private static Answer done(Call call, Result<KubeObject> result) {
        return call.answer(result, object -> Statuses.created());
    }

    private Answer log(Call call) {
        String container = call.query().text("container");
        boolean previous = call.query().flag("previous");
        Result<String> lines = store.get(Kinds.of(Pod.class), call.key())
                .then(pod -> logs.read((Pod) pod, container)
                        .then(text -> previous ? former((Pod) pod, container, text) : Result.ok(text)));
        return call.answer(lines, text -> Answer.text("text/plain", tail(text, call)));
    }

    /** {@code text} if the container has run before. */
    private static Result<String> former(Pod pod, String container, String text) {
        String name = container.isEmpty() ? pod.spec().containers().getFirst().name() : container;
        boolean hasRun = Stream.of(
                        pod.status().containerStatuses(), pod.status().initContainerStatuses())
                .flatMap(List::stream)
                .anyMatch(status -> status.name().equals(name) && status.restartCount() > 0);
        return hasRun
                ? Result.ok(text)
                : Result.refused(new Refusal.BadRequest(
                        "previous terminated container \"" + name + "\" in pod \"" + pod.name() + "\" not found"));
    }

    private static String tail(String text, Call call) {
        long wanted = call.query().number("tailLines", -1);
        if (wanted < 0 || text.isEmpty()) {
            return text;
        }
        List<String> lines = text.lines().toList();
        int from = (int) Math.max(0, lines.size() - wanted);
        return lines.subList(from, lines.size()).stream()
                .map(line -> line + '\n')
                .reduce("", String::concat);
    }
}
