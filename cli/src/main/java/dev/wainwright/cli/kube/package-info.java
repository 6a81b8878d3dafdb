/** A small client of the Kubernetes API for commands: kubeconfig, lists, watches. Starts fast; knows no types. */
@NullMarked
package dev.wainwright.cli.kube;

import org.jspecify.annotations.NullMarked;
