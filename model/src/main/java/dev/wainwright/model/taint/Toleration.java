package dev.wainwright.model.taint;

import org.jspecify.annotations.Nullable;

/**
 * Lets a pod onto nodes with matching taints.
 *
 * @param key empty with {@code Exists} matches every key
 * @param effect absent matches every effect
 * @param tolerationSeconds how long a {@code NoExecute} taint is tolerated; absent means for ever
 */
public record Toleration(
        String key,
        Kind operator,
        String value,
        @Nullable Effect effect,
        @Nullable Long tolerationSeconds) {

    /** How the key and value are compared. */
    public enum Kind {
        EQUAL("Equal"),
        EXISTS("Exists");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String toString() {
            return wireName;
        }
    }

    /** Tolerates everything with this effect: what Karpenter's last relaxation adds. */
    public static Toleration anyWith(Effect effect) {
        return new Toleration("", Kind.EXISTS, "", effect, null);
    }

    public boolean tolerates(Taint taint) {
        if (effect != null && effect != taint.effect()) {
            return false;
        }
        if (!key.isEmpty() && !key.equals(taint.key())) {
            return false;
        }
        return operator == Kind.EXISTS || (!key.isEmpty() && value.equals(taint.value()));
    }
}
