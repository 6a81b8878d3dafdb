/** How answers are put together as documents. */
@NullMarked
package dev.wainwright.apiserver.document;

import org.jspecify.annotations.NullMarked;
