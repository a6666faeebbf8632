# Shared by the scripts: quiet, idempotent installs that say what failed. Source it; it changes to the repository's top.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
ROOT=$PWD

say() { printf '\033[1m==> %s\033[0m\n' "$*" >&2; }
die() { printf '\033[31merror:\033[0m %s\n' "$*" >&2; exit 1; }

# As root run the command itself, else through sudo.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# need_packages PACKAGE…: Debian packages that must be there. Nothing happens when they are.
need_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return 0
  say "installing ${missing[*]}"
  local log; log=$(mktemp)
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >"$log" 2>&1 &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1 || {
      tail -n 20 "$log" >&2
      die "cannot install ${missing[*]}: install them by hand and run this again"
    }
}

# need_rust: a Rust toolchain new enough for Cargo.toml.
need_rust() {
  command -v cargo >/dev/null || { [ -f "$HOME/.cargo/env" ] && . "$HOME/.cargo/env"; }
  command -v cargo >/dev/null || die "no Rust toolchain: install one with rustup, then run this again"
  need_packages gcc libc6-dev
}

# need_nextest: the test runner.
need_nextest() {
  cargo nextest --version >/dev/null 2>&1 && return 0
  say 'installing cargo-nextest (once)'
  cargo install --locked --quiet cargo-nextest || die 'cannot install cargo-nextest'
}

# python_with NAME REQUIREMENTS WHAT: prints a Python that has the packages of the file, each pinned there with all that it needs.
# Kept in the cache folder under the file's digest; made beside its mark, so that a broken install is never mistaken for one.
python_with() {
  local folder log
  folder=${XDG_CACHE_HOME:-$HOME/.cache}/gridward/$1-$(sha256sum "$2" | cut -c1-12)
  mkdir -p "$folder"
  exec 8>"$folder/.lock"
  flock 8
  if [ ! -f "$folder/ready" ]; then
    say "setting up $3 (once)"
    command -v python3 >/dev/null && python3 -c 'import venv, ensurepip' 2>/dev/null || need_packages python3 python3-venv
    log=$(mktemp)
    { python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$2"; } \
      >"$log" 2>&1 || {
        tail -n 20 "$log" >&2
        die "cannot install what $2 names"
      }
    touch "$folder/ready"
  fi
  exec 8>&-
  echo "$folder/venv/bin/python3"
}

# need_node: Node.js for the web client, Debian's own when there is none that is new enough.
need_node() {
  local major; major=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')
  [ "${major:-0}" -ge 18 ] && command -v npm >/dev/null && return 0
  need_packages nodejs npm
}

# build_web: the web client into web/dist, from which the binary embeds it. Packages are fetched only when the lock file changed.
build_web() {
  need_node
  if ! cmp -s web/package-lock.json web/node_modules/.gridward-lock; then
    say "fetching the web client's packages"
    (cd web && npm ci --silent --no-audit --no-fund --no-update-notifier) || die 'cannot fetch the packages of web/package-lock.json'
    cp web/package-lock.json web/node_modules/.gridward-lock
  fi
  say 'building the web client'
  (cd web && npm run --silent build -- --logLevel warn) || die 'cannot build the web client'
}
