/** Bodies in Kubernetes' protobuf, which typed clients send unasked; read into the same trees as JSON, never written. */
@NullMarked
package dev.wainwright.apiserver.protobuf;

import org.jspecify.annotations.NullMarked;
