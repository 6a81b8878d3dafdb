#!/usr/bin/env bash
# How near our plans are to the cheapest there is, over a fixed, seeded suite of questions, and Karpenter's beside them:
#
#   bench/optimality.sh [--families plain-middle,gpu] [--sizes 10,30,200] [--effort low|normal|high] [--seed 1]
#                       [--no-peer | --peer-seconds 120 --peer-cache DIR] [--quick [--times]] [--out docs/bench/optimality.md]
#
# --quick is enough for prices: every question is planned once, and only CostOptimal's plans are judged; with --times a few
# questions are planned again and again.
# Karpenter's answers are kept in target/optimality/karpenter, or in DIR. The first run asks it for half an hour or more;
# --ask-only does nothing else.
# Needs JDK 25, Maven and, unless --no-peer, Go 1.26.
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/classpath.sh
case " $* " in
  *" --no-peer "*) ;;
  *) go build -C bench/peers/karpenter -o "$PWD/target/karpenter-peer" . ;;
esac
exec "$JAVA" -XX:+UseCompactObjectHeaders -Xmx2g -cp "$CLASSPATH" dev.wainwright.bench.optimality.Optimality \
  --peer "$PWD/target/karpenter-peer" --folder "$PWD/target/optimality" "$@"
