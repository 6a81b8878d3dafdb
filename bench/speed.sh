#!/usr/bin/env bash
# Our times beside Karpenter's, from one run on this machine:
#
#   bench/speed.sh [--shapes DIVERSE,…] [--sizes 50,1000] [--peer-most 1000] [--workers 1,5] [--out docs/bench/speed.md]
#   bench/speed.sh --jmh PlanBenchmark -p shape=DIVERSE -p pods=10000 -prof gc
#
# Karpenter is asked up to --peer-most pods only, because its big cases take minutes. Needs Go 1.26, JDK 25 and Maven.
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/classpath.sh
if [ "${1:-}" = --jmh ]; then
  shift
  exec "$JAVA" --sun-misc-unsafe-memory-access=allow -cp "$CLASSPATH" org.openjdk.jmh.Main "$@"
fi
go build -C bench/peers/karpenter -o "$PWD/target/karpenter-peer" .
exec "$JAVA" -XX:+UseCompactObjectHeaders --sun-misc-unsafe-memory-access=allow -cp "$CLASSPATH" dev.wainwright.bench.speed.SpeedReport \
  --peer "$PWD/target/karpenter-peer" "$@"
