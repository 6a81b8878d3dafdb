/**
 * What came of it: figures, decisions and how the world changed over time.
 */
@NullMarked
package dev.wainwright.simulation.report;

import org.jspecify.annotations.NullMarked;
