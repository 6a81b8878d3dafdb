/** Storage classes and CSI nodes. */
@NullMarked
package dev.wainwright.api.storage;

import org.jspecify.annotations.NullMarked;
