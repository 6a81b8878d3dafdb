package dev.wainwright.model.taint;

import java.util.Collection;

/** Keeps pods that do not tolerate it away from a node. An absent value is the empty string. */
public record Taint(String key, String value, Effect effect) {
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
