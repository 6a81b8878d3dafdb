/** What requests to the API server cost, without the network: the work behind the figures of docs/bench/up.md. */
@NullMarked
package dev.wainwright.bench.api;

import org.jspecify.annotations.NullMarked;
