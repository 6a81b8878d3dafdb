/** Kubernetes' dialect of CEL: its functions, its types, its words. */
@NullMarked
package dev.wainwright.apiserver.cel;

import org.jspecify.annotations.NullMarked;
