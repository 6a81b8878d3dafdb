/** The three kinds of patches that change an object by parts: JSON patch, merge patch and strategic merge patch. */
@NullMarked
package dev.wainwright.apiserver.patch;

import org.jspecify.annotations.NullMarked;
