/** Local copies of the store's objects, fed by watches, never behind their owner's own writes. */
@NullMarked
package dev.wainwright.runtime.cache;

import org.jspecify.annotations.NullMarked;
