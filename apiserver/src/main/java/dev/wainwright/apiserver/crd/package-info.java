/** Kinds that users define: from a CustomResourceDefinition to what its objects may be. */
@NullMarked
package dev.wainwright.apiserver.crd;

import org.jspecify.annotations.NullMarked;
