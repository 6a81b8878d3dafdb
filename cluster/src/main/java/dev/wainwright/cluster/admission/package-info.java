/** What the API server fills in and refuses beyond schemas. */
@NullMarked
package dev.wainwright.cluster.admission;

import org.jspecify.annotations.NullMarked;
