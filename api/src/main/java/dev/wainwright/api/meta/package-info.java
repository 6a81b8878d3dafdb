/** What every Kubernetes object carries: metadata, conditions, owners, and the way components bind to documents. */
@NullMarked
package dev.wainwright.api.meta;

import org.jspecify.annotations.NullMarked;
