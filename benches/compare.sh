#!/usr/bin/env bash
# Serves the same compressed bytes of one kept page with Knock and with nginx, one after the other, and prints the ratio.
# Loopback only, and it ends by itself. Needs nginx and wrk: apt-get install nginx-light wrk
set -euo pipefail
cd "$(dirname "$0")/.."

PAGE=${PAGE:-/codes/401}
SECONDS_EACH=${SECONDS_EACH:-6}
ROUNDS=${ROUNDS:-3}
CONNECTIONS=${CONNECTIONS:-64}
KNOCK_PORT=3211
NGINX_PORT=3212

for tool in nginx wrk curl; do
  command -v "$tool" >/dev/null || { echo "bench: $tool is missing; install it with: apt-get install nginx-light wrk curl" >&2; exit 2; }
done
[ -x target/release/knock ] || { echo 'bench: build first, with: make build' >&2; exit 2; }

work=$(mktemp -d)
chmod 755 "$work"
children=()
finish() {
  for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -r "$work"
}
trap finish EXIT

KNOCK_LOG=warn target/release/knock serve --listen 127.0.0.1:$KNOCK_PORT &
children+=($!)

# The page is compressed in the background after the start; wait for it.
for _ in $(seq 100); do
  coding=$(curl -s -o "$work/page" -D - -H 'Accept-Encoding: br' "http://127.0.0.1:$KNOCK_PORT$PAGE" | tr -d '\r' | sed -n 's/^[Cc]ontent-[Ee]ncoding: //p') || true
  [ "$coding" = br ] && break
  sleep 0.2
done
[ "$coding" = br ] || { echo 'bench: no compressed page came' >&2; exit 1; }

mkdir "$work/site"
mv "$work/page" "$work/site/page"
chmod 644 "$work/site/page"
cat >"$work/nginx.conf" <<CONF
worker_processes auto;
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
    listen 127.0.0.1:$NGINX_PORT;
    root $work/site;
    default_type text/html;
    add_header Content-Encoding br;
    add_header Cache-Control "public, max-age=0, must-revalidate";
  }
}
CONF
nginx -c "$work/nginx.conf" -e "$work/error.log" &
children+=($!)
for _ in $(seq 50); do curl -s -o "$work/check" "http://127.0.0.1:$NGINX_PORT/page" && break; sleep 0.1; done
cmp "$work/check" "$work/site/page"

rate() {
  wrk -t1 -c"$CONNECTIONS" -d"${SECONDS_EACH}s" -H 'Accept-Encoding: br' "$1" | sed -n 's/^Requests\/sec: *//p'
}

rate "http://127.0.0.1:$KNOCK_PORT$PAGE" >/dev/null # warm both
rate "http://127.0.0.1:$NGINX_PORT/page" >/dev/null
for round in $(seq "$ROUNDS"); do
  knock=$(rate "http://127.0.0.1:$KNOCK_PORT$PAGE")
  nginx=$(rate "http://127.0.0.1:$NGINX_PORT/page")
  awk -v r="$round" -v k="$knock" -v n="$nginx" -v p="$PAGE" -v b="$(stat -c %s "$work/site/page")" \
    'BEGIN { printf "round %d: %s, %d bytes br: knock %.0f/s, nginx %.0f/s, ratio %.2f\n", r, p, b, k, n, k / n }'
done
