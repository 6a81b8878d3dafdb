@NullMarked
package dev.wainwright.bench;

import org.jspecify.annotations.NullMarked;
