/** Where the pods behind services can be reached, as Endpoints and EndpointSlices say it. */
@NullMarked
package dev.wainwright.cluster.endpoint;

import org.jspecify.annotations.NullMarked;
