package dev.wainwright.apiserver.policy;

import dev.wainwright.api.Kind;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.policy.Parameters.Misconfigured;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.apiserver.version.Versions;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.cluster.store.Policy;
import dev.wainwright.cluster.store.Proposal;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The ValidatingAdmissionPolicies that are bound. They hold from the moment that they are written, where Kubernetes takes a second to
 * notice. Guarded by the store's lock.
 */
public final class Policies implements Policy {
    public static final Kind POLICY = TreeKinds.builtIn("ValidatingAdmissionPolicy");
    public static final Kind BINDING = TreeKinds.builtIn("ValidatingAdmissionPolicyBinding");

    /** Nobody can be locked out of changing what locks him out. */
    private static final String EXEMPT = "admissionregistration.k8s.io";

    private static final String FAILURE = "validation.policy.admission.k8s.io/validation_failure";
    private static final Map<String, Integer> CODES =
            Map.of("Unauthorized", 401, "Forbidden", 403, "Invalid", 422, "RequestEntityTooLarge", 413);
    private static final Set<Kind> OF_POLICIES = Set.of(POLICY, BINDING);

    private final World world;
    private final Parameters parameters;
    private final Map<Tree, CompiledPolicy> compiled = new HashMap<>();
    private List<Hook> hooks = List.of();
    private boolean stale = true;

    public Policies(ClusterStore store, Resources resources, Versions versions) {
        this.world = new World(store, resources, versions);
        this.parameters = new Parameters(world);
        store.observe(change -> stale |= OF_POLICIES.contains(change.kind()));
        store.guardedBy(this);
    }

    @Override
    public boolean isActive() {
        if (stale) {
            stale = false;
            hooks = hooks();
        }
        return !hooks.isEmpty();
    }

    private List<Hook> hooks() {
        var bindings = new HashMap<String, List<Hook.Binding>>();
        for (KubeObject binding : all(BINDING)) {
            Tree.Mapping spec = Codec.write(binding).mapping("spec");
            bindings.computeIfAbsent(spec.text("policyName", ""), name -> new ArrayList<>())
                    .add(Hook.Binding.read(binding.name(), spec));
        }
        var found = new ArrayList<Hook>();
        var used = new HashMap<Tree, CompiledPolicy>();
        for (KubeObject policy : all(POLICY)) {
            Tree.Mapping spec = Codec.write(policy).mapping("spec");
            List<Hook.Binding> own = bindings.getOrDefault(policy.name(), List.of());
            if (!own.isEmpty()) {
                CompiledPolicy ready = compiled.computeIfAbsent(spec, same -> CompiledPolicy.of(spec));
                used.put(spec, ready);
                found.add(Hook.read(policy.name(), spec, ready, own));
            }
        }
        compiled.clear();
        compiled.putAll(used);
        return found;
    }

    private List<KubeObject> all(Kind kind) {
        return world.store().list(ListRequest.all(kind)).orThrow().items();
    }

    /** What a policy says, and through which binding. */
    private record Denied(Hook hook, Optional<Hook.Binding> binding, String message, String reason) {}

    /** To be called when a policy was written: says in its status what its expressions do not fit. */
    public void written(KubeObject policy) {
        Tree.Mapping document = Codec.write(policy);
        Tree.Mapping status = new TypeChecking(world.resources()).status(document);
        if (!status.equals(document.get("status"))) {
            Tree.Mapping merge = new Fields().put("status", status).build();
            world.store()
                    .write(new Write.Patch(
                            POLICY, ObjectKey.of(policy), merge, true, Preconditions.sameVersion(policy)));
        }
    }

    @Override
    public Optional<Refusal> objection(Proposal proposal) {
        if (proposal.write().kind().group().equals(EXEMPT)) {
            return Optional.empty();
        }
        var request = new Request(proposal, world);
        var denied = new ArrayList<Denied>();
        for (Hook hook : hooks) {
            hook.matching().match(request).ifPresent(as -> ask(hook, request, as, denied));
        }
        return denied.isEmpty() ? Optional.empty() : Optional.of(refusal(request, denied.getFirst()));
    }

    private void ask(Hook hook, Request request, Resource as, List<Denied> denied) {
        Optional<Kind> kind;
        try {
            kind = parameters.kind(hook);
        } catch (Misconfigured e) {
            misconfigured(hook, Optional.empty(), "failed to configure policy: " + e.getMessage(), denied);
            return;
        }
        for (Hook.Binding binding : hook.bindings()) {
            if (binding.matching().match(request).isEmpty()) {
                continue;
            }
            try {
                for (Object params : parameters.find(kind, binding.params(), request)) {
                    heed(hook, binding, Verdict.of(hook, request, as, params), request, denied);
                }
            } catch (Misconfigured e) {
                misconfigured(hook, Optional.of(binding), "failed to configure binding: " + e.getMessage(), denied);
            }
        }
    }

    private static void misconfigured(Hook hook, Optional<Hook.Binding> binding, String message, List<Denied> denied) {
        if (!hook.ignoresFailure()) {
            denied.add(new Denied(hook, binding, message, "Invalid"));
        }
    }

    private static void heed(Hook hook, Hook.Binding binding, Verdict verdict, Request request, List<Denied> denied) {
        for (Verdict.Denial denial : verdict.denials()) {
            for (String action : binding.actions()) {
                switch (action) {
                    case "Deny" ->
                        denied.add(new Denied(hook, Optional.of(binding), denial.message(), denial.reason()));
                    case "Warn" ->
                        request.origin()
                                .warnings()
                                .accept("Validation failed for ValidatingAdmissionPolicy '" + hook.name()
                                        + "' with binding '" + binding.name() + "': " + denial.message());
                    default -> request.origin().annotations().accept(FAILURE, audited(hook, binding, denial));
                }
            }
        }
        verdict.failures().forEach(failure -> denied.add(new Denied(hook, Optional.of(binding), failure, "Invalid")));
        verdict.annotations().forEach(request.origin().annotations());
    }

    private static String audited(Hook hook, Hook.Binding binding, Verdict.Denial denial) {
        Tree.Mapping failure = new Fields()
                .put("message", denial.message())
                .put("policy", hook.name())
                .put("binding", binding.name())
                .put("expressionIndex", denial.position())
                .putTexts("validationActions", binding.actions())
                .build();
        return Json.print(Fields.sequence(List.of(failure)));
    }

    private static Refusal refusal(Request request, Denied denied) {
        String why = "ValidatingAdmissionPolicy '" + denied.hook().name() + '\''
                + denied.binding()
                        .map(binding -> " with binding '" + binding.name() + '\'')
                        .orElse("")
                + " denied request: " + denied.message();
        String about = request.resource().full() + " \"" + request.shownName() + "\" is forbidden: ";
        return new Refusal.Denied(about + why, CODES.getOrDefault(denied.reason(), 422), denied.reason(), why);
    }
}
