/** What a pod spec asks, in the model's words; read here for whoever places pods. */
@NullMarked
package dev.wainwright.api.placement;

import org.jspecify.annotations.NullMarked;
