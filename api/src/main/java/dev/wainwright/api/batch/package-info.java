/** Jobs and cron jobs. */
@NullMarked
package dev.wainwright.api.batch;

import org.jspecify.annotations.NullMarked;
