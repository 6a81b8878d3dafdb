/** Which kinds are served under which names; changes while the server runs, when users define kinds. */
@NullMarked
package dev.wainwright.apiserver.resource;

import org.jspecify.annotations.NullMarked;
