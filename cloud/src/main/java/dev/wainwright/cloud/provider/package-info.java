/**
 * What the autoscaler wants from a cloud, whichever it is: machines for claims, and what there is to choose from. Nothing
 * here knows EC2; nothing here decides what to launch.
 */
@NullMarked
package dev.wainwright.cloud.provider;

import org.jspecify.annotations.NullMarked;
