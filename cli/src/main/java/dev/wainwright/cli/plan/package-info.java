/** {@code wain plan}: from manifests to the machines that would be launched, priced and explained. */
@NullMarked
package dev.wainwright.cli.plan;

import org.jspecify.annotations.NullMarked;
