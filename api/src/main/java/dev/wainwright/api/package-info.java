/**
 * The Kubernetes kinds that this project defines or consumes: one record and one schema per kind, reading, defaulting,
 * validation, rendering, CRD YAML and drift hashes. One way in for everything a user writes:
 * bytes, tree, strict field check, defaults, record, validation. No decisions, no network, no clock.
 */
@NullMarked
package dev.wainwright.api;

import org.jspecify.annotations.NullMarked;
