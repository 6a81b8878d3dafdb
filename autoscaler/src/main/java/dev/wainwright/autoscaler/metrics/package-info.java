/**
 * Karpenter's metrics (karpenter-core §6): counted from changes in the store and from what controllers say, or worked out of
 * the store when somebody asks. Controllers know nothing of this package.
 */
@NullMarked
package dev.wainwright.autoscaler.metrics;

import org.jspecify.annotations.NullMarked;
