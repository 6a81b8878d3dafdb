/** The way from sockets to {@code rest} and back: Jetty, its connectors, reading bodies, streaming watches. */
@NullMarked
package dev.wainwright.apiserver.http;

import org.jspecify.annotations.NullMarked;
