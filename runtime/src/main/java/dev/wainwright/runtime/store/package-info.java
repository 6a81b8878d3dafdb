/** What a Kubernetes API offers to controllers, as values and typed outcomes; worlds implement it. */
@NullMarked
package dev.wainwright.runtime.store;

import org.jspecify.annotations.NullMarked;
