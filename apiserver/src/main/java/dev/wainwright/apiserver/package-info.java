/**
 * The Kubernetes API over HTTP, as kubectl speaks it, on top of the in-process cluster's store.
 *
 * <p>What an object is and which rules it keeps is said in {@code api} and {@code cluster}; here is only how one asks.
 */
@NullMarked
package dev.wainwright.apiserver;

import org.jspecify.annotations.NullMarked;
