/** Objects that are served in several versions, or in two groups, and kept in one. */
@NullMarked
package dev.wainwright.apiserver.version;

import org.jspecify.annotations.NullMarked;
