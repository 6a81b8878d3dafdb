package dev.wainwright.apiserver.rest;

import dev.wainwright.api.Kind;
import dev.wainwright.apiserver.access.Access;
import dev.wainwright.apiserver.access.AccountTokens;
import dev.wainwright.apiserver.access.Attempt;
import dev.wainwright.apiserver.access.User;
import dev.wainwright.apiserver.admission.Documents;
import dev.wainwright.apiserver.crd.Customs;
import dev.wainwright.apiserver.document.ObjectBytes;
import dev.wainwright.apiserver.policy.Policies;
import dev.wainwright.apiserver.protobuf.ProtobufWriter;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.apiserver.resource.Resources.Served;
import dev.wainwright.apiserver.table.Tables;
import dev.wainwright.apiserver.version.Versions;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.time.Clock;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The Kubernetes API: one request in, one answer out. May be asked by many threads at once.
 *
 * <p>A request goes through the same gates whatever it is about: is the asker known, may he do that, is there such a kind,
 * in which form is the answer wanted; only then is it carried out.
 */
public final class Api {
    private final Resources resources;
    private final Reads reads;
    private final Writes writes;
    private final Parts parts;
    private final Documentation documentation;
    private final Timestamps timestamps;
    private final Clock clock;
    private final Pages pages;
    private final ClusterStore store;
    private final Durability durability;
    private final Usage usage;
    private final Versions versions;
    private final Reviews reviews;

    /**
     * An API over {@code store}.
     *
     * @param clock the cluster's
     * @param timestamps how the cluster's time looks to users
     * @param logs what containers say
     * @param durability what writers' answers wait for
     * @param pages what else is served
     */
    public Api(
            ClusterStore store,
            Resources resources,
            Clock clock,
            Timestamps timestamps,
            ContainerLogs logs,
            Durability durability,
            Pages pages) {
        this(
                store,
                resources,
                clock,
                timestamps,
                logs,
                durability,
                pages,
                new ObjectBytes(),
                new AccountTokens(store, () -> timestamps.shown(clock.now()), () -> {
                    throw new IllegalStateException("there is nobody who signs");
                }));
    }

    /**
     * The same.
     *
     * @param bytes what is written down about objects, shared with whoever else does
     * @param tokens makes tokens for service accounts
     */
    public Api(
            ClusterStore store,
            Resources resources,
            Clock clock,
            Timestamps timestamps,
            ContainerLogs logs,
            Durability durability,
            Pages pages,
            ObjectBytes bytes,
            AccountTokens tokens) {
        var encodings = new Encodings(bytes);
        this.store = store;
        this.durability = durability;
        this.resources = resources;
        this.clock = clock;
        this.timestamps = timestamps;
        this.pages = pages;
        this.reads = new Reads(store, durability, encodings);
        var customs = new Customs();
        this.versions = new Versions(customs);
        var ownership = new Ownership();
        var definitions = new Definitions(store, resources, customs, ownership, clock, reads::retire);
        this.writes = new Writes(
                store,
                new Documents(customs),
                versions,
                ownership,
                definitions,
                clock,
                timestamps,
                encodings,
                new Policies(store, resources, versions));
        this.parts = new Parts(store, ownership, versions, clock, logs, new TokenRequests(store, tokens));
        this.documentation = new Documentation(resources);
        resources.all().stream()
                .map(Served::resource)
                .filter(resource -> resource.isStored())
                .forEach(resource -> store.serve(resource.kind()));
        definitions.restore();
        this.reviews = new Reviews(tokens);
        this.usage = new Usage(store);
        resources.add(Usage.served());
    }

    /** The answer; nothing is thrown for what a request does wrong. */
    public Answer handle(ApiRequest request) {
        Optional<Target> target = Target.parse(request.path());
        if (request.user().equals(User.ANONYMOUS) && target.isPresent()) {
            return Answer.refused(new Refusal.Unauthorized("Unauthorized"));
        }
        return target.map(resource -> resource(request, resource)).orElseGet(() -> path(request));
    }

    private Answer path(ApiRequest request) {
        var attempt = Attempt.ofPath(verbOf(request.method()), request.path());
        Optional<Refusal> refusal = Access.refusal(request.user(), attempt);
        if (refusal.isPresent()) {
            return Answer.refused(refusal.get());
        }
        Optional<Answer> page = attempt.verb().equals("get") ? pages.get(request) : Optional.empty();
        return page.or(() -> documentation.answer(request)).orElseGet(Api::unknown);
    }

    static String verbOf(String method) {
        return switch (method) {
            case "GET", "HEAD" -> "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            default -> method.toLowerCase(Locale.ROOT);
        };
    }

