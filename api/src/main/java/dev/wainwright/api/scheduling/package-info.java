/** Priority classes. */
@NullMarked
package dev.wainwright.api.scheduling;

import org.jspecify.annotations.NullMarked;
