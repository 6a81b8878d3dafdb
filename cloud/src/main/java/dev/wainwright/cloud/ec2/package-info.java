/** EC2's query protocol: form in, XML out, signed with Signature Version 4. No SDK, so that the command line stays quick. */
@NullMarked
package dev.wainwright.cloud.ec2;

import org.jspecify.annotations.NullMarked;
