/** ResourceQuota: what a namespace may have, and what it does have. */
@NullMarked
package dev.wainwright.cluster.quota;

import org.jspecify.annotations.NullMarked;
