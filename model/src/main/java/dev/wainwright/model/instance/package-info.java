/**
 * Instance types, their offerings and the label keys that describe them.
 */
@NullMarked
package dev.wainwright.model.instance;

import org.jspecify.annotations.NullMarked;
