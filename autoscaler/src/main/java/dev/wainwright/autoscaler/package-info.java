/**
 * Node autoscaling: brings machines for pods that wait, and takes away those that nobody needs. Controllers and their
 * settings live here; how pods are packed (solver) and where machines come from (cloud) do not.
 */
@NullMarked
package dev.wainwright.autoscaler;

import org.jspecify.annotations.NullMarked;
