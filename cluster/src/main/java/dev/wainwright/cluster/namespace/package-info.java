/** What every namespace has without anybody having written it. */
@NullMarked
package dev.wainwright.cluster.namespace;

import org.jspecify.annotations.NullMarked;
