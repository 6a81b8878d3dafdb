/** Disruption budgets of pods. */
@NullMarked
package dev.wainwright.api.policy;

import org.jspecify.annotations.NullMarked;
