/** The workload kinds of the apps group. */
@NullMarked
package dev.wainwright.api.apps;

import org.jspecify.annotations.NullMarked;
