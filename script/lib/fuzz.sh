#!/usr/bin/env bash
# fuzz.sh [EXAMPLES]: property-based testing of the API. Serves the demonstration street on a database of its own and lets
# schemathesis send what the OpenAPI document allows, and what it forbids, as several people. Everything that is answered must
# be what the document promises, and nothing a fault of ours. The seed and the number of EXAMPLES for an operation (10) are
# fixed, so that two machines ask the same; a longer search is `script/lib/fuzz.sh 1000`.
. "$(dirname "$0")/common.sh"

EXAMPLES=${1:-10}
PEOPLE=(admin intake volunteer)

need_rust
need_packages curl jq
python=$(python_with fuzz tests/fuzz/requirements.txt 'the property-based tester of the API')
say 'building'
cargo build --locked --quiet
program=$ROOT/target/debug/gridward

work=$(mktemp -d)
server=
cleanup() {
  [ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; } || true
  rm -rf "$work"
}
trap cleanup EXIT
port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url=http://127.0.0.1:$port
export GRIDWARD_DATA_DIR=$work GRIDWARD_DATABASE_URL=sqlite:$work/fuzz.db GRIDWARD_LISTEN=127.0.0.1:$port GRIDWARD_LOG=warn
export GRIDWARD_DOOR_PER_MINUTE=1000000 GRIDWARD_DOOR_BURST=1000000
cp tests/fuzz/schemathesis.toml "$work"
cd "$work"

say 'building the demonstration street'
"$program" migrate >/dev/null
password=$("$program" demo | sed -n 's/.*password: //p')
"$program" serve 2>"$work/server.log" &
server=$!
curl -sf --retry 50 --retry-connrefused --retry-delay 1 -o "$work/openapi.json" "$url/api/v1/openapi.json"

failed=0
for person in "${PEOPLE[@]}"; do
  token=$(jq -n --arg login "$person" --arg password "$password" '{$login, $password}' |
    curl -sSf -H 'content-type: application/json' "$url/api/v1/sessions" -d @- | jq -r .access_token)
  say "asking as $person"
  "$(dirname "$python")/schemathesis" run "$work/openapi.json" --url "$url" -H "Authorization: Bearer $token" \
    --max-examples "$EXAMPLES" >"$work/$person.txt" 2>&1 || { failed=1; cat "$work/$person.txt"; }
  tail -n 3 "$work/$person.txt" >&2
done
if grep -n 'panicked' "$work/server.log"; then failed=1; fi
[ $failed = 0 ] || die 'the API does not keep what its document promises'
say 'the API keeps what its document promises'
