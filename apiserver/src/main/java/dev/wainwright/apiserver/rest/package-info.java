/**
 * What the server answers: a request as a value in, an answer as a value out. Knows nothing of sockets; {@code http} carries
 * both.
 */
@NullMarked
package dev.wainwright.apiserver.rest;

import org.jspecify.annotations.NullMarked;
