#!/usr/bin/env bash
# fuzz.sh [SECONDS]: property-based testing of the API. Serves the demonstration street on a database of its own and lets
# schemathesis send what the OpenAPI document allows, and what it forbids, as several people. Everything that is answered must
# be what the document promises. The seed is fixed; SECONDS (90) are shared by the people.
. "$(dirname "$0")/common.sh"

SECONDS_IN_ALL=${1:-90}
VERSION=4.32.5
PEOPLE=(admin intake volunteer)
VENV=${XDG_CACHE_HOME:-$HOME/.cache}/gridward/schemathesis-$VERSION

# Made beside its place and moved there when it is whole, so that a broken install is never mistaken for one.
need_schemathesis() {
  [ -x "$VENV/bin/schemathesis" ] && return 0
  need_packages python3 python3-venv
  say "installing schemathesis $VERSION (once)"
  local log; log=$(mktemp)
  mkdir -p "$(dirname "$VENV")"
  rm -rf "$VENV"
  { python3 -m venv "$VENV" && "$VENV/bin/python" -m pip install -q --disable-pip-version-check "schemathesis==$VERSION"; } \
    >"$log" 2>&1 || { rm -rf "$VENV"; tail -n 20 "$log" >&2; die "cannot install schemathesis $VERSION"; }
}

need_rust
need_schemathesis
say 'building'
cargo build --locked --quiet
PROGRAM=$ROOT/target/debug/gridward

WORK=$(mktemp -d)
SERVER=
cleanup() {
  [ -z "$SERVER" ] || { kill "$SERVER" 2>/dev/null; wait "$SERVER" 2>/dev/null; } || true
  rm -rf "$WORK"
}
trap cleanup EXIT
PORT=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
URL=http://127.0.0.1:$PORT
export GRIDWARD_DATA_DIR=$WORK GRIDWARD_DATABASE_URL=sqlite:$WORK/fuzz.db GRIDWARD_LISTEN=127.0.0.1:$PORT GRIDWARD_LOG=warn
export GRIDWARD_DOOR_PER_MINUTE=1000000 GRIDWARD_DOOR_BURST=1000000
cd "$WORK"

say 'building the demonstration street'
PASSWORD=$("$PROGRAM" demo | sed -n 's/.*password: //p')
"$PROGRAM" serve 2>"$WORK/server.log" &
SERVER=$!
curl -sSf --retry 50 --retry-connrefused --retry-delay 1 -o "$WORK/openapi.json" "$URL/api/v1/openapi.json"

failed=0
for person in "${PEOPLE[@]}"; do
  token=$(curl -sSf -H 'content-type: application/json' "$URL/api/v1/sessions" \
    -d "{\"login\":\"$person\",\"password\":\"$PASSWORD\"}" | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p')
  [ -n "$token" ] || die "$person cannot log in"
  say "asking as $person"
  # Left out are the addresses that would end the session under which is asked; sessions have tests of their own.
  "$VENV/bin/schemathesis" run "$WORK/openapi.json" --url "$URL" -H "Authorization: Bearer $token" \
    --exclude-path-regex '^/api/v1/(sessions|me/password)' --seed 20261124 --no-color --no-shrink \
    --checks all --exclude-checks positive_data_acceptance,ignored_auth,object_level_authorization \
    --phases examples,coverage,fuzzing --max-time $((SECONDS_IN_ALL / ${#PEOPLE[@]})) --max-failures 50 \
    --continue-on-failure --warnings off \
    --request-timeout 20 >"$WORK/$person.txt" 2>&1 || { failed=1; cat "$WORK/$person.txt"; }
done
if grep -n 'panicked' "$WORK/server.log"; then failed=1; fi
[ $failed = 0 ] || die 'the API does not keep what its document promises'
say 'the API keeps what its document promises'
