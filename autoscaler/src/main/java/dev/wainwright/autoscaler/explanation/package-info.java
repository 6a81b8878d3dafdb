/**
 * Answers to people who ask why: put together from what was decided and from what there is now. Nothing here decides or
 * changes anything.
 */
@NullMarked
package dev.wainwright.autoscaler.explanation;

import org.jspecify.annotations.NullMarked;
