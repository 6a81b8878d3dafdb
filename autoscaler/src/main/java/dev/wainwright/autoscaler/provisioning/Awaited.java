package dev.wainwright.autoscaler.provisioning;

import java.util.Set;

/** The claims that pods are on their way to, for those who would take them away. */
public final class Awaited {
    private volatile Set<String> claims = Set.of();

    public boolean contains(String claim) {
        return claims.contains(claim);
    }

    void become(Set<String> now) {
        claims = Set.copyOf(now);
    }
}
