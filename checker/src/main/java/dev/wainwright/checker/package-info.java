/**
 * An independent judge of plans, written from Kubernetes' rules and apart from every packer: it is told the cluster, the
 * instance types and a plan, looks at the state after the plan, and names each rule that is broken. It never decides
 * where anything goes. Tests and benchmarks of every packer use it, and it judges Karpenter's plans as well.
 */
@NullMarked
@CheckReturnValue
package dev.wainwright.checker;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
