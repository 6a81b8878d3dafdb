package dev.wainwright.simulation.world;

import dev.wainwright.cluster.quota.QuotaAdmission;
import dev.wainwright.cluster.store.ClusterStore;

/**
 * A cluster's store, guarded as the API server guards it.
 *
 * @param quotas count what is in it, once for those who refuse and those who report
 */
public record GuardedStore(ClusterStore store, QuotaAdmission quotas) {}
