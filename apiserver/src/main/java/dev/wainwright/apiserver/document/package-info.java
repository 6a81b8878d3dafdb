/** Stored objects as they are written down. */
@NullMarked
package dev.wainwright.apiserver.document;

import org.jspecify.annotations.NullMarked;
