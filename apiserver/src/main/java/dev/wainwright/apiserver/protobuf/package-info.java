/** Kubernetes' protobuf, which typed clients send and want unasked: bodies to the same trees as JSON, JSON lines to answers. */
@NullMarked
package dev.wainwright.apiserver.protobuf;

import org.jspecify.annotations.NullMarked;
