#!/usr/bin/env bash
# What idle watches weigh, and what an event costs that all of them hear of:
#
#   bench/watches.sh KUBECONFIG [WATCHES [CONNECTIONS [EVENTS [SLOW]]]]
#
# KUBECONFIG is that of a wain up on this machine; use a fresh one, for the objects made are left there. 0 connections stands for
# HTTP/1.1, where each watch has a connection of its own (ulimit -n must allow for that, here and there). With SLOW, so many events
# come while one more watch does not listen. Needs JDK 25 and Maven.
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/classpath.sh
exec "$JAVA" -Xmx1g -XX:+UseSerialGC -cp "$CLASSPATH" dev.wainwright.bench.watch.WatchLoad "$@"
