/** What documents must satisfy beyond their schema, without a CEL engine. */
@NullMarked
package dev.wainwright.api.validate;

import org.jspecify.annotations.NullMarked;
