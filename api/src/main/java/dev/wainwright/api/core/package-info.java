/** The kinds of the core group that decisions need. */
@NullMarked
package dev.wainwright.api.core;

import org.jspecify.annotations.NullMarked;
