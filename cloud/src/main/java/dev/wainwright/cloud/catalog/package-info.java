/**
 * The EC2 catalogue: what EC2 says of its instance types, what a node of each of them can carry, and what it costs.
 *
 * <p>{@code Catalog} is the way in. Facts come from a file that {@code wain catalog import} writes; labels, capacity and
 * overhead are computed from them, never stored.
 */
@NullMarked
package dev.wainwright.cloud.catalog;

import org.jspecify.annotations.NullMarked;
