@NullMarked
package dev.wainwright.cli.up;

import org.jspecify.annotations.NullMarked;
