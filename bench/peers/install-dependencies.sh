#!/bin/sh
# The Debian packages that two of the peers need. cargo-web is Debian 12's newer cargo; any other from 1.85 will do.
set -eu
packages=libbusiness-hours-perl
command -v cargo >/dev/null || packages="$packages cargo-web"
# shellcheck disable=SC2086 # a list of words
exec sh "$(dirname "$0")/../../cmake/install-dependencies.sh" $packages
