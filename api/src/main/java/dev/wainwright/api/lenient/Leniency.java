package dev.wainwright.api.lenient;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.read.ManifestReader.InstanceTypeNames;
import dev.wainwright.api.tree.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rewrites that one document needs no other document for. */
public final class Leniency {
    private final InstanceTypeNames instanceTypes;
    private final Map<String, Integer> unnamed = new HashMap<>();

    public Leniency(InstanceTypeNames instanceTypes) {
        this.instanceTypes = instanceTypes;
    }

    /** A document as the real API takes it, as far as that could be had, and what was changed. */
    public record Rewritten(Tree.Mapping object, List<Finding> findings) {
        public Rewritten {
            findings = List.copyOf(findings);
        }
    }

    public Rewritten rewrite(Tree.Mapping document) {
        var said = new Said();
        Tree.Mapping current = version(document, said);
        Tree.Mapping object = switch (current.text("apiVersion", "") + ' ' + current.text("kind", "")) {
            case "karpenter.sh/v1 NodePool" -> NodePoolRewrites.rewrite(name(current, said), instanceTypes, said);
            case "karpenter.sh/v1 NodeClaim" -> NodePoolRewrites.nodeClaim(current, said);
            case "karpenter.k8s.aws/v1 EC2NodeClass" -> NodeClassRewrites.rewrite(name(current, said), said);
            case "apps/v1 Deployment", "apps/v1 ReplicaSet", "apps/v1 StatefulSet", "apps/v1 DaemonSet" ->
                WorkloadRewrites.workload(name(current, said), said);
            case "batch/v1 Job" -> WorkloadRewrites.job(name(current, said), said);
            case "batch/v1 CronJob" -> WorkloadRewrites.cronJob(name(current, said), said);
            default -> current;
        };
        return new Rewritten(object, said.findings());
    }

    private static Tree.Mapping version(Tree.Mapping document, Said said) {
        String apiVersion = document.text("apiVersion", "");
        return RetiredKinds.currentVersion(apiVersion, document.text("kind", ""))
                .map(current -> {
                    said.rewrite("apiVersion", document, apiVersion + " is no longer served; read as " + current);
                    return document.with("apiVersion", Edits.text(current, document));
                })
                .orElse(document);
    }

    /** The real API wants a name or a prefix for one. */
    private Tree.Mapping name(Tree.Mapping document, Said said) {
        Tree.Mapping metadata = document.mapping("metadata");
        if (!Edits.isMissing(metadata, "name") || !Edits.isMissing(metadata, "generateName")) {
            return document;
        }
        String kind = document.text("kind", "").toLowerCase(Locale.ROOT);
        String name = kind + "-" + unnamed.merge(kind, 1, Integer::sum);
        said.rewrite("metadata.name", document, "an object without a name is refused; named " + name);
        return Edits.within(document, "metadata", old -> old.with("name", Edits.text(name, document)));
    }
}
