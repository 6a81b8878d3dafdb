/** Objects as the text that users see: YAML and JSON with fields in kubectl's order. */
@NullMarked
package dev.wainwright.api.render;

import org.jspecify.annotations.NullMarked;
