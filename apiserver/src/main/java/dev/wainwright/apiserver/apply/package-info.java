/** Server-side apply, and who owns which field of an object. */
@NullMarked
package dev.wainwright.apiserver.apply;

import org.jspecify.annotations.NullMarked;
