#!/usr/bin/env bash
# Compares Knock with nginx, a bare axum handler and go-httpbin, in one run on one machine, and prints ratios: the median of
# many short rounds, because a virtual machine is now fast and now slow, and the least and the greatest.
# Each server gets one core and the load another, so a figure is what one core serves, however many there are.
# Loopback only, and it ends by itself. Needs two cores, nginx, wrk, python3: apt-get install nginx-light wrk python3
# go-httpbin is compared when its program is given: GO_HTTPBIN=/path/to/go-httpbin make bench
set -euo pipefail
cd "$(dirname "$0")/.."

PAGE=${PAGE:-/codes/401}
SECONDS_EACH=${SECONDS_EACH:-1}
ROUNDS=${ROUNDS:-11}
CONNECTIONS=${CONNECTIONS:-32}
KNOCK=http://127.0.0.1:3211
NGINX=http://127.0.0.1:3212
BARE=http://127.0.0.1:3213
HTTPBIN=http://127.0.0.1:3214
LOGGING=http://127.0.0.1:3215

for tool in nginx wrk curl python3 taskset; do
  command -v "$tool" >/dev/null || { echo "bench: $tool is missing; install it with: apt-get install nginx-light wrk curl python3" >&2; exit 2; }
done
for program in knock examples/bare; do
  [ -x "target/release/$program" ] || { echo 'bench: build first, with: make bench' >&2; exit 2; }
done

work=$(mktemp -d)
chmod 755 "$work"
children=()
finish() {
  for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -r "$work"
}
trap finish EXIT

# Starts a server on the first core. What it says goes nowhere.
serve() {
  taskset -c 0 "$@" >/dev/null 2>&1 &
  children+=($!)
}

# nginx and the bare handler write no line about a request; go-httpbin does, and is compared with a Knock that does too.
KNOCK_LOG=warn serve target/release/knock serve --no-rate-limits --listen "${KNOCK#http://}"
serve target/release/examples/bare "${BARE#http://}"
if [ -n "${GO_HTTPBIN:-}" ]; then
  serve "$GO_HTTPBIN" -host 127.0.0.1 -port "${HTTPBIN##*:}"
  serve target/release/knock serve --no-rate-limits --listen "${LOGGING#http://}"
fi

# The page is compressed in the background after the start; wait for it.
for _ in $(seq 100); do
  coding=$(curl -s -o "$work/page" -D - -H 'Accept-Encoding: br' "$KNOCK$PAGE" | tr -d '\r' | sed -n 's/^[Cc]ontent-[Ee]ncoding: //p') || true
  [ "$coding" = br ] && break
  sleep 0.2
done
[ "$coding" = br ] || { echo 'bench: no compressed page came' >&2; exit 1; }
# Other pages may still be compressed: wait until no program has anything to do.
ticks() {
  local sum=0 child
  for child in "${children[@]}"; do sum=$((sum + $(awk '{ print $14 + $15 }' "/proc/$child/stat"))); done
  echo "$sum"
}
until before=$(ticks) && sleep 1 && [ "$(ticks)" -le $((before + 1)) ]; do :; done

mkdir "$work/site"
mv "$work/page" "$work/site/page"
chmod 644 "$work/site/page"
cat >"$work/nginx.conf" <<CONF
worker_processes 1;
pid $work/nginx.pid;
error_log $work/error.log;
daemon off;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  open_file_cache max=10;
  client_body_temp_path $work/body; proxy_temp_path $work/proxy; fastcgi_temp_path $work/fastcgi;
  uwsgi_temp_path $work/uwsgi; scgi_temp_path $work/scgi;
  server {
    listen ${NGINX#http://};
    root $work/site;
    default_type text/html;
    add_header Content-Encoding br;
    add_header Cache-Control "public, max-age=0, must-revalidate";
  }
}
CONF
serve nginx -c "$work/nginx.conf" -e "$work/error.log"
for _ in $(seq 50); do curl -s -o "$work/check" "$NGINX/page" && break; sleep 0.1; done
cmp "$work/check" "$work/site/page"

# Requests a second; the first argument is the status that every answer must have, the rest goes to wrk.
rate() {
  local expected=$1 report; shift
  report=$(taskset -c 1 wrk -t1 -c"$CONNECTIONS" -d"${SECONDS_EACH}s" "$@")
  if [ "$expected" = 200 ] && grep -q 'Non-2xx' <<<"$report"; then echo "bench: refused: $*: $report" >&2; exit 1; fi
  sed -n 's/^Requests\/sec: *//p' <<<"$report"
}

