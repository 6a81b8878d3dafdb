/**
 * What pods wish of each other and of a machine beside its labels and resources: topology terms and host ports.
 */
@NullMarked
package dev.wainwright.model.placement;

import org.jspecify.annotations.NullMarked;
