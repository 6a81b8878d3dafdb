/** Addresses and networks in their written form; nothing is looked up. */
@NullMarked
package dev.wainwright.apiserver.net;

import org.jspecify.annotations.NullMarked;
