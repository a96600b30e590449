# For tests that need packages from npm: sourced, after `name` says what is tested, `here` where its
# package.json and package-lock.json lie, and `folder` where they are installed: below the build,
# never into the sources. Sets CAVEAT_NPM_FOLDER.
#
# Ends with exit status 77 ("skipped") without node 18 and npm, unless CAVEAT_NEEDS_NODE says that
# they must be there. A registry that cannot be reached is a failure.

without() {
    echo "$name: not tested, $1 is missing" >&2
    if [ -n "${CAVEAT_NEEDS_NODE:-}" ]; then exit 1; fi
    exit 77
}
command -v node >/dev/null 2>&1 || without node
command -v npm >/dev/null 2>&1 || without npm
[ "$(node -p 'process.versions.node.split(".")[0] >= 18')" = true ] || without "node 18 or later"

# Sets CAVEAT_BROWSER.
find_browser() {
    for candidate in chromium chromium-browser google-chrome; do
        if CAVEAT_BROWSER=$(command -v "$candidate"); then
            export CAVEAT_BROWSER
            return
        fi
    done
    without Chromium
}

install_packages() {
    # Where an earlier run has installed just these versions, no network is needed.
    mkdir -p "$folder"
    if ! cmp -s "$here/package-lock.json" "$folder/installed.json"; then
        rm -f "$folder/installed.json"
        cp "$here/package.json" "$here/package-lock.json" "$folder/"
        if ! (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error \
                --fetch-retries=1 --fetch-timeout=60000); then
            echo "$name: npm could not install its packages; is its registry within reach?" >&2
            exit 1
        fi
        cp "$here/package-lock.json" "$folder/installed.json"
    fi
    CAVEAT_NPM_FOLDER=$(cd "$folder" && pwd)
    export CAVEAT_NPM_FOLDER
}
