/** Claims get volumes, and volumes get to nodes: binding, a simulated CSI driver, attachments. */
@NullMarked
package dev.wainwright.cluster.volume;

import org.jspecify.annotations.NullMarked;
