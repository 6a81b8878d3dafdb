package dev.wainwright.cluster.scheduler;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.api.placement.PodTerms;
import dev.wainwright.api.placement.VolumeTerms;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.placement.Namespaces;
import dev.wainwright.model.placement.TopologyTerm;
import dev.wainwright.model.placement.TopologyTerm.Kind;
import dev.wainwright.model.requirement.LabelSelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Sorts pods into classes. A class is forgotten with its last pod. */
final class Classes {
    /** Of so many classes the look at the nodes is kept up; the others begin anew when they are asked again. */
    private static final int MOST_EVALUATIONS = 256;

    private final Board board;
    private final Map<PodClass.Key, PodClass> classes = new HashMap<>();
    private final LinkedHashSet<PodClass> recent = new LinkedHashSet<>();
    private final IdentityHashMap<PodSpec, Used> asks = new IdentityHashMap<>();

    Classes(Board board) {
        this.board = board;
    }

    private static final class Used {
        private final Ask ask;
        private int classes;

        Used(Ask ask) {
            this.ask = ask;
        }
    }

    /** The pod's class; {@link PodClass#use} keeps it. */
    PodClass of(Pod pod, Surroundings surroundings) {
        Used used = asks.computeIfAbsent(pod.spec(), spec -> new Used(Ask.of(spec, board.names)));
        var claims = new ArrayList<String>();
        pod.volumes().forEach(volume -> {
            String claim = VolumeTerms.claimName(pod, volume);
            if (!claim.isEmpty()) {
                claims.add(claim);
            }
        });
        var key = new PodClass.Key(
                used.ask,
                pod.metadata().namespace(),
                pod.metadata().labels(),
                pod.metadata().controller().map(OwnerReference::uid).orElse(""),
                claims.isEmpty() ? List.of() : List.copyOf(claims));
        PodClass known = classes.get(key);
        if (known == null) {
            known = made(key, pod, surroundings);
            classes.put(key, known);
            used.classes++;
            for (TopologyTerm term : known.affinities) {
                board.tally(new Tally.Demanding(term));
            }
        }
        return known;
    }

    /** Forgets classes without pods. */
    void sweep() {
        board.takeIdle().forEach(this::forgetUnused);
    }

    /** Lets go of a class that a waiting pod has used. */
    void release(PodClass pods) {
        if (pods.release()) {
            forgetUnused(pods);
        }
    }

    @SuppressWarnings("ReferenceEquality") // Another class may have taken its place.
    private void forgetUnused(PodClass pods) {
        if (!pods.isUsed() && classes.get(pods.key) == pods) {
            forget(pods);
        }
    }

    private void forget(PodClass pods) {
        dropEvaluation(pods);
        classes.remove(pods.key);
        for (TopologyTerm term : pods.affinities) {
            board.release(new Tally.Demanding(term));
        }
        Used used = asks.get(pods.ask.spec());
        if (used != null && --used.classes == 0) {
            asks.remove(pods.ask.spec());
        }
    }

    /** What the class makes of the nodes as they are now. */
    Evaluation evaluation(PodClass pods, Pod example) {
        Evaluation known = pods.evaluation;
        if (known == null) {
            known = new Evaluation(board, pods, example);
            pods.evaluation = known;
        }
        recent.remove(pods);
        recent.add(pods);
        if (recent.size() > MOST_EVALUATIONS) {
            dropEvaluation(recent.getFirst());
        }
        known.refresh();
        return known;
    }

    private void dropEvaluation(PodClass pods) {
        recent.remove(pods);
        if (pods.evaluation != null) {
            pods.evaluation.release();
            pods.evaluation = null;
        }
    }

    private static PodClass made(PodClass.Key key, Pod pod, Surroundings surroundings) {
        var namespaces = new HashMap<String, Map<String, String>>();
        if (pod.spec().affinity() != null) {
            surroundings
                    .namespaces()
                    .forEach(each -> namespaces.put(each.name(), each.metadata().labels()));
        }
        var spreads = new ArrayList<TopologyTerm>();
        var affinities = new ArrayList<TopologyTerm>();
        for (TopologyTerm term : new PodTerms(namespaces).of(pod.spec(), key.namespace(), key.labels())) {
            (term.kind() == Kind.SPREAD ? spreads : affinities).add(term);
        }
        boolean bySystem = spreads.isEmpty();
        if (bySystem) {
            surroundings.likeOf(pod).ifPresent(selector -> {
                spreads.add(standard(Labels.HOSTNAME, 3, selector, key.namespace()));
                spreads.add(standard(Labels.ZONE, 5, selector, key.namespace()));
            });
        }
        return new PodClass(key, spreads, bySystem, affinities, images(pod));
    }

    private static TopologyTerm standard(String label, int maxSkew, LabelSelector selector, String namespace) {
        return new TopologyTerm(Kind.SPREAD, 1, label, selector, Namespaces.of(namespace), maxSkew, 0, true, false);
    }

    /** As nodes list them: with a tag. */
    private static List<String> images(Pod pod) {
        var images = new ArrayList<String>();
        Tree.Mapping spec = pod.rest().mapping("spec");
        for (String list : List.of("initContainers", "containers")) {
            for (Tree container : spec.items(list)) {
                String image = container instanceof Tree.Mapping mapping ? mapping.text("image", "") : "";
                boolean hasTag = image.indexOf(':', image.lastIndexOf('/') + 1) >= 0 || image.contains("@");
                images.add(hasTag ? image : image + ":latest");
            }
        }
        return List.copyOf(images);
    }
}
