#!/usr/bin/env bash
# Writes api/src/test/resources/admission.jsonl anew:
#
#   bench/peers/admission/corpus.sh [REQUESTS_PER_KIND]
#
# Needs Go 1.26, JDK 25 and Maven. What it makes besides goes to target/.
set -euo pipefail
cd "$(dirname "$0")/../../.."
mkdir -p target
java=java
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
  if [ -x "$home/bin/java" ] && "$home/bin/java" -version 2>&1 | grep -q '"25'; then java="$home/bin/java"; break; fi
done
mvn -q -Pquick -pl api -am test-compile org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath \
  -Dmdep.outputFile="$PWD/target/api.classpath" -Dmdep.includeScope=test >&2
go build -C bench/peers/admission -o "$PWD/target/admission-peer" .
"$java" -cp "api/target/test-classes:api/target/classes:$(cat target/api.classpath)" \
  dev.wainwright.api.validate.AdmissionCorpus "${1:-100}" > target/requests.jsonl
target/admission-peer api/src/test/resources/crds < target/requests.jsonl > target/admission.jsonl
mv target/admission.jsonl api/src/test/resources/admission.jsonl
grep -c '"accepted":true' api/src/test/resources/admission.jsonl | sed 's/$/ accepted/'
grep -c '"accepted":false' api/src/test/resources/admission.jsonl | sed 's/$/ refused/'
