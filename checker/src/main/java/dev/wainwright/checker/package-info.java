@NullMarked
package dev.wainwright.checker;

import org.jspecify.annotations.NullMarked;
