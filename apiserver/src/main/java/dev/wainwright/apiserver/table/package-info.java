/** Objects as the tables that kubectl prints: Kubernetes' columns and its words for every kind. */
@NullMarked
package dev.wainwright.apiserver.table;

import org.jspecify.annotations.NullMarked;
