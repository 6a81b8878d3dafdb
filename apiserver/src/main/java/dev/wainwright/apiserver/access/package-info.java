/** Who may do what: users, their tokens and certificates, and the two roles there are. */
@NullMarked
package dev.wainwright.apiserver.access;

import org.jspecify.annotations.NullMarked;
