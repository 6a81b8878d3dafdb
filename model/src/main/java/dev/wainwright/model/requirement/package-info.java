/**
 * What may be asked of a label: the requirements algebra of node selection, and label selectors.
 */
@NullMarked
package dev.wainwright.model.requirement;

import org.jspecify.annotations.NullMarked;
