# Compiles what changed and sets JAVA and CLASSPATH; to be sourced from the repository's root.
mkdir -p target
if [ -z "${JAVA:-}" ]; then
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
    if [ -x "$home/bin/java" ] && "$home/bin/java" -version 2>&1 | grep -q '"25'; then JAVA="$home/bin/java"; break; fi
  done
fi
JAVA="${JAVA:-java}"
echo "compiling" >&2
compile() {
  mvn -q "$@" -Pquick -pl bench -am process-classes dependency:build-classpath \
    -Dmdep.outputFile="$PWD/target/bench.classpath" -Dmdep.includeScope=runtime
}
compile -o >/dev/null 2>&1 || compile >&2
CLASSPATH="$PWD/bench/target/classes:$(cat target/bench.classpath)"
