/**
 * Amounts: the exact {@code Quantity} of documents and the {@code Resources} vector that decisions compute with.
 */
@NullMarked
package dev.wainwright.model.resource;

import org.jspecify.annotations.NullMarked;
