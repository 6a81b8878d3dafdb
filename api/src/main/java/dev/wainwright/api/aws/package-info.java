/** The AWS provider's node class. */
@NullMarked
package dev.wainwright.api.aws;

import org.jspecify.annotations.NullMarked;
