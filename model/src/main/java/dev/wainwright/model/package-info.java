/**
 * The field's vocabulary without Kubernetes documents: quantities, the requirements algebra, taints, selectors and instance types.
 * Values and pure functions only: no document parsing, no input or output, no clock, no randomness.
 * Everything else in the project may use this room; this room uses nothing.
 */
@NullMarked
package dev.wainwright.model;

import org.jspecify.annotations.NullMarked;
