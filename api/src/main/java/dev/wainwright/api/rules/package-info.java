/**
 * What the API server checks and fills in by hand for Kubernetes' own kinds, version 1.36: on trees, after the schema
 * check, so types are right.
 */
@NullMarked
package dev.wainwright.api.rules;

import org.jspecify.annotations.NullMarked;
