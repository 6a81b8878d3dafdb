/**
 * An EC2 that lives in this process and in the driver's time: machines with their stages, pools that run dry, a spot market,
 * interruptions, limits and bills. Everything that chance decides comes from one seed, each purpose from its own stream.
 */
@NullMarked
package dev.wainwright.cloud.simulated;

import org.jspecify.annotations.NullMarked;
