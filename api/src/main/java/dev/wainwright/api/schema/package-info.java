/** One schema per kind, as data: what drives strict field checks, defaults, CRDs and merge keys. */
@NullMarked
package dev.wainwright.api.schema;

import org.jspecify.annotations.NullMarked;
