/**
 * What Kubernetes' API server, version 1.36, fills into its own kinds before it stores them: everything that a reader of
 * {@code kubectl get -o yaml} sees, also what no decision reads.
 */
@NullMarked
package dev.wainwright.apiserver.defaults;

import org.jspecify.annotations.NullMarked;
