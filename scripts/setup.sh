#!/usr/bin/env bash
# Installs what is missing into the project's own ignored folders: .tools/ and node_modules/.
# What is there in the right version is used; running it twice does nothing twice.
#
#   scripts/setup.sh build     what the program needs
#   scripts/setup.sh test      also Chromium, and the clients that the tests log in with
#   scripts/setup.sh dev       also cargo-leptos
#   scripts/setup.sh fuzz      also cargo-fuzz
set -euo pipefail
cd "$(dirname "$0")/.."

WASM_BINDGEN=$(sed -n 's/^wasm-bindgen = .*"=\([0-9.]*\)".*/\1/p' Cargo.toml)
CARGO_LEPTOS=0.3.10
CARGO_FUZZ=0.13.2
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

if [ "${1:-build}" = test ]; then
  packages=()
  [ -x /usr/bin/chromium ] || packages+=(chromium)
  for tool in curl wget python3; do
    command -v "$tool" >/dev/null || packages+=("$tool")
  done
  python3 -m pip --version >/dev/null 2>&1 || packages+=(python3-pip)
  if [ ${#packages[@]} -gt 0 ]; then
    [ "$(id -u)" = 0 ] || fail "the tests need ${packages[*]}; install with: sudo apt-get install ${packages[*]}"
    apt-get update -q && apt-get install -y -q "${packages[@]}" || fail "apt-get cannot install ${packages[*]}"
  fi
  # Neither a virtual environment, which needs one package more on Debian, nor anything outside of this folder.
  wanted=$(python3 --version; cat tests/site/clients/requirements.txt)
  if [ "$wanted" != "$(cat .tools/python/knock-wanted 2>/dev/null)" ]; then
    rm -rf .tools/python
    python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-deps \
      --target .tools/python --requirement tests/site/clients/requirements.txt ||
      fail 'the Python clients cannot be installed with pip; is there a network?'
    printf '%s\n' "$wanted" >.tools/python/knock-wanted
  fi
fi

# It only orchestrates, so a build without optimisation is good enough and takes half the time.
if [ "${1:-build}" = dev ] && ! cargo-leptos --version 2>/dev/null | grep -q "$CARGO_LEPTOS"; then
  cargo install --locked --debug --root .tools cargo-leptos --version "$CARGO_LEPTOS" --features no_downloads ||
    fail "cargo-leptos $CARGO_LEPTOS cannot be installed; is there a network?"
fi

if [ "${1:-build}" = fuzz ] && ! cargo-fuzz --version 2>/dev/null | grep -q "$CARGO_FUZZ"; then
  need c++ 'install a C++ compiler, for example with: apt-get install build-essential'
  cargo install --locked --root .tools cargo-fuzz --version "$CARGO_FUZZ" ||
    fail "cargo-fuzz $CARGO_FUZZ cannot be installed; is there a network?"
fi
