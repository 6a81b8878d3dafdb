/** Google's OR-Tools as a solver of linear programs; optional, and found by whoever asks for it. */
@NullMarked
package dev.wainwright.optimizer;

import org.jspecify.annotations.NullMarked;
