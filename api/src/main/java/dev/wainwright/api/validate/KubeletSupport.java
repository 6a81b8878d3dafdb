package dev.wainwright.api.validate;

import dev.wainwright.api.aws.ImageFamily;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Set;

/** Which kubelet settings reach the kubelet: AL2023 passes on all, other families only a few (karpenter-aws §1.3). */
final class KubeletSupport {
    private static final Set<String> PASSED_ON = Set.of(
            "clusterDNS",
            "maxPods",
            "podsPerCore",
            "systemReserved",
            "kubeReserved",
            "evictionHard",
            "evictionSoft",
            "evictionSoftGracePeriod",
            "evictionMaxPodGracePeriod",
            "imageGCHighThresholdPercent",
            "imageGCLowThresholdPercent",
            "cpuCFSQuota");
    private static final List<String> TAKES_ALL = List.of("AL2023", ImageFamily.CUSTOM);

    private final Tree.Mapping kubelet;
    private final Problems problems;

    KubeletSupport(Tree.Mapping kubelet, Problems problems) {
        this.kubelet = kubelet;
        this.problems = problems;
    }

    void check(String family) {
        if (TAKES_ALL.contains(family)) {
            return;
        }
        kubelet.fields().forEach((name, value) -> {
            boolean passedOn =
                    PASSED_ON.contains(name) && !(family.equals("Bottlerocket") && name.equals("podsPerCore"));
            if (!passedOn) {
                problems.error(
                        "spec.kubelet." + name,
                        value,
                        "images of " + family + " do not pass this setting on; take it out or use AL2023");
            }
        });
        List<Tree> servers = kubelet.items("clusterDNS");
        if (servers.size() > 1) {
            problems.error(
                    "spec.kubelet.clusterDNS",
                    servers.getFirst(),
                    "images of " + family + " take one server, got " + servers.size());
        }
    }
}
