/** Who asked for what, written down in the format that Kubernetes' API server has for it. */
@NullMarked
package dev.wainwright.apiserver.audit;

import org.jspecify.annotations.NullMarked;
