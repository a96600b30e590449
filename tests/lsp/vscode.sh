#!/bin/sh
# The extension for VS Code is bundled and packed without a network, and holds what it must.
#
#   sh tests/lsp/vscode.sh FOLDER
#
# Exit status 77 ("skipped") without node 18 and npm, unless CAVEAT_NEEDS_NODE says that they must
# be there. A registry that cannot be reached is a failure, where nothing was installed before.

set -eu
name=vscode
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/src/adapters/vscode
folder=${1:?"usage: $0 FOLDER"}
. "$root/tests/npm.sh"
install_packages
cp -R "$here/extension.js" "$here/syntaxes" "$here/README.md" "$here/.vscodeignore" \
    "$root/LICENSE" "$root/rules/REFERENCE.md" "$folder/"
cd "$folder"
rm -f ./*.vsix
npm run --silent package -- --out caveat.vsix >/dev/null
held=$(node -e '
const bytes = require("fs").readFileSync("caveat.vsix");
// The names in the central directory of a zip.
const names = [];
for (let at = 0; (at = bytes.indexOf("PK\x01\x02", at, "latin1")) >= 0; at += 46) {
    names.push(bytes.toString("utf8", at + 46, at + 46 + bytes.readUInt16LE(at + 28)));
}
console.log(names.sort().join("\n"));
')
for file in extension/package.json extension/dist/extension.js \
    extension/syntaxes/sentences.tmLanguage.json extension/REFERENCE.md; do
    echo "$held" | grep -qx "$file" || { echo "the .vsix lacks $file:" >&2; echo "$held" >&2; exit 1; }
done
if echo "$held" | grep -q node_modules; then
    echo "the .vsix holds packages that are bundled already" >&2
    exit 1
fi
# What is bundled begins without VS Code: it asks for that alone.
node -e '
const Module = require("module");
const load = Module._load;
Module._load = (name, ...rest) => name === "vscode"
    ? new Proxy(class {}, { get: (_, key) => (key === Symbol.toPrimitive ? () => "" : class {}) })
    : load(name, ...rest);
const extension = require("./dist/extension.js");
if (typeof extension.activate !== "function" || typeof extension.deactivate !== "function") process.exit(1);
'
