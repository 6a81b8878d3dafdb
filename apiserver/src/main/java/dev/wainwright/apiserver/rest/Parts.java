package dev.wainwright.apiserver.rest;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.crd.Crd;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.document.Scales;
import dev.wainwright.apiserver.patch.Patches;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.cluster.store.Origin;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Written;
import java.util.List;

/** The subresources that are not the object in another light: scale, binding, eviction, log, token. */
final class Parts {
    private final ClusterStore store;
    private final ContainerLogs logs;
    private final TokenRequests tokens;

    Parts(ClusterStore store, ContainerLogs logs, TokenRequests tokens) {
        this.store = store;
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
            case "ephemeralcontainers" -> "no process runs in them that a container could be added to look at";
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
        Result<KubeObject> result = wanted.then(scale -> {
            Tree replicas = scale.mapping("spec").get("replicas");
            if (!(replicas instanceof Tree.Numeral number)) {
                return Result.refused(new Refusal.BadRequest("spec.replicas must be a number"));
            }
            if (number.value().signum() < 0) {
                String why = "must be greater than or equal to 0";
                return Result.refused(new Refusal.Invalid(
                        "Scale.autoscaling \"" + call.target().name() + "\" is invalid: spec.replicas: Invalid value: "
                                + number.value().toPlainString() + ": " + why,
                        List.of(new Refusal.Cause(
                                "FieldValueInvalid",
                                "spec.replicas",
                                "Invalid value: " + number.value().toPlainString() + ": " + why))));
            }
            String version = scale.mapping("metadata").text("resourceVersion", "");
            return written(call, scale, resize(call, number, new Preconditions("", version)));
        });
        return scale(call, result);
    }

    /** Kinds of users say themselves where their size stands. */
    private static Write resize(Call call, Tree.Numeral replicas, Preconditions preconditions) {
        Crd.Scale own = call.served().definition().map(Crd::scale).orElse(null);
        if (own == null) {
            return new Write.Scale(call.kind(), call.key(), replicas.value().intValue(), preconditions);
        }
        Tree change = replicas;
        for (String name : List.of(own.specPath().substring(1).split("\\.")).reversed()) {
            change = new Fields().put(name, change).build();
        }
        return new Write.Patch(call.kind(), call.key(), (Tree.Mapping) change, false, preconditions);
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
        Result<String> lines = store.get(Kinds.of(Pod.class), call.key())
                .then(pod -> logs.read((Pod) pod, call.query().text("container")));
        return call.answer(lines, text -> Answer.text("text/plain", tail(text, call)));
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
