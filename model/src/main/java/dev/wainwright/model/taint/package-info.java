/**
 * Taints, tolerations and when one covers the other.
 */
@NullMarked
package dev.wainwright.model.taint;

import org.jspecify.annotations.NullMarked;
