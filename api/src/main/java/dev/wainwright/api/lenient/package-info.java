/**
 * The lenient profile: old and loose documents become what the real API takes, before the schema check. Each rewrite is
 * said, with the field, what the real API has to say about it, and what was done.
 */
@NullMarked
package dev.wainwright.api.lenient;

import org.jspecify.annotations.NullMarked;
