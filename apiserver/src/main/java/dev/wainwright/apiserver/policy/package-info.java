/** ValidatingAdmissionPolicies: what they are about, what they ask, and what comes of it. */
@NullMarked
package dev.wainwright.apiserver.policy;

import org.jspecify.annotations.NullMarked;
