// Turns words that name nothing into a message with what was meant.
// Entrances: Guesses::report_unknown, Guesses::best_guess.

#include "language/grammar/guesses.hpp"

#include "language/edits.hpp"
#include "language/phrase_amounts.hpp"
#include "text/names.hpp"
#include "text/slips.hpp"
#include "text/suggest.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::slips;
using text::with;

namespace {

/// Words that may end a name that nobody declared. Declared names may hold some of them, so each is
/// one guess at where the name ends.
constexpr std::array<Keyword, 29> inner_keywords = {
    "is",    "are",     "include", "includes", "not", "of",     "where", "at",   "over",  "above",
    "under", "between", "before",  "after",    "on",  "within", "more",  "ago",  "empty", "below",
    "since", "exactly", "any",     "no",       "one", "all",    "none",  "less", "in"};

constexpr std::size_t most_guesses = 8;
/// Names compared for suggestions in one file; far more than a legible file with mistakes needs.
constexpr std::size_t most_comparisons = 400'000;

/// Words that take nothing away and add nothing: a name is proposed without them.
constexpr auto idle_words = std::to_array<std::string_view>(
    {"a",    "an",     "any",     "at",  "be",   "client", "does",   "equal",   "for",  "has",
     "have", "having", "her",     "his", "if",   "in",     "is",     "it",      "its",  "my",
     "of",   "on",     "patient", "she", "some", "the",    "their",  "there",   "they", "to",
     "when", "with",   "who",     "yes", "he",   "are",    "person", "present", "you",  "your"});

/// Whether a proposed name leaves words out of what is written whose sense nobody knows: `former
/// smoker` is no `smoker`, `pain 5` no `pain`. Other slips may part a word, or write one as two.
bool leaves_words_out(const std::string& written, const std::string& name) {
    constexpr std::size_t most_slips = 2;
    const bool is_slip = slips(written, name) <= most_slips;
    const std::string around = " " + name + " ";
    std::size_t unknown = 0;
    bool has_number = false;
    std::size_t count = 0;
    for (std::size_t begin = 0; begin < written.size();) {
        const std::size_t last = std::min(written.find(' ', begin), written.size());
        const std::string word = written.substr(begin, last - begin);
        const bool is_idle =
            std::find(idle_words.begin(), idle_words.end(), word) != idle_words.end();
        if (!is_idle) ++count;
        if (!is_idle && around.find(" " + word + " ") == std::string::npos) {
            ++unknown;
            has_number = has_number || word.find_first_not_of("0123456789.") == std::string::npos;
        }
        begin = last + 1;
    }
    const auto words_of_name =
        static_cast<std::size_t>(std::count(name.begin(), name.end(), ' ')) + 1;
    return unknown > 0 && count > words_of_name && (has_number || !is_slip);
}

}  // namespace

bool is_inner_keyword(const Token& token) {
    return token.kind == TokenKind::word && !token.is_joined &&
           token.keyword.is_any(inner_keywords);
}

/// What the slots of a phrase would hold if tokens from `at` on were that phrase: numbers, names of
/// parameters, also misspelt ones. Nothing where a unit would be lost, and with it the amount.
std::optional<std::vector<std::string>> Guesses::arguments_for(
    const Spelling& spelling, std::size_t at, std::vector<std::string>& nearest) const {
    const NameTable& names = line_.context.vocabulary->names;
    const std::size_t begin = at;
    std::vector<std::string> arguments;
    for (std::size_t i = 0; i < spelling.size(); ++i) {
        const PhraseElement& element = spelling[i];
        if (!element.is_slot || at >= end()) {
            ++at;
            continue;
        }
        if (token(at).kind == TokenKind::number) {
            const bool has_next = i + 1 < spelling.size() && !spelling[i + 1].is_slot;
            if (loses_unit(at, has_next ? spelling[i + 1].text : std::string()))
                return std::nullopt;
            arguments.push_back(token(at++).folded);
            continue;
        }
        const auto parameter = longest_match(names, line_.tokens.all(), at, nullptr);
        if (parameter && parameter->entry->kind == NameKind::parameter) {
            arguments.push_back(words(at, parameter->end));
            at = parameter->end;
            continue;
        }
        const std::size_t offset = at - begin;
        if (nearest.size() <= offset) nearest.resize(offset + 1);
        if (nearest[offset].empty()) nearest[offset] = nearest_parameter(at);
        arguments.push_back(nearest[offset].empty() ? "{" + element.text + "}" : nearest[offset]);
        ++at;
    }
    return arguments;
}

/// Whether the number at `at` has a unit that a phrase, which goes on with the word `next`, does
/// not say: `ill for 84 d` is not `ill for 84`.
bool Guesses::loses_unit(std::size_t at, const std::string& next) const {
    const std::size_t unit_end = unit_end_behind(at);
    std::size_t behind = at + 1;
    while (behind < end() && token(behind).begin < unit_end) ++behind;
    if (behind == at + 1) return false;
    const bool is_said = token(at + 1).folded == next || token(behind).folded == next ||
                         is_same_amount(words(at + 1, behind), next);
    return next.empty() || !is_said;
}