    private Answer resource(ApiRequest request, Target target) {
        Optional<Served> served = resources.find(target.group(), target.version(), target.plural());
        if (served.isEmpty()) {
            return unknown();
        }
        Target placed = placed(served.get(), target);
        String verb = verb(request.method(), request.query(), placed);
        Optional<Refusal> forbidden = Access.refusal(
                request.user(),
                new Attempt(
                        verb,
                        placed.group(),
                        placed.plural(),
                        placed.subresource(),
                        placed.namespace(),
                        placed.name(),
                        request.path()));
        if (forbidden.isPresent()) {
            return Statuses.refused(forbidden.get(), Statuses.About.of(placed));
        }
        Kind kind = served.get().resource().kind();
        return switch (Accepted.of(request.accept(), () -> ProtobufWriter.knows(kind.apiVersion(), kind.kind()))) {
            case Result.Refused<Accepted> refused -> Statuses.refused(refused.why(), Statuses.About.of(placed));
            case Result.Ok<Accepted> accepted -> carriedOut(request, served.get(), placed, verb, accepted.answer());
        };
    }

    /** A namespace in the path of a kind that is in none belongs to nothing. */
    private static Target placed(Served served, Target target) {
        return served.resource().kind().namespaced()
                ? target
                : new Target(
                        target.group(), target.version(), "", target.plural(), target.name(), target.subresource());
    }

    static String verb(String method, Query query, Target target) {
        boolean one = !target.name().isEmpty();
        return switch (method) {
            case "GET", "HEAD" -> query.flag("watch") ? "watch" : one ? "get" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> one ? "delete" : "deletecollection";
            default -> "";
        };
    }

    private Answer carriedOut(ApiRequest request, Served served, Target target, String verb, Accepted accepted) {
        Tables.Include include;
        try {
            include = Tables.Include.of(request.query().text("includeObject"));
        } catch (IllegalArgumentException e) {
            return Statuses.refused(new Refusal.BadRequest(String.valueOf(e.getMessage())), Statuses.About.of(target));
        }
        var call = new Call(
                request, served, target, new View(served, accepted, versions, timestamps, clock, include), List.of());
        String part = target.subresource();
        if (!part.isEmpty() && served.resource().subresource(part).isEmpty()) {
            return unknown();
        }
        List<String> verbs = part.isEmpty()
                ? served.resource().verbs()
                : served.resource().subresource(part).orElseThrow().verbs();
        boolean watchesOne = verb.equals("watch") && part.isEmpty();
        if (!verbs.contains(verb) && !watchesOne) {
            return call.refused(
                    new Refusal.MethodNotAllowed("the server does not allow this method on the requested resource"));
        }
        Answer answer = told(isOrdinary(part) ? ordinary(call, verb) : parts.handle(call), request.notes());
        return verb.equals("watch")
                ? answer
                : warned(kept(answer, call), served.resource().kind());
    }

    /** The answer with what policies want the asker to know. */
    private static Answer told(Answer answer, Notes notes) {
        Answer told = answer;
        for (String warning : notes.warnings().reversed()) {
            told = told instanceof Answer.Document document ? document.warning(warning) : told;
        }
        return told;
    }

    private Answer warned(Answer answer, Kind kind) {
        String deprecation = versions.deprecation(kind);
        return deprecation.isEmpty() || !(answer instanceof Answer.Document document)
                ? answer
                : document.warning(deprecation);
    }

    /**
     * The answer, once what it says is kept; what others wrote meanwhile is kept with it. Who only looks waits, too: what has
     * been seen must not be undone by a crash.
     */
    private Answer kept(Answer answer, Call call) {
        try {
            durability.await(store.revision());
            return answer;
        } catch (IOException e) {
            return call.refused(new Refusal.ServerError(String.valueOf(e.getMessage())));
        }
    }

    /** Whether a subresource is the object itself, of which only a part is written. */
    private static boolean isOrdinary(String part) {
        return switch (part) {
            case "", "status", "finalize", "approval", "ephemeralcontainers" -> true;
            default -> false;
        };
    }

    private Answer ordinary(Call call, String verb) {
        if (call.kind().group().equals(Usage.GROUP)) {
            return usage.answer(call, timestamps.shown(clock.now()));
        }
        if (!call.served().resource().isStored()) {
            return reviews.ask(call);
        }
        return switch (verb) {
            case "get" -> reads.get(call);
            case "list" -> reads.list(call);
            case "watch" -> reads.watch(call);
            case "create" -> writes.create(call);
            case "update" -> writes.update(call);
            case "patch" -> writes.patch(call);
            case "delete" -> writes.delete(call);
            default -> writes.deleteAll(call);
        };
    }

    private static Answer unknown() {
        return Answer.refused(new Refusal.NotFound("the server could not find the requested resource"));
    }
}
