@NullMarked
package dev.wainwright.cli;

import org.jspecify.annotations.NullMarked;
