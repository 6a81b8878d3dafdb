/** ResourceQuota for pods: what a namespace may ask for, and what it does ask for. */
@NullMarked
package dev.wainwright.cluster.quota;

import org.jspecify.annotations.NullMarked;
