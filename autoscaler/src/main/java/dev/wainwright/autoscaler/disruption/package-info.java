/**
 * Taking nodes away that are not needed: so far, empty ones (karpenter-core §4). What has to be moved first comes later.
 */
@NullMarked
package dev.wainwright.autoscaler.disruption;

import org.jspecify.annotations.NullMarked;
