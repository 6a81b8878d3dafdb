/** {@code wain simulate}: scenarios in virtual time, and their reports. */
@NullMarked
package dev.wainwright.cli.simulate;

import org.jspecify.annotations.NullMarked;
