/**
 * The way of a document into the store, as the API server has it: strict fields, defaults, rules, record; and every
 * refusal in Kubernetes' words.
 */
@NullMarked
package dev.wainwright.apiserver.admission;

import org.jspecify.annotations.NullMarked;
