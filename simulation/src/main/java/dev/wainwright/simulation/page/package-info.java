/**
 * Reports as a page for people: one file that needs neither network nor server.
 */
@NullMarked
package dev.wainwright.simulation.page;

import org.jspecify.annotations.NullMarked;
