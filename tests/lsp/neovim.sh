#!/bin/sh
# Neovim, with nothing but what it has of its own, shows what is wrong with a rule file.
#
#   sh tests/lsp/neovim.sh CAVEAT FOLDER
#
# Exit status 77 ("skipped") where there is no Neovim.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
CAVEAT=${1:?"usage: $0 CAVEAT FOLDER"}
folder=${2:?"usage: $0 CAVEAT FOLDER"}
if ! command -v nvim >/dev/null 2>&1; then
    echo "neovim: not tested, nvim is missing" >&2
    exit 77
fi
mkdir -p "$folder"
CAVEAT_FILE=$folder/slip.yaml
CAVEAT_SAID=$folder/said.txt
export CAVEAT CAVEAT_FILE CAVEAT_SAID
rm -f "$CAVEAT_SAID"
cat > "$CAVEAT_FILE" <<'END'
caveat: 1
id: slip
version: 0.1.0
facts:
  back pain: yes/no
outcomes:
  avoid massage: {say: Not today.}
rules:
  - bakc pain → avoid massage
END
timeout 60 nvim --headless -u NONE -i NONE -n -S "$here/neovim.lua" >"$folder/log.txt" 2>&1 || true
if ! grep -q '^9:5 no fact is called `bakc pain`' "$CAVEAT_SAID"; then
    echo "neovim showed:" >&2
    cat "$CAVEAT_SAID" "$folder/log.txt" >&2 || true
    exit 1
fi
