#!/usr/bin/env bash
# How long `wain simulate` takes for a day in which load rises and falls like a sine, between a quarter of the pods at
# midnight and all of them at noon, a step every half hour, in 30 workloads of 5 shapes:
#
#   bench/simulation.sh [PODS ...]        such as 1000 5000 15000, which is also the default
#
# Prints a row per size: simulated seconds per second, time, processor time, memory, what the day came to. The scenarios stay
# in target/simulation. Needs what `wain` needs, and GNU time.
#
#   bench/simulation.sh --live [PODS ...]
#
# Prints instead how much of the heap was alive when most was, asking the process again and again (which makes it slower), and how
# much more that is per further pod, with its share of nodes. Needs jcmd of the JDK.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$PWD/target/simulation
mkdir -p "$folder"

scenario() { # pods
  awk -v pods="$1" 'BEGIN {
    sets = 30
    split("250 500 1000 500 2000", cpu, " "); split("512 1024 2048 2048 4096", memory, " ")
    print "apiVersion: wainwright.dev/v1alpha1\nkind: Scenario\nmetadata: {name: day-" pods "}\nspec:\n  until: 24h\n  manifests:\n    - inline: |"
    print "        apiVersion: karpenter.sh/v1\n        kind: NodePool\n        metadata: {name: general}\n        spec:\n          disruption: {consolidateAfter: 30s}\n          template:\n            spec:\n              nodeClassRef: {group: karpenter.k8s.aws, kind: EC2NodeClass, name: default}\n              requirements:\n                - {key: karpenter.sh/capacity-type, operator: In, values: [spot, on-demand]}\n                - {key: karpenter.k8s.aws/instance-category, operator: In, values: [c, m, r]}"
    print "        ---\n        apiVersion: karpenter.k8s.aws/v1\n        kind: EC2NodeClass\n        metadata: {name: default}\n        spec:\n          role: nodes\n          amiSelectorTerms: [{alias: al2023@latest}]\n          subnetSelectorTerms: [{tags: {name: nodes}}]\n          securityGroupSelectorTerms: [{tags: {name: nodes}}]"
    for (s = 0; s < sets; s++)
      printf "        ---\n        apiVersion: apps/v1\n        kind: Deployment\n        metadata: {name: web-%d}\n        spec:\n          replicas: %d\n          selector: {matchLabels: {app: web-%d}}\n          template:\n            metadata: {labels: {app: web-%d}}\n            spec:\n              containers: [{name: web, image: web, resources: {requests: {cpu: %dm, memory: %dMi}}}]\n", s, pods / sets / 4, s, s, cpu[s % 5 + 1], memory[s % 5 + 1]
    print "  steps:"
    for (half = 1; half < 48; half++)
      for (s = 0; s < sets; s++)
        printf "    - {at: %dm, scale: {kind: Deployment, name: web-%d, replicas: %d}}\n", half * 30, s, pods / sets * (0.625 - 0.375 * cos(2 * 3.14159265 * half / 48)) + 0.5
  }'
}

live() { # pods: bytes alive, at most
  local most=0 bytes pid
  WAIN_JAVA_OPTS=-Xmx1536m ./wain simulate "$folder/day-$1.yaml" -o json > "$folder/day-$1.json" &
  pid=$! # wain becomes java
  while kill -0 "$pid" 2>/dev/null; do
    bytes=$(jcmd "$pid" GC.class_histogram 2>/dev/null | awk '/FillerElement|FillerArray/ { fill += $3 } $1 == "Total" { print $3 - fill }') || true
    if ((${bytes:-0} > most)); then most=$bytes; fi
    sleep 0.2
  done
  echo "$most"
}

./wain version > /dev/null
if [[ ${1:-} == --live ]]; then
  shift
  [[ $# -gt 0 ]] || set -- 1000 15000
  printf '%8s %9s %20s\n' PODS 'LIVE MB' 'BYTES PER POD MORE'
  before=
  for pods in "$@"; do
    scenario "$pods" > "$folder/day-$pods.yaml"
    bytes=$(live "$pods")
    awk -v p="$pods" -v b="$bytes" -v before="$before" 'BEGIN { split(before, was, " "); printf "%8d %9.1f %20s\n", p, b / 1e6, before == "" ? "" : sprintf("%d", (b - was[2]) / (p - was[1])) }'
    before="$pods $bytes"
  done
  exit
fi
printf '%8s %16s %8s %9s %9s %9s %9s %12s\n' PODS 'SIMULATED S / S' SECONDS 'CPU S' 'MEMORY MB' LAUNCHES 'PEAK' 'COST'
[[ $# -gt 0 ]] || set -- 1000 5000 15000
for pods in "$@"; do
  scenario "$pods" > "$folder/day-$pods.yaml"
  WAIN_JAVA_OPTS="${WAIN_JAVA_OPTS:--XX:TieredStopAtLevel=4 -Xmx1536m}" \
    /usr/bin/time -f '%e %U %S %M' -o "$folder/time" ./wain simulate "$folder/day-$pods.yaml" -o json > "$folder/day-$pods.json"
  read -r elapsed user system memory < "$folder/time"
  figure() { grep -m1 "\"$1\"" "$folder/day-$pods.json" | tr -dc '0-9.'; }
  awk -v p="$pods" -v e="$elapsed" -v u="$user" -v s="$system" -v m="$memory" -v l="$(figure launches)" -v n="$(figure peakNodes)" -v d="$(figure dollars)" \
    'BEGIN { printf "%8d %16d %8.1f %9.1f %9d %9d %9d %12.2f\n", p, 86400 / e, e, u + s, m / 1024, l, n, d }'
done
