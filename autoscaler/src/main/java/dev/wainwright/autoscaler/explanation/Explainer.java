package dev.wainwright.autoscaler.explanation;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.autoscaler.explanation.Explanation.Statement;
import dev.wainwright.autoscaler.report.DecisionLog;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.cache.StoreSnapshot;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.WatchEvent;
import dev.wainwright.runtime.store.WatchRequest;
import dev.wainwright.solver.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers people who ask why: puts together what was decided, as {@link DecisionLog} remembers it, and what the store says
 * now. Asking costs a look at every pod of the cluster, and changes nothing.
 */
public final class Explainer {
    private static final int MOST_NODES = 2_000;

    private final ObjectStore store;
    private final DecisionLog log;

    /** The claims of nodes by the nodes' names, also of nodes that have gone. */
    private final Map<String, String> claimsOfNodes = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_NODES;
        }
    });

    private Explainer(ObjectStore store, DecisionLog log) {
        this.store = store;
        this.log = log;
    }

    /** Over {@code store}; from now on it remembers which nodes there were. */
    public static Explainer of(ObjectStore store, DecisionLog log) {
        var explainer = new Explainer(store, log);
        explainer.snapshot().all(NodeClaim.class).forEach(explainer::seen);
        store.watch(WatchRequest.all(Kinds.of(NodeClaim.class), 0), event -> {
                    if (event instanceof WatchEvent.Modified modified && modified.object() instanceof NodeClaim claim) {
                        explainer.seen(claim);
                    }
                })
                .orThrow();
        return explainer;
    }

    /** For one question. */
    private Snapshot snapshot() {
        return new StoreSnapshot(store);
    }

    private void seen(NodeClaim claim) {
        if (!claim.status().nodeName().isEmpty()) {
            claimsOfNodes.put(claim.status().nodeName(), claim.name());
        }
    }

    /** Why a pod is where it is, or nowhere; empty if there is no such pod. */
    public Optional<Explanation> pod(String namespace, String name) {
        Snapshot snapshot = snapshot();
        return snapshot.get(Pod.class, new ObjectKey(namespace, name)).map(new PodStory(snapshot, log)::of);
    }

    /** Why there is, or was, a claim; empty if it is unknown. */
    public Optional<Explanation> claim(String name) {
        return story(name).map(story -> new Explanation("NodeClaim", "", name, story.summary(), story.statements()));
    }

    /** Why there is, or was, a node; empty if it is unknown. */
    public Optional<Explanation> node(String name) {
        Optional<Node> node = snapshot().get(Node.class, new ObjectKey("", name));
        Optional<Explanation> told = Optional.ofNullable(claimsOfNodes.get(name))
                .flatMap(this::story)
                .map(story -> new Explanation("Node", "", name, story.summary(), story.statements()));
        return told.or(() -> node.map(Explainer::strange));
    }

    private Optional<ClaimStory.Told> story(String claim) {
        return new ClaimStory(snapshot(), log).of(claim);
    }

    /** A node that the autoscaler did not make. */
    private static Explanation strange(Node node) {
        var statements = new ArrayList<Statement>();
        statements.add(new Statement(
                node.metadata().creationTimestamp(),
                Reason.of("somebody else made it; the autoscaler fills it, but never takes it away")));
        return new Explanation(
                "Node", "", node.name(), "no NodeClaim stands behind node " + node.name(), List.copyOf(statements));
    }
}
