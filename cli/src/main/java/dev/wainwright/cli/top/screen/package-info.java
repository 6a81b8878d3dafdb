/** How it is shown: keys, panes and lines of styled text. Knows no terminal. */
@NullMarked
package dev.wainwright.cli.top.screen;

import org.jspecify.annotations.NullMarked;
