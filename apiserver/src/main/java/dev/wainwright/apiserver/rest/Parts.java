package dev.wainwright.apiserver.rest;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.crd.Crd;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.document.Fields;
import dev.wainwright.apiserver.patch.Patches;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Written;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The subresources that are not the object in another light: scale, binding, eviction, log. */
final class Parts {
    private final ClusterStore store;
    private final ContainerLogs logs;

    Parts(ClusterStore store, ContainerLogs logs) {
        this.store = store;
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
            case "token POST" -> noToken(call);
            default -> noProcess(call);
        };
    }

    private Answer noToken(Call call) {
        return store.get(call.kind(), call.key()) instanceof Result.Refused<KubeObject> refused
                ? call.refused(refused.why())
                : call.refused(
                        new Refusal.MethodNotAllowed("tokens are not made here: the kubeconfig has the only ones"));
    }

    private Answer noProcess(Call call) {
        return switch (store.get(call.kind(), call.key())) {
            case Result.Refused<KubeObject> refused -> call.refused(refused.why());
            case Result.Ok<KubeObject> found ->
                found.answer() instanceof Pod pod && !pod.isBound()
                        ? call.refused(new Refusal.BadRequest("pod " + pod.name() + " does not have a host assigned"))
                        : call.refused(
                                new Refusal.MethodNotAllowed("pods are simulated here: no process runs in them to "
                                        + call.target().subresource() + " to"));
        };
    }

    private Answer scale(Call call, Result<KubeObject> found) {
        return switch (found.then(object -> document(call, object))) {
            case Result.Ok<Tree.Mapping> scale -> Answer.ok(scale.answer());
            case Result.Refused<Tree.Mapping> refused -> call.refused(refused.why());
        };
    }

    private static Result<Tree.Mapping> document(Call call, KubeObject object) {
        Tree.Mapping whole = Codec.write(object);
        Tree.Mapping metadata = whole.mapping("metadata");
        var brief = new Fields();
        for (String name : new String[] {"name", "namespace", "uid", "resourceVersion", "creationTimestamp"}) {
            Tree value = metadata.get(name);
            if (value != null) {
                brief.put(name, value);
            }
        }
        Crd.Scale paths = paths(call);
        Tree wanted = at(whole, paths.specPath());
        Tree observed = at(whole, paths.statusPath());
        var status = new Fields().put("replicas", observed == null ? Tree.number(0) : observed);
        status.putIfAny("selector", selector(whole.mapping("spec").get("selector")));
        return Result.ok(new Fields()
                .put("kind", "Scale")
                .put("apiVersion", "autoscaling/v1")
                .put("metadata", brief.build())
                .put(
                        "spec",
                        wanted == null
                                ? Tree.Mapping.EMPTY
                                : new Fields().put("replicas", wanted).build())
                .put("status", status.build())
                .build());
    }

    private static Crd.Scale paths(Call call) {
        Crd.Scale own = call.served().definition().map(Crd::scale).orElse(null);
        return own == null ? new Crd.Scale(".spec.replicas", ".status.replicas") : own;
    }

    private static @Nullable Tree at(Tree.Mapping object, String path) {
        Tree at = object;
        for (String name : path.substring(1).split("\\.")) {
            at = at instanceof Tree.Mapping mapping ? mapping.get(name) : null;
        }
        return at;
    }

    /** As text; sets of expressions occur in other places only. */
    private static String selector(@Nullable Tree selector) {
        if (!(selector instanceof Tree.Mapping mapping)) {
            return "";
        }
        Tree.Mapping labels = mapping.get("matchLabels") instanceof Tree.Mapping match ? match : mapping;
        return String.join(
                ",",
                labels.fields().entrySet().stream()
                        .filter(each -> each.getValue() instanceof Tree.Text)
                        .map(each -> each.getKey() + '=' + ((Tree.Text) each.getValue()).value())
                        .sorted()
                        .toList());
    }

    private Result<Tree.Mapping> patchedScale(Call call) {
        return store.get(call.kind(), call.key())
                .then(object -> document(call, object))
                .then(scale -> Bodies.tree(call.request())
                        .then(patch -> Bodies.mediaType(call.request()).equals("application/json-patch+json")
                                ? Patches.json(scale, patch)
                                : Patches.merge(scale, patch)));
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
            return written(call, resize(call, number, new Preconditions("", version)));
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

    private Result<KubeObject> written(Call call, Write write) {
        return written(write, call.request().isDryRun());
    }

    private Result<KubeObject> written(Write write, boolean rehearsed) {
        Result<Written> result = rehearsed ? store.rehearse(write) : store.write(write);
        return result.then(written -> Result.ok(written.object()));
    }

    private Answer bind(Call call) {
        return done(call, Bodies.object(call.request()).then(binding -> {
            String node = binding.mapping("target").text("name", "");
            String uid = binding.mapping("metadata").text("uid", "");
            return written(call, new Write.Bind(call.key(), uid, node));
        }));
    }

    private Answer evict(Call call) {
        return done(call, Bodies.object(call.request()).then(eviction -> {
            Tree.Mapping options = eviction.mapping("deleteOptions");
            Tree.Mapping wanted = options.mapping("preconditions");
            Long grace = options.get("gracePeriodSeconds") instanceof Tree.Numeral seconds
                    ? seconds.value().longValue()
                    : null;
            return written(
                    new Write.Evict(
                            call.key(),
                            new Preconditions(wanted.text("uid", ""), wanted.text("resourceVersion", "")),
                            grace),
                    call.request().isDryRun() || !options.items("dryRun").isEmpty());
        }));
    }

    private static Answer done(Call call, Result<KubeObject> result) {
        return switch (result) {
            case Result.Ok<KubeObject> ok -> Statuses.created();
            case Result.Refused<KubeObject> refused -> call.refused(refused.why());
        };
    }

    private Answer log(Call call) {
        Result<String> lines = store.get(
                        Kinds.of(Pod.class),
                        new ObjectKey(call.target().namespace(), call.target().name()))
                .then(pod -> logs.read((Pod) pod, call.query().text("container")));
        return switch (lines) {
            case Result.Ok<String> text ->
                new Answer.Bytes(200, "text/plain", tail(text.answer(), call).getBytes(StandardCharsets.UTF_8), "");
            case Result.Refused<String> refused -> call.refused(refused.why());
        };
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
