#!/usr/bin/env bash
# Builds what the browser gets into site/: fonts, the islands' module and its script.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.tools/bin:$PWD/node_modules/.bin:$PATH"

FONTS=node_modules/@fontsource-variable
MODULE=target/wasm32-unknown-unknown/wasm-release/knock.wasm
mkdir -p .assets/fonts site/fonts site/pkg

# Copied only when different, so that the program is not built anew for nothing.
put() {
  cmp -s "$1" "$2" || cp "$1" "$2"
}

# cargo-leptos empties site/ and fills it from .assets/.
for folder in .assets site; do
  for family in next mono; do
    put "$FONTS/atkinson-hyperlegible-$family/files/atkinson-hyperlegible-$family-latin-wght-normal.woff2" \
      "$folder/fonts/atkinson-hyperlegible-$family.woff2"
  done
done

cargo build --lib --profile wasm-release --target wasm32-unknown-unknown --no-default-features --features hydrate
stamp=$(cat "$MODULE" scripts/site.sh package-lock.json | sha256sum | cut -d' ' -f1)
if [ "$(cat site/pkg/.stamp 2>/dev/null)" != "$stamp" ]; then
  work=$(mktemp -d)
  trap 'rm -r "$work"' EXIT
  wasm-bindgen --target web --no-typescript --out-dir "$work" --out-name knock "$MODULE"
  # Only what Rust emits and every current browser reads: --all-features would also use what none does.
  # What is repeated compresses well: folding it (inlining, local-cse) makes the module smaller, and what is sent larger.
  wasm-opt --enable-bulk-memory --enable-bulk-memory-opt --enable-nontrapping-float-to-int --enable-sign-ext \
    --enable-mutable-globals --enable-reference-types --enable-multivalue \
    --one-caller-inline-max-function-size=15 --skip-pass=local-cse -Os --generate-global-effects -Os \
    "$work/knock_bg.wasm" -o "$work/small.wasm"
  put "$work/small.wasm" site/pkg/knock_bg.wasm
  terser "$work/knock.js" --module --compress --mangle --output "$work/small.js"
  put "$work/small.js" site/pkg/knock.js
  echo "$stamp" >site/pkg/.stamp
fi
