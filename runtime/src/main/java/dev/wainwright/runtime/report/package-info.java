/** What controllers tell people. */
@NullMarked
package dev.wainwright.runtime.report;

import org.jspecify.annotations.NullMarked;
