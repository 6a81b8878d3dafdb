/** Our custom kinds as Kubernetes takes them in: documents of apiextensions.k8s.io/v1. */
@NullMarked
package dev.wainwright.api.crd;

import org.jspecify.annotations.NullMarked;
