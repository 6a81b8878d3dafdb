/**
 * Conditions of an object that sum up to one, as Karpenter keeps them (karpenter-core §1.4).
 */
@NullMarked
package dev.wainwright.autoscaler.condition;

import org.jspecify.annotations.NullMarked;
