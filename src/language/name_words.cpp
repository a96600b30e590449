// Says which texts can be names, and what to write instead. Entrances: check_words, check_quoted.

#include "language/name_words.hpp"

#include "language/grammar/token.hpp"
#include "text/escapes.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace caveat::language {

namespace {

using text::quoted;
using text::with;

/// Words that end a name wherever they stand.
constexpr std::array<std::string_view, 5> separators = {"and", "or", "unless", "where", "then"};

/// Words that are no whole name of a fact or term. Codes and bands are only looked for where
/// nothing else can stand, so they may be called `none` or `over`.
constexpr std::array<std::string_view, 38> taken_words = {
    "not",     "is",       "are",   "include", "includes", "at",      "least",   "most",
    "exactly", "over",     "under", "between", "before",   "after",   "on",      "within",
    "more",    "ago",      "empty", "count",   "total",    "average", "highest", "lowest",
    "latest",  "earliest", "since", "years",   "months",   "weeks",   "days",    "min",
    "max",     "round",    "any",   "no",      "of",       "yes"};

bool is_separator(const PhraseElement& element) {
    return !element.is_slot &&
           std::find(separators.begin(), separators.end(), element.text) != separators.end();
}

}  // namespace

bool needs_quotes(const Scalar& written) {
    if (!text::is_name(written.text)) return true;
    const auto words = text::words(written.text);
    return words.front().folded == "not" ||
           std::any_of(words.begin(), words.end(),
                       [](const text::Word& word) { return is_separator({false, word.folded}); });
}

bool check_quoted(const Scalar& written, text::Diagnostics& diagnostics) {
    const std::string& text = written.text;
    const bool has_mark = text.find('"') != std::string::npos;
    const bool has_break = std::any_of(text.begin(), text.end(),
                                       [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    const bool has_margin = text.empty() || text.front() == ' ' || text.back() == ' ';
    const bool is_long = text.size() > most_quoted_bytes;
    if (!has_mark && !has_break && !has_margin && !is_long) return true;
    Diagnostic& problem =
        diagnostics.error("bad-name", written.span,
                          quoted(text) + (has_mark    ? " has a quotation mark inside"
                                          : has_break ? " has a line break or tab inside"
                                          : is_long   ? " is too long"
                                          : text.find_first_not_of(' ') == std::string::npos
                                              ? " is empty"
                                              : " has a blank at one of its ends"));
    if (has_mark && !has_break && !has_margin && !is_long) {
        std::string single = text;
        std::replace(single.begin(), single.end(), '"', '\'');
        with(problem).write({{'"' + single + '"', {{written.span, text::in_json(single)}}}},
                            ", so that conditions can put it in quotes");
    } else {
        with(problem).help("a code is a text on one line of at most " +
                           std::to_string(most_quoted_bytes) + " bytes, with no blank at its ends");
    }
    return false;
}

void propose_quotes_for(const Scalar& code, Diagnostic& problem) {
    with(problem)
        .help("in quotes a code may be any text: ")
        .write({{'"' + code.text + '"', {{code.span, text::in_json(code.text)}}}});
}

bool check_words(const Scalar& written, const Spelling& spelling, NameKind kind,
                 text::Diagnostics& diagnostics) {
    for (const auto& element : spelling) {
        if (!is_separator(element)) continue;
        Diagnostic& problem = diagnostics.error(
            "reserved-word", written.span, "no name contains the word " + quoted(element.text));
        with(problem).argument("word", element.text);
        if (kind == NameKind::code) {
            propose_quotes_for(written, problem);
        } else {
            with(problem).help("leave the word out, or replace it");
        }
        return false;
    }
    if (!spelling.empty() && !spelling.front().is_slot && spelling.front().text == "not") {
        Diagnostic& problem =
            diagnostics.error("reserved-word", written.span, "no name begins with `not`");
        if (kind == NameKind::code) {
            propose_quotes_for(written, problem);
        } else {
            with(problem).help("name what is the case; `not` stands where it is used");
        }
        return false;
    }
    if (!is_of_a_list(kind) && spelling.size() == 1 && !spelling.front().is_slot &&
        std::find(taken_words.begin(), taken_words.end(), spelling.front().text) !=
            taken_words.end()) {
        with(diagnostics.error("reserved-word", written.span,
                               quoted(written.text) + " is a word of the language, no name"))
            .help("add a word that says more");
        return false;
    }
    return true;
}

}  // namespace caveat::language