/// The parameter that the word at `at` may be, a few slips allowed; empty when there is none.
std::string Guesses::nearest_parameter(std::size_t at) const {
    constexpr std::size_t most_slips = 2;
    const std::string written = text::canonical_name(words(at, at + 1));
    std::string nearest;
    std::size_t least = most_slips + 1;
    for (const Entry& entry : line_.context.vocabulary->names.entries()) {
        if (entry.kind != NameKind::parameter) continue;
        const std::size_t distance = slips(written, text::canonical_name(entry.name));
        if (distance >= least || distance * 2 >= written.size()) continue;
        least = distance;
        nearest = entry.name;
    }
    return nearest;
}

/// Everything that may be meant here, as it would be typed; phrases with the numbers at hand.
std::vector<std::string> Guesses::candidates(const WantedName& kind, std::size_t at) const {
    std::vector<std::string> names;
    std::vector<std::string> nearest;
    const bool is_each = at > 0 && (is_word(at - 1, "any") || is_word(at - 1, "no"));
    const auto fits = [&](const Entry& entry) {
        switch (kind.wanted) {
            case Wanted::parameter:
                return entry.kind == NameKind::parameter;
            case Wanted::records:
                return entry.kind == (is_each ? NameKind::each_record : NameKind::records) ||
                       (entry.kind == NameKind::choices && !is_each);
            default:
                return &entry != line_.without;
        }
    };
    const auto add_table = [&](const NameTable& table) {
        const auto entries = table.entries();
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (!fits(entries[i])) continue;
            const auto& spellings = table.impl().spellings[i];
            if (entries[i].is_quoted || (entries[i].slots.empty() && spellings.size() == 1)) {
                names.push_back(entries[i].typed());
                continue;
            }
            for (const auto& spelling : spellings) {
                const auto arguments = arguments_for(spelling, at, nearest);
                if (arguments) names.push_back(spelled_out(spelling, *arguments));
            }
        }
    };
    if (kind.table != nullptr) {
        add_table(*kind.table);
        return names;
    }
    if (line_.fields != nullptr) add_table(*line_.fields);
    add_table(line_.context.vocabulary->names);
    if (kind.wanted == Wanted::parameter || kind.wanted == Wanted::operand) {
        names.insert(names.end(), line_.context.slots.begin(), line_.context.slots.end());
    }
    return names;
}

/// Where the wrong name ends, and what it may stand for: the end that makes the likeliest name.
Guess Guesses::best_guess(std::size_t at, const WantedName& kind) const {
    std::vector<std::size_t> ends;
    const bool is_outcome = kind.wanted == Wanted::outcome;
    std::size_t stop = at + 1;
    const bool is_quoted = token(at).kind == TokenKind::quoted;
    for (; !is_quoted && ends.size() < most_guesses; ++stop) {
        const Token& next = token(stop);
        if (next.kind != TokenKind::word && next.kind != TokenKind::number) break;
        if (is_outcome ? is_word(stop, "and") : is_separator(stop)) break;
        // A count ends where its list of records begins.
        const bool may_be_value = is_bare_test(stop) || is_inner_keyword(next);
        if (kind.wanted == Wanted::parameter || (may_be_value && !is_outcome)) {
            ends.push_back(stop);
        }
    }
    if (ends.size() < most_guesses) ends.push_back(stop);
    Guess best{ends.front(), {}, text::far_away, {}};
    const std::size_t errors = line_.context.diagnostics->error_count();
    const NameTable& table = kind.table != nullptr ? *kind.table : line_.context.vocabulary->names;
    if (errors > text::Diagnostics::most_of_a_kind ||
        errors * ends.size() * table.entries().size() > most_comparisons) {
        return best;
    }
    const auto names_here = candidates(kind, at);
    for (const std::size_t end : ends) {
        const std::string run = words(at, end);
        const std::string written = text::canonical_name(run);
        auto names = text::suggestions(run, names_here);
        if (names.empty()) continue;
        const std::string likeliest = names.front();
        std::erase_if(names, [&](const std::string& name) {
            return leaves_words_out(written, text::canonical_name(name));
        });
        const bool is_whole = !names.empty();
        const std::size_t distance =
            slips(written, text::canonical_name(is_whole ? names.front() : likeliest));
        if (distance >= best.distance) continue;
        best = {end, std::move(names), distance, is_whole ? std::string() : likeliest};
    }
    return best;
}

/// Where a name ends that was declared in vain; `at` when none begins here.
std::size_t Guesses::end_of_rejected(std::size_t at, const NameTable& table) const {
    const auto& rejected = table.impl().rejected;
    if (token(at).kind == TokenKind::quoted && rejected.count(token(at).folded) != 0) return at + 1;
    constexpr std::size_t most_tokens = 16;
    for (std::size_t last = std::min(end(), at + most_tokens); !rejected.empty() && last > at;
         --last) {
        if (rejected.count(text::canonical_name(words(at, last))) != 0) return last;
    }
    return at;
}

