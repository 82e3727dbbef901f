#!/usr/bin/env bash
# Feeds made-up input to every fuzz target, for FUZZ_SECONDS each; what was found before is kept in fuzz/corpus.
#
#   scripts/fuzz.sh             every target
#   scripts/fuzz.sh digest      one of them
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.tools/bin:$PATH"
SECONDS_EACH=${FUZZ_SECONDS:-60}
# To link each target as one piece would take longer than to run it.
export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16

# No sanitizer: there is no unsafe code to be watched, and so the stable compiler will do.
log=$(mktemp)
trap 'rm "$log"' EXIT
targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(cargo fuzz list)
for target in "${targets[@]}"; do
  printf '\nfuzz: %s for %s s\n' "$target" "$SECONDS_EACH"
  mkdir -p "fuzz/corpus/$target" "fuzz/seeds/$target"
  cargo fuzz run --sanitizer none --features link "$target" "fuzz/corpus/$target" "fuzz/seeds/$target" -- \
    -max_total_time="$SECONDS_EACH" -timeout=20 -rss_limit_mb=2048 -max_len=8192 -print_final_stats=1 \
    >"$log" 2>&1 || { tail -40 "$log" >&2; echo "fuzz: $target failed; its input is in fuzz/artifacts/$target" >&2; exit 1; }
  grep -E '^(stat::number_of_executed_units|stat::peak_rss_mb|Done)' "$log"
done
