@NullMarked
package dev.wainwright.cloud;

import org.jspecify.annotations.NullMarked;
