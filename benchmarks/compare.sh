#!/usr/bin/env bash
# Compares this server with Node's and netty-socketio on this machine; the arguments are those of Compare.java.
set -euo pipefail
cd "$(dirname "$0")"
mvn -B -q -f .. package -DskipTests -pl benchmarks,src/it/conformance -am
[[ -d src/main/js/node_modules ]] || npm --prefix src/main/js ci --silent
ulimit -n "$(ulimit -Hn)"
exec java -Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp target/classes io.socketio.jakarta.benchmarks.load.Compare "$@"
