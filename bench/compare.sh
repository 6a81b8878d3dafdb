#!/usr/bin/env bash
# Compares our plans with Karpenter's on seeded cases of every kind:
#
#   bench/compare.sh [--cases PER_KIND] [--seed FIRST] [--runs N] [--out docs/bench/parity.md]
#
# Needs Go 1.26 (for the peer), JDK 25 and Maven. Everything it makes goes to target/.
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/classpath.sh
go build -C bench/peers/karpenter -o "$PWD/target/karpenter-peer" .
exec "$JAVA" -XX:+UseCompactObjectHeaders -Xmx2g -cp "$CLASSPATH" dev.wainwright.bench.compare.Compare \
  --peer "$PWD/target/karpenter-peer" --folder "$PWD/target/cases" "$@"
