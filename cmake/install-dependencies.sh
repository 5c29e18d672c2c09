#!/bin/sh
# Installs the Debian packages that are missing: those given, or those of debian-packages.txt. Says what to install where it
# may not.
set -eu
list=${*:-$(grep -v '^#' "$(dirname "$0")/debian-packages.txt")}

if ! command -v dpkg-query >/dev/null; then
  echo "This is not Debian: install the equivalents of these packages and use the presets (cmake --list-presets):" >&2
  echo "$list" >&2
  exit 1
fi

missing=
for package in $list; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || status=
  [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
  as_root=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  as_root=sudo
else
  echo "Missing packages, and neither root nor sudo without a password. Please run:" >&2
  echo "  apt-get install$missing" >&2
  exit 1
fi
echo "Installing:$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086 # a list of words
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
