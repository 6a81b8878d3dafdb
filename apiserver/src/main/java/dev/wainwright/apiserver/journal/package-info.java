/** Durability of the store: what was acknowledged is there after a crash. */
@NullMarked
package dev.wainwright.apiserver.journal;

import org.jspecify.annotations.NullMarked;
