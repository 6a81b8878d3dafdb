/** The shapes that answers come in: tables and trees for people, JSON and YAML for programs. */
@NullMarked
package dev.wainwright.cli.output;

import org.jspecify.annotations.NullMarked;
