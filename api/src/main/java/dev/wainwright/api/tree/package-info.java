/** Documents as trees that know their lines: what lies between bytes and records, and what no record models. */
@NullMarked
package dev.wainwright.api.tree;

import org.jspecify.annotations.NullMarked;
