/** The in-process cluster's store: what an API server and its database do, over records. */
@NullMarked
package dev.wainwright.cluster.store;

import org.jspecify.annotations.NullMarked;
