#pragma once

// One sentence while it is read: what everybody who reads it shares.

#include "language/grammar/token.hpp"
#include "language/name_trie.hpp"
#include "language/syntax.hpp"
#include "text/diagnostics.hpp"

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <optional>
#include <vector>

namespace caveat::language {

/// What begins at a token, decided by looking ahead and never taken back.
enum class Form : std::uint8_t {
    name,
    literal,
    date,
    open,
    quantified,
    count_of,
    measure,
    since,
    function,
    unknown,
};

/// A name that begins at a token.
struct Found {
    NameMatch match;
    bool is_field = false;
};

/// A text, its tokens, what was found at them, and what was said of them.
struct Line {
    /// Both must outlive this.
    Line(const Scalar& written, const ParseContext& around)
        : text(written), context(around), tokens(written.text) {}

    const Scalar& text;
    const ParseContext& context;
    Tokens tokens;
    bool is_sentence = false;        ///< a whole rule: `unless` and an arrow may stand in it
    const Entry* without = nullptr;  ///< passed over by lookups: a name must not explain itself

    /// Another reading, after a repair. `before` is the last error before any reading.
    void begin_again(std::optional<std::size_t> before) {
        ++readings;
        said.insert(said.end(), saying.begin(), saying.end());
        saying.clear();
        fields = nullptr;
        muted = 0;
        last_error = before;
        lost.reset();
    }

    // A reading ends where something shows that is to be mended first; then the next one begins.
    std::size_t readings = 0;           ///< that ended so
    std::vector<std::uint32_t> said;    ///< places of messages of readings before this one
    std::vector<std::uint32_t> saying;  ///< of this one

    // What holds at the place where the reading stands
    const NameTable* fields = nullptr;      ///< of the records looked at, inside `where`
    std::size_t muted = 0;                  ///< inside the `where` of records that nobody declared
    std::optional<std::size_t> last_error;  ///< byte at which the last message begins
    /// The token behind a name like nothing known: where it ends is a guess as well.
    std::optional<std::size_t> lost;

    /// What was looked up at a token, among these fields too.
    struct Lookup {
        const NameTable* fields = nullptr;
        bool is_done = false;
        const Found* found = nullptr;
        std::optional<Form> form = std::nullopt;
    };
    std::vector<Lookup> lookups;     ///< by token
    std::size_t lookups_of = 0;      ///< the version of the tokens
    std::forward_list<Found> found;  ///< what lookups lead to; it outlives a change of tokens
    Diagnostic spare;                ///< where what is not said goes
};

}  // namespace caveat::language