/// Whether a name stands here that was refused because it holds a word such as `or`: its parts
/// would be read as names of their own. The declaration was reported.
bool Guesses::names_what_was_cut() const {
    if (line_.context.vocabulary == nullptr || line_.context.diagnostics->error_count() == 0)
        return false;
    const auto is_cut = [&](std::size_t at, const NameTable& table) {
        const std::size_t last = end_of_rejected(at, table);
        for (std::size_t word = at + 1; word < last; ++word) {
            if (is_separator(word)) return true;
        }
        return false;
    };
    std::vector<const NameTable*> tables{&line_.context.vocabulary->names,
                                         &line_.context.vocabulary->outcomes};
    for (std::size_t at = 0; at < end(); ++at) {
        if (const auto* name = find_name(at)) {
            for (const NameTable* table :
                 {name->match.entry->codes.get(), name->match.entry->fields.get()}) {
                if (table != nullptr) tables.push_back(table);
            }
        }
        const auto cuts = [&](const NameTable* table) { return is_cut(at, *table); };
        if (std::any_of(tables.begin(), tables.end(), cuts)) return true;
    }
    return false;
}

std::size_t Guesses::report_unknown(std::size_t at, const WantedName& kind) {
    const Guess guess = best_guess(at, kind);
    if (is_muted()) return guess.end;
    const NameTable& table = kind.table != nullptr ? *kind.table : line_.context.vocabulary->names;
    // The declaration itself was at fault and was reported.
    if (const std::size_t end = end_of_rejected(at, table); end > at) return end;
    if (table.impl().rejected_starts.count(token(at).folded) != 0) return guess.end;
    if (kind.wanted == Wanted::operand && report_known(at)) return find_name(at + 1)->match.end;
    if (kind.wanted == Wanted::records && report_missing_where(at)) return guess.end;
    if (report_denied_code(at, guess.end, kind)) return guess.end;
    if (const std::size_t end = report_difference(at, guess, kind); end > at) return end;
    const bool is_name = kind.wanted == Wanted::operand || kind.wanted == Wanted::records;
    if (is_name && guess.distance > 0 && report_code_as_name(at, guess.end)) return guess.end;
    if (kind.wanted == Wanted::operand && guess.names.empty() && report_wording(at, guess.end)) {
        return guess.end;
    }
    if (kind.wanted == Wanted::operand && guess.names.empty() && report_age_of(at, guess.end)) {
        return guess.end;
    }
    const std::size_t spelled =
        kind.wanted == Wanted::operand && (guess.end == at + 1 || guess.names.empty())
            ? number_word(token(at))
            : 0;
    const std::size_t end = spelled != 0 ? at + 1 : guess.end;
    const std::string written = words(at, end);
    std::string message;
    text::DiagnosticCode code = "unknown-name";
    switch (kind.wanted) {
        case Wanted::operand:
            message = "no fact is called " + quoted(written);
            break;
        case Wanted::records:
            message = "no list of records is called " + quoted(written);
            break;
        case Wanted::parameter:
            message = "no parameter is called " + quoted(written);
            break;
        case Wanted::outcome:
            message = "no outcome is called " + quoted(written);
            code = "unknown-outcome";
            break;
        case Wanted::field:
            message = quoted(kind.owner) + " has no field " + quoted(written);
            code = "unknown-field";
            break;
        case Wanted::code:
            message = quoted(kind.owner) + " has no code " + quoted(written);
            code = "unknown-code";
            break;
    }
    Diagnostic& problem = error(code, at, end, message);
    if (spelled != 0) {
        write(problem, {std::to_string(spelled)});
    } else {
        text::propose_from(problem, written, guess.names);
        for (const std::string& name : guess.names) {
            if (!name.starts_with('"')) continue;
            problem.fixes.push_back(
                {"write " + quoted(name), edits_in(line_.text, problem.span, name)});
        }
    }
    std::string& help = problem.help;
    if (help.empty() && !guess.part.empty()) {
        help = "only " + quoted(guess.part) + " is declared, which does not say all of this";
    }
    if (help.empty() && kind.table != nullptr && kind.wanted != Wanted::outcome) {
        constexpr std::size_t most_listed = 10;
        const auto names = kind.table->names();
        for (std::size_t i = 0; i < names.size() && i < most_listed; ++i) {
            help += (i == 0 ? "known here: `" : ", `") + names[i] + "`";
        }
        if (names.size() > most_listed) help += " …";
    } else if (help.empty() && kind.wanted == Wanted::outcome) {
        help = "declare it under `outcomes`";
    } else if (help.empty()) {
        help = kind.wanted == Wanted::parameter ? "declare it under `parameters`, or write a number"
                                                : "declare it under `facts` or `terms`";
    }
    with(problem).argument("name", written);
    if (guess.names.empty() && guess.part.empty()) line_.lost = guess.end;
    return guess.end;
}

}  // namespace caveat::language
