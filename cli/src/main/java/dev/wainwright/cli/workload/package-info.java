/** From workloads to the pods that their controllers would create. */
@NullMarked
package dev.wainwright.cli.workload;

import org.jspecify.annotations.NullMarked;
