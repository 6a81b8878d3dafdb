/** Trees to records and back, by the records' components. */
@NullMarked
package dev.wainwright.api.codec;

import org.jspecify.annotations.NullMarked;
