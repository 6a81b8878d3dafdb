/** The schemas of all that is served, in the two versions of OpenAPI and the two encodings that clients ask for. */
@NullMarked
package dev.wainwright.apiserver.openapi;

import org.jspecify.annotations.NullMarked;
