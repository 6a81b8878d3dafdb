/** Keys and certificates for one server on one machine, made on the spot. */
@NullMarked
package dev.wainwright.apiserver.tls;

import org.jspecify.annotations.NullMarked;
