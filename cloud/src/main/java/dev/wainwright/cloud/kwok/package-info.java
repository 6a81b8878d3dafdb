/** The instance type file of Karpenter's kwok provider: the common ground on which to compare with Karpenter. */
@NullMarked
package dev.wainwright.cloud.kwok;

import org.jspecify.annotations.NullMarked;
