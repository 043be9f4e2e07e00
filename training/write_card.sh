#!/usr/bin/env bash
# Puts the digests of the model files of a folder into its card.toml.
#   training/write_card.sh models/en
set -euo pipefail
cd "$1"
for file in $(sed -n 's/.*file = "\([^"]*\)".*/\1/p' card.toml); do
  digest=$(sha256sum "$file" | cut -d' ' -f1)
  sed -i "s|\(file = \"$file\", sha256 = \"\)[^\"]*|\1$digest|" card.toml
done
