package dev.wainwright.cloud.simulated;

/**
 * Names capacity pools. Each part is a text in which {@code *} stands for anything; {@code m5.*} is a family.
 *
 * @param instanceType such as {@code m5.large} or {@code c6i.*}
 * @param zone such as {@code us-east-1a}
 * @param capacityType {@code on-demand} or {@code spot}
 */
public record PoolSelector(String instanceType, String zone, String capacityType) {
    public static final PoolSelector ALL = new PoolSelector("*", "*", "*");
    public static final PoolSelector SPOT = new PoolSelector("*", "*", "spot");

    boolean matches(PoolKey pool) {
        return matches(capacityType, pool.capacityType())
                && matches(zone, pool.zone())
                && matches(instanceType, pool.instanceType());
    }

    /** Whether a text is what a pattern with stars says. */
    public static boolean matches(String pattern, String text) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(text);
        }
        if (!text.startsWith(pattern.substring(0, star))) {
            return false;
        }
        String rest = pattern.substring(star + 1);
        for (int from = star; from <= text.length(); from++) {
            if (matches(rest, text.substring(from))) {
                return true;
            }
        }
        return false;
    }
}
