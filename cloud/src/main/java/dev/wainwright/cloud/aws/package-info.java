/**
 * The EC2 cloud provider: launches machines for claims through {@link dev.wainwright.cloud.ec2.Ec2}, remembers what cannot be
 * had, and keeps EC2NodeClasses' status. It does not know whether the EC2 behind it is real.
 */
@NullMarked
package dev.wainwright.cloud.aws;

import org.jspecify.annotations.NullMarked;
