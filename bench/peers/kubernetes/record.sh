#!/usr/bin/env bash
# Records what a real control plane answers to the kubectl on the PATH: record.sh KUBECONFIG [SCENE...]
set -euo pipefail
if [[ $# -lt 1 ]]; then
  echo "usage: $0 KUBECONFIG [SCENE...]" >&2
  exit 1
fi
kubeconfig=$(realpath "$1")
shift
cd "$(dirname "$0")/../../.."
source bench/classpath.sh
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
folder=cli/src/test/java/dev/wainwright/cli/up
"${JAVA%java}javac" -nowarn -cp "$CLASSPATH" -d "$classes" \
  "$folder"/{Kubectl,Scene,Normalised,Transcript,Stage,Recorder}.java
version=$(kubectl version --client 2>/dev/null | grep -oE 'v[0-9]+\.[0-9]+\.[0-9]+' | head -n 1)
"$JAVA" -cp "$classes" dev.wainwright.cli.up.Recorder \
  "$kubeconfig" bench/peers/kubernetes "bench/peers/kubernetes/recorded/${version#v}" "$@"