# name, what it is compared with, the status, wrk's words for us, wrk's words for them
compare() {
  local name=$1 other=$2 status=$3 our_rate their_rate ratios=()
  local -n our_words=$4 their_words=$5
  rate "$status" "${our_words[@]}" >/dev/null # warm both
  rate "$status" "${their_words[@]}" >/dev/null
  for _ in $(seq "$ROUNDS"); do
    our_rate=$(rate "$status" "${our_words[@]}")
    their_rate=$(rate "$status" "${their_words[@]}")
    ratios+=("$(awk -v k="$our_rate" -v n="$their_rate" 'BEGIN { printf "%.2f", k / n }')")
  done
  row "$name" "$our_rate" "$other" "$their_rate" "${ratios[@]}"
}

# The rates are those of the last round.
row() {
  local words=("${@:1:4}") sorted
  mapfile -t sorted < <(printf '%s\n' "${@:5}" | sort -n)
  printf '%-40s %8.0f/s  %-10s %8.0f/s  ratio %s (%s to %s)\n' \
    "${words[@]}" "${sorted[${#sorted[@]} / 2]}" "${sorted[0]}" "${sorted[-1]}"
}

encoded=(-H 'Accept-Encoding: br')
page=("${encoded[@]}" "$KNOCK$PAGE")
nginx_page=("${encoded[@]}" "$NGINX/page")
compare "kept page $PAGE, br" nginx 200 page nginx_page

basic=(-H 'Authorization: Basic YWxpY2U6d29uZGVybGFuZA==')
bearer=(-H 'Authorization: Bearer any')
nothing=()
challenge=("$KNOCK/demo/basic/")
door=("${basic[@]}" "$KNOCK/demo/basic/")
shut=("$BARE/shut")
open=("$BARE/open")
compare 'the challenge of /demo/basic/' axum 401 challenge shut
compare '/demo/basic/ opens' axum 200 door open

[ -n "${GO_HTTPBIN:-}" ] || { echo 'bench: GO_HTTPBIN is not set, so go-httpbin was left out'; exit 0; }
for wanted in '401 status/401 nothing' '200 basic-auth/alice/wonderland basic' '200 bearer bearer'; do
  read -r status path credentials <<<"$wanted"
  declare -n fields=$credentials
  ours=("${fields[@]}" "$LOGGING/httpbin/$path")
  theirs=("${fields[@]}" "$HTTPBIN/$path")
  compare "/httpbin/$path" go-httpbin "$status" ours theirs
done
lab=$(curl -s -X POST "$LOGGING/api/labs" | sed -n 's/.*"base": *"\([^"]*\)".*/\1/p')
door=("${basic[@]}" "$LOGGING/demo/basic/")
recorded=("${basic[@]}" "$LOGGING${lab}basic/")
httpbin_door=("${basic[@]}" "$HTTPBIN/basic-auth/alice/wonderland")
compare '/demo/basic/ opens' go-httpbin 200 door httpbin_door
compare 'a lab records basic/' go-httpbin 200 recorded httpbin_door

[ "$(curl -s -o /dev/null -w '%{http_code}' "$LOGGING/httpbin/digest-auth/auth/alice/wonderland")" = 401 ] || { echo 'bench: there is no Digest door below /httpbin/'; exit 0; }
ours=("$LOGGING/httpbin/digest-auth/auth/alice/wonderland")
theirs=("$HTTPBIN/digest-auth/auth/alice/wonderland")
compare 'a Digest challenge' go-httpbin 401 ours theirs
# Each count is good once, so the answers are made beforehand.
digest() {
  python3 benches/digest.py "$1/digest-auth/auth/alice/wonderland" alice wonderland $((SECONDS_EACH * 200000)) >"$work/$2"
  DIGEST_VALUES="$work/$2" rate 200 -s benches/digest.lua "$1/digest-auth/auth/alice/wonderland"
}
ratios=()
for _ in $(seq "$ROUNDS"); do
  ours=$(digest "$LOGGING/httpbin" ours)
  theirs=$(digest "$HTTPBIN" theirs)
  ratios+=("$(awk -v k="$ours" -v n="$theirs" 'BEGIN { printf "%.2f", k / n }')")
done
row 'a full Digest verification (MD5)' "$ours" go-httpbin "$theirs" "${ratios[@]}"
