/**
 * Kubernetes events for people who look on: what scheduler, kubelets and controllers would say of the changes they made.
 * Told from the changes themselves, by one listener, so that simulations, where nobody reads them, do without.
 */
@NullMarked
package dev.wainwright.cluster.event;

import org.jspecify.annotations.NullMarked;
