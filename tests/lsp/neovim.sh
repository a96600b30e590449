#!/bin/sh
# Neovim, with nothing but what it has of its own, shows what is wrong with a rule file.
#
#   sh tests/lsp/neovim.sh CAVEAT FOLDER
#
# Exit status 77 ("skipped") where there is no Neovim, but not in a continuous build.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
CAVEAT=${1:?"usage: $0 CAVEAT FOLDER"}
folder=${2:?"usage: $0 CAVEAT FOLDER"}
if ! command -v nvim >/dev/null 2>&1; then
    echo "neovim: not tested, nvim is missing" >&2
    if [ -n "${CAVEAT_CI:-}" ]; then exit 1; fi
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
if ! timeout 60 nvim --headless -u NONE -i NONE -n -S "$here/neovim.lua" >"$folder/log.txt" 2>&1 ||
    ! grep -q '^9:5 no fact is called `bakc pain`' "$CAVEAT_SAID"; then
    echo "neovim showed:" >&2
    for told in "$CAVEAT_SAID" "$folder/log.txt"; do
        if [ -f "$told" ]; then cat "$told" >&2; fi
    done
    exit 1
fi
