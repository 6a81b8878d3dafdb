package dev.wainwright.model.taint;

import java.util.Collection;
import java.util.Set;

/** Keeps pods that do not tolerate it away from a node. An absent value is the empty string. */
public record Taint(String key, String value, Effect effect) {
    /** On a machine that has joined and that nobody has taken for a claim's yet (karpenter-core §1.9). */
    public static final Taint UNREGISTERED = new Taint("karpenter.sh/unregistered", "", Effect.NO_EXECUTE);

    private static final Set<String> EPHEMERAL = Set.of(
            "node.kubernetes.io/not-ready",
            "node.kubernetes.io/unreachable",
            "node.cloudprovider.kubernetes.io/uninitialized",
            UNREGISTERED.key());
    private static final String READINESS = "readiness.k8s.io/";

    /** Whether the key is one of those that go away by themselves while a node starts (karpenter-core §1.9). */
    public boolean isEphemeral() {
        return EPHEMERAL.contains(key) || key.startsWith(READINESS);
    }

    /** Whether both are the same but for their value: a node has at most one such taint. */
    public boolean matches(Taint other) {
        return key.equals(other.key) && effect == other.effect;
    }

    public boolean toleratedBy(Collection<Toleration> tolerations) {
        for (Toleration toleration : tolerations) {
            if (toleration.tolerates(this)) {
                return true;
            }
        }
        return false;
    }

    /** Whether every one of the taints is tolerated. */
    public static boolean areTolerated(Collection<Taint> taints, Collection<Toleration> tolerations) {
        for (Taint taint : taints) {
            if (!taint.toleratedBy(tolerations)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return key + (value.isEmpty() ? "" : "=" + value) + ":" + effect;
    }
}
