#!/usr/bin/env bash
# Installs what is missing into the project's own ignored folders: .tools/ and node_modules/.
# What is there in the right version is used; running it twice does nothing twice.
#
#   scripts/setup.sh build     what the program needs
#   scripts/setup.sh test      also Chromium
#   scripts/setup.sh dev       also cargo-leptos
set -euo pipefail
cd "$(dirname "$0")/.."

WASM_BINDGEN=$(sed -n 's/^wasm-bindgen = .*"=\([0-9.]*\)".*/\1/p' Cargo.toml)
CARGO_LEPTOS=0.3.10
export PATH="$PWD/.tools/bin:$PATH"

fail() {
  printf 'knock: %s\n' "$1" >&2
  exit 1
}

need() {
  command -v "$1" >/dev/null || fail "$1 is missing: $2"
}

need cargo 'install Rust with rustup, see https://rustup.rs'
need npm 'install Node.js 20 or later, for example with: apt-get install nodejs npm'
need cc 'install a C compiler, for example with: apt-get install build-essential'

# The target is installed by hand, because rustup may be told to install nothing by itself.
if ! rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null | xargs -r test -d; then
  need rustup 'it is needed to add the target wasm32-unknown-unknown'
  rustup target add wasm32-unknown-unknown || fail 'the target wasm32-unknown-unknown cannot be added; is there a network?'
fi
for tool in rustfmt clippy; do
  cargo "${tool/rustfmt/fmt}" --version >/dev/null 2>&1 || rustup component add "$tool" || fail "$tool cannot be added; run: rustup component add $tool"
done

# The tool must have the very version of the crate.
if [ "$(wasm-bindgen --version 2>/dev/null)" != "wasm-bindgen $WASM_BINDGEN" ]; then
  cargo install --locked --root .tools wasm-bindgen-cli --version "$WASM_BINDGEN" ||
    fail "wasm-bindgen-cli $WASM_BINDGEN cannot be installed; is there a network?"
fi

if ! cmp -s package-lock.json node_modules/.knock-lock; then
  npm ci --no-audit --no-fund || fail 'the packages of package-lock.json cannot be installed; is there a network?'
  cp package-lock.json node_modules/.knock-lock
fi

if [ "${1:-build}" = test ] && [ ! -x /usr/bin/chromium ]; then
  [ "$(id -u)" = 0 ] || fail 'Chromium is missing; install it with: sudo apt-get install chromium'
  apt-get update -q && apt-get install -y -q chromium || fail 'Chromium cannot be installed with apt-get'
fi

# It only orchestrates, so a build without optimisation is good enough and takes half the time.
if [ "${1:-build}" = dev ] && ! cargo-leptos --version 2>/dev/null | grep -q "$CARGO_LEPTOS"; then
  cargo install --locked --debug --root .tools cargo-leptos --version "$CARGO_LEPTOS" --features no_downloads ||
    fail "cargo-leptos $CARGO_LEPTOS cannot be installed; is there a network?"
fi
