package dev.wainwright.cloud.aws;

import dev.wainwright.cloud.catalog.CatalogOptions;
import java.time.Duration;

/**
 * What the provider is configured with.
 *
 * @param kubernetesVersion such as {@code 1.36}: which images an alias stands for
 * @param catalog with {@code reservations} left out of account: how many are left is asked of EC2
 * @param priceInterval how often spot prices are asked for
 * @param zonalShift whether zones that ARC has shifted away from are avoided
 * @param bestEffortMinValues whether {@code minValues} give way when they cannot be met
 * @param seed of the little chance there is: how long to wait before a request is tried again
 */
public record AwsSettings(
        String clusterName,
        String kubernetesVersion,
        CatalogOptions catalog,
        Duration priceInterval,
        boolean zonalShift,
        boolean bestEffortMinValues,
        long seed) {
    /** Karpenter's defaults. */
    public static AwsSettings of(String clusterName) {
        return new AwsSettings(clusterName, "1.36", CatalogOptions.DEFAULT, Duration.ofHours(12), false, false, 1);
    }

    public AwsSettings withCatalog(CatalogOptions options) {
        return new AwsSettings(
                clusterName, kubernetesVersion, options, priceInterval, zonalShift, bestEffortMinValues, seed);
    }

    public AwsSettings withPriceInterval(Duration interval) {
        return new AwsSettings(
                clusterName, kubernetesVersion, catalog, interval, zonalShift, bestEffortMinValues, seed);
    }

    public AwsSettings withZonalShift() {
        return new AwsSettings(clusterName, kubernetesVersion, catalog, priceInterval, true, bestEffortMinValues, seed);
    }
}
