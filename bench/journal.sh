#!/usr/bin/env bash
# How many changes a second the journal keeps on this disk, and how long a restart takes:
#
#   bench/journal.sh [FOLDER [WRITERS [PODS]]]
#
# The folder must be empty or absent and is left as it is then. Needs JDK 25 and Maven.
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/classpath.sh
exec "$JAVA" -Xmx1g -XX:+UseCompactObjectHeaders -cp "$CLASSPATH" dev.wainwright.bench.journal.JournalLoad \
  "${1:-$PWD/target/journal-load}" "${@:2}"
