// Which words of others deny a name at a place: `without fever`, `denies any fever`, `fever
// absent`. Entrances: Looking's members about denials.

#include "language/grammar/looking.hpp"

#include <algorithm>
#include <array>

namespace caveat::language {

namespace {

using Words = std::string_view;

/// Before a name.
constexpr auto denying = std::to_array<Words>(
    {"without", "denies", "deny", "denied", "denying", "never", "non", "absence", "absent", "lack",
     "lacks", "lacking", "free", "negative", "except", "excepting", "excluding"});
/// Between them and the name.
constexpr auto links =
    std::to_array<Words>({"of", "from", "for", "any", "a", "an", "the", "having", "has", "have",
                          "sign", "signs", "evidence", "symptom", "symptoms", "presence"});
/// Behind a name.
constexpr auto absences =
    std::to_array<Words>({"absent", "denied", "negative", "excluded", "free", "never", "lacking"});
constexpr auto short_forms = std::to_array<Words>(
    {"isn't", "isnt", "aren't", "arent", "wasn't", "wasnt", "weren't", "werent"});
/// Behind `not`.
constexpr auto presences = std::to_array<Words>({"present", "there", "so", "found", "seen"});

}  // namespace

bool Looking::is_among(std::size_t at, std::span<const std::string_view> words) const {
    const Token& here = token(at);
    return here.kind == TokenKind::word && !here.is_joined &&
           std::find(words.begin(), words.end(), here.folded) != words.end();
}

bool Looking::is_short_is_not(std::size_t at) const {
    return is_among(at, short_forms);
}

/// Whether a name of what is met or not begins here, or of what a test behind it makes so.
bool Looking::may_be_denied(std::size_t at) const {
    const auto* name = find_name(at);
    if (!name) return false;
    const NameKind kind = name->match.entry->kind;
    if (kind == NameKind::yes_no || kind == NameKind::term) return true;
    const std::size_t last = name->match.end;
    return !is_records(*name->match.entry) && (is_comparison(token(last).kind) || is_is(last) ||
                                               is_include(last) || is_bare_test(last));
}

bool Looking::is_joint_before_no(std::size_t at) const {
    static constexpr auto joints = std::to_array<Words>({"with", "but", "though", "yet"});
    return at > 0 && is_word(at + 1, "no") && is_among(at, joints);
}

/// Where words end that deny the name behind them: `no`, `without`, `no signs of`; `at` when none
/// stand here.
std::size_t Looking::end_of_denial(std::size_t at) const {
    const bool has_joint = is_joint_before_no(at);
    const bool is_no = has_joint || is_word(at, "no");
    if (find_name(at) || (!is_no && !is_among(at, denying))) return at;
    std::size_t last = has_joint ? at + 2 : at + 1;
    while (!may_be_denied(last) && is_among(last, links)) ++last;
    return last;
}

/// Where words end that say of the name before them that it is not so: `absent`, `ruled out`,
/// `isn't there`; `at` when none stand here.
std::size_t Looking::end_of_absence(std::size_t at) const {
    const std::array<Words, 1> ruled = {"ruled"};
    std::size_t last = at;
    if (is_among(at, absences)) last = at + 1;
    if (is_among(at, ruled) && is_word(at + 1, "out")) last = at + 2;
    if (is_word(at, "not") && is_among(at + 1, presences)) last = at + 2;
    if (is_short_is_not(at)) last = is_among(at + 1, presences) ? at + 2 : at + 1;
    return is_separator(last) ? last : at;
}

}  // namespace caveat::language
