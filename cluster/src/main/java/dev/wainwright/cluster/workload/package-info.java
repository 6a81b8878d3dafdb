/** The controllers of Deployments, ReplicaSets, Jobs and their like: situation in, decisions out. */
@NullMarked
package dev.wainwright.cluster.workload;

import org.jspecify.annotations.NullMarked;
