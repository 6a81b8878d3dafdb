/** The way in: files and streams to trees, trees to checked objects, with findings about everything that was not right. */
@NullMarked
package dev.wainwright.api.read;

import org.jspecify.annotations.NullMarked;
