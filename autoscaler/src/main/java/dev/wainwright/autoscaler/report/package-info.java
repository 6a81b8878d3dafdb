/**
 * What the autoscaler tells people: events on objects, and decisions with their reasons.
 */
@NullMarked
package dev.wainwright.autoscaler.report;

import org.jspecify.annotations.NullMarked;
