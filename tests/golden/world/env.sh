# Sourced by the transcripts: the invented world, and helpers.
export ZHIMAI_DATA="$SOURCE/tests/golden/world/data"
docs="$SOURCE/tests/golden/world/docs"
# Runs a command line and shows its exit code when it is not 0.
run() {
  echo "\$ $*"
  "$@"
  local code=$?
  [ $code -eq 0 ] || echo "exit $code"
}
