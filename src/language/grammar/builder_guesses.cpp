// Turns words that name nothing into a message with what was meant.
// Entrances: Builder::report_unknown, Builder::is_sound_behind, Builder::repair_keyword.

#include "language/edits.hpp"
#include "language/grammar/builder.hpp"
#include "text/names.hpp"
#include "text/suggest.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

namespace {

/// Words that may end a name that nobody declared. Declared names may hold some of them, so each is
/// one guess at where the name ends.
constexpr std::array<Keyword, 29> inner_keywords = {
    "is",    "are",     "include", "includes", "not", "of",     "where", "at",   "over",  "above",
    "under", "between", "before",  "after",    "on",  "within", "more",  "ago",  "empty", "below",
    "since", "exactly", "any",     "no",       "one", "all",    "none",  "less", "in"};

/// Words that may follow a name and are worth repairing when misspelt.
constexpr std::array<std::string_view, 11> repairable = {
    "and", "or", "unless", "then", "where", "is", "are", "include", "includes", "not", "empty"};

constexpr std::size_t most_guesses = 8;
constexpr std::size_t far_away = 1'000;
/// Names compared for suggestions in one file; far more than a legible file with mistakes needs.
constexpr std::size_t most_comparisons = 400'000;

bool is_inner_keyword(const Token& token) {
    return token.kind == TokenKind::word && !token.is_joined &&
           token.keyword.is_any(inner_keywords);
}

/// Letters left out, added, replaced, or swapped with their neighbour.
std::size_t slips(std::string_view a, std::string_view b) {
    constexpr std::size_t longest = 120;
    if (a.size() > longest || b.size() > longest) return far_away;
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::vector<std::size_t> next(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        next[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = row[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
            next[j] = std::min({replaced, row[j] + 1, next[j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                next[j] = std::min(next[j], before[j - 2] + 1);
            }
        }
        std::swap(before, row);
        std::swap(row, next);
    }
    return row[b.size()];
}

}  // namespace

/// What the slots of a phrase would hold if tokens from `at` on were that phrase: numbers, names of
/// parameters, also misspelt ones.
std::vector<std::string> Builder::arguments_for(const Spelling& spelling, std::size_t at,
                                                std::vector<std::string>& nearest) const {
    const NameTable& names = context_.vocabulary->names;
    const std::size_t begin = at;
    std::vector<std::string> arguments;
    for (const auto& element : spelling) {
        if (!element.is_slot || at >= end()) {
            ++at;
            continue;
        }
        if (token(at).kind == TokenKind::number) {
            arguments.push_back(token(at++).folded);
            continue;
        }
        const auto parameter = longest_match(names, tokens_.all(), at, nullptr);
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

/// The parameter that the word at `at` may be, a few slips allowed; empty when there is none.
std::string Builder::nearest_parameter(std::size_t at) const {
    constexpr std::size_t most_slips = 2;
    const std::string written = text::canonical_name(words(at, at + 1));
    std::string nearest;
    std::size_t least = most_slips + 1;
    for (const Entry& entry : context_.vocabulary->names.entries()) {
        if (entry.kind != NameKind::parameter) continue;
        const std::size_t distance = slips(written, text::canonical_name(entry.name));
        if (distance >= least || distance * 2 >= written.size()) continue;
        least = distance;
        nearest = entry.name;
    }
    return nearest;
}

/// Everything that may be meant here, as it would be typed; phrases with the numbers at hand.
std::vector<std::string> Builder::candidates(const Kind& kind, std::size_t at) const {
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
                return &entry != without;
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
                names.push_back(spelled_out(spelling, arguments_for(spelling, at, nearest)));
            }
        }
    };
    if (kind.table != nullptr) {
        add_table(*kind.table);
        return names;
    }
    if (!where_.empty() && where_.back().fields != nullptr) add_table(*where_.back().fields);
    add_table(context_.vocabulary->names);
    if (kind.wanted == Wanted::parameter || kind.wanted == Wanted::operand) {
        names.insert(names.end(), context_.slots.begin(), context_.slots.end());
    }
    return names;
}

/// Where the wrong name ends, and what it may stand for: the end that makes the likeliest name.
Builder::Guess Builder::best_guess(std::size_t at, const Kind& kind) const {
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
    Guess best{ends.front(), {}, far_away};
    const std::size_t errors = context_.diagnostics->error_count();
    const NameTable& table = kind.table != nullptr ? *kind.table : context_.vocabulary->names;
    if (errors > text::Diagnostics::most_of_a_kind ||
        errors * ends.size() * table.entries().size() > most_comparisons) {
        return best;
    }
    const auto names_here = candidates(kind, at);
    for (const std::size_t end : ends) {
        const std::string run = words(at, end);
        const auto names = text::suggestions(run, names_here);
        if (names.empty()) continue;
        const std::size_t distance =
            slips(text::canonical_name(run), text::canonical_name(names.front()));
        if (distance < best.distance) best = {end, names, distance};
    }
    return best;
}

/// `patient is older than 65`: says which of the declared names holds an age.
bool Builder::report_age_of(std::size_t at, std::size_t end) {
    // `older than 65` alone names nobody at all.
    const bool is_nobody = is_than(at);
    const std::size_t older = is_nobody ? at : end + 1;
    const std::size_t last = end_of_bound(older + 2);
    const bool is_older = (is_nobody || is_is(end)) && is_word(older + 1, "than") &&
                          (is_word(older, "older") || is_word(older, "younger"));
    if (!is_older || last == older + 2) return false;
    const NameTable& names = context_.vocabulary->names;
    const Entry* age = names.find("age");
    if (age != nullptr && age->kind != NameKind::number) age = nullptr;
    const Entry* birth = nullptr;
    for (const Entry& entry : names.entries()) {
        const bool is_birth = entry.kind == NameKind::date &&
                              text::canonical_name(entry.name).find("birth") != std::string::npos;
        if (is_birth && birth == nullptr) birth = &entry;
    }
    if (age == nullptr && birth == nullptr) return false;
    const bool is_over = is_word(older, "older");
    const std::string limit = words(older + 2, last);
    with(error("unknown-name", at, last,
               is_nobody ? "it does not say whose age"
                         : "no fact is called " + quoted(words(at, end))))
        .write({proposal(at, last,
                         age != nullptr
                             ? age->name + (is_over ? " is over " : " is under ") + limit
                             : "years since " + birth->name + (is_over ? " > " : " < ") + limit)})
        .argument("name", words(at, is_nobody ? last : end));
    return true;
}

bool Builder::report_code_as_name(std::size_t at, std::size_t end) {
    const auto look = [&](const NameTable& table) {
        constexpr std::size_t most = 3;
        std::vector<const Entry*> owners;
        std::vector<std::string> tests;
        for (const Entry& entry : table.entries()) {
            if (entry.fields != nullptr && entry.kind == NameKind::each_record &&
                entry.fields->find(words(at, end)) != nullptr) {
                with(error("field-outside-where", at, end,
                           quoted(words(at, end)) + " is a field of each " + quoted(entry.name)))
                    .help("ask about the records: `any " + entry.name + " where " + words(at, end) +
                          " …`");
                return true;
            }
            if (entry.codes == nullptr) continue;
            const bool is_quoted = token(at).kind == TokenKind::quoted && end == at + 1;
            const Entry* code = entry.codes->find(is_quoted ? token(at).folded : words(at, end));
            if (code == nullptr || owners.size() == most) continue;
            const std::string_view verb = entry.kind == NameKind::choices ? " include " : " is ";
            owners.push_back(&entry);
            tests.push_back(entry.name + std::string(verb) + code->typed());
        }
        if (owners.empty()) return false;
        write(error("code-as-name", at, end,
                    quoted(words(at, end)) + " is no fact, but a code of " +
                        quoted(owners.front()->name) + (owners.size() > 1 ? " and others" : "")),
              tests);
        return true;
    };
    if (!where_.empty() && where_.back().fields != nullptr && look(*where_.back().fields))
        return true;
    return look(context_.vocabulary->names);
}

/// Where a name ends that was declared in vain; `at` when none begins here.
std::size_t Builder::end_of_rejected(std::size_t at, const NameTable& table) const {
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
bool Builder::names_what_was_cut() const {
    if (context_.vocabulary == nullptr || context_.diagnostics->error_count() == 0) return false;
    const auto is_cut = [&](std::size_t at, const NameTable& table) {
        const std::size_t last = end_of_rejected(at, table);
        for (std::size_t word = at + 1; word < last; ++word) {
            if (is_separator(word)) return true;
        }
        return false;
    };
    std::vector<const NameTable*> tables{&context_.vocabulary->names,
                                         &context_.vocabulary->outcomes};
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

std::size_t Builder::report_unknown(std::size_t at, const Kind& kind) {
    const Guess guess = best_guess(at, kind);
    if (is_muted()) return guess.end;
    const NameTable& table = kind.table != nullptr ? *kind.table : context_.vocabulary->names;
    // The declaration itself was at fault and was reported.
    if (const std::size_t end = end_of_rejected(at, table); end > at) return end;
    if (table.impl().rejected_starts.count(token(at).folded) != 0) return guess.end;
    if (kind.wanted == Wanted::operand && report_known(at)) return find_name(at + 1)->match.end;
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
    text::Code code = "unknown-name";
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
            problem.fixes.push_back({"write " + quoted(name), edits_in(text_, problem.span, name)});
        }
    }
    std::string& help = problem.help;
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
    if (guess.names.empty()) lost_ = guess.end;
    return guess.end;
}

/// `weight -20`: reports it, and makes two tokens of the `-20`.
bool Builder::split_minus(std::size_t at) {
    if (token(at).kind != TokenKind::number || !token(at).folded.starts_with('-')) return false;
    const std::string digits = token(at).folded.substr(1);
    write(error("missing-blanks", at, at + 1, "minus needs a blank on both sides"),
          {"- " + digits});
    Token minus = token(at);
    minus.kind = TokenKind::minus;
    minus.end = minus.begin + 1;
    minus.folded.clear();
    Token number = token(at);
    number.begin += 1;
    number.folded = digits;
    tokens_.replace(at, at + 1, {minus, number});
    return true;
}

/// `temperature of 38 °C`, `regions contain neck`: says which word is meant behind a name, and puts
/// it there.
bool Builder::mend_word_behind(std::size_t first, std::size_t end) {
    const bool is_number = (is_word(end, "of") || is_word(end, "in") || is_word(end, "equals")) &&
                           end_of_bound(end + 1) > end + 1;
    static constexpr std::array<Keyword, 6> holding = {"contain", "contains",  "has",
                                                       "have",    "contained", "including"};
    const auto* found = find_name(first);
    const bool is_holding = found && found->match.entry->kind == NameKind::choices &&
                            token(end).keyword.is_any(holding);
    static constexpr std::array<Keyword, 6> lacking = {"exclude", "excludes", "excluding",
                                                       "lack",    "lacks",    "without"};
    const bool is_lacking = found && found->match.entry->kind == NameKind::choices &&
                            token(end).keyword.is_any(lacking);
    if (!is_number && !is_holding && !is_lacking) return false;
    reword(end, end + 1, is_number ? "is" : is_lacking ? "not include" : "include");
    return true;
}

/// Whether the words behind a declared name let it stand. If not, the name is longer than what was
/// declared, or a word of the language is missing or misspelt behind it; the latter is reported and
/// made good.
bool Builder::is_sound_behind(std::size_t first, std::size_t end) {
    if (split_minus(end)) return true;
    const Token& next = token(end);
    if (!is_name_word(next) && next.kind != TokenKind::number) return true;
    if (!next.is_joined && (mend_word_behind(first, end) || is_bare_test(end))) return true;
    if (!next.is_joined && (is_separator(end) || is_inner_keyword(next))) {
        const auto* found = find_name(first);
        const NameKind kind = found ? found->match.entry->kind : NameKind::yes_no;
        const bool has_values = kind == NameKind::number || kind == NameKind::score ||
                                kind == NameKind::choice || kind == NameKind::date;
        const bool is_denied = is_word(end, "not") && has_values && !is_include(end + 1);
        const bool is_limit = limit_words(end) == 1 && find_name(end + 1);
        if (is_denied || is_limit || is_word(end, "empty") || is_word(end, "one") ||
            (is_word(end, "on") && token(end + 1).kind == TokenKind::date)) {
            const std::size_t stop = is_word(end, "one") ? end + 2 : end + 1;
            write(error("missing-word", first, stop,
                        "`is` is missing before " + quoted(words(end, end + 1))),
                  {words(first, end) + " is " + words(end, stop)});
            assumed_is_ = end;
        }
        return true;
    }
    const Guess guess = best_guess(first, {});
    const bool is_longer_name =
        guess.end > end && guess.distance <= 2 &&
        text::canonical_name(guess.names.front()) != text::canonical_name(words(first, end));
    if (is_longer_name) return false;
    if (repair_keyword(end)) return true;
    const auto* second = find_name(end);
    const bool is_name = second != nullptr;
    const std::size_t last = second ? second->match.end : end + 1;
    if (context_.diagnostics->error_count() > text::Diagnostics::most_of_a_kind) return false;
    if (!next.is_joined && (is_name || next.kind == TokenKind::number)) {
        const std::size_t stop = is_name ? last : std::max(last, end_of_bound(end));
        const std::string before = words(first, end);
        const std::string behind = words(end, stop);
        write(error("missing-operator", first, stop,
                    "nothing joins " + quoted(before) + " and " + quoted(words(end, last))),
              {before + (is_name ? " and " : " is ") + behind,
               before + (is_name ? " or " : " >= ") + behind});
        // Read on as if they were joined by `and`.
        Token joined = next;
        joined.kind = TokenKind::greater_or_equal;
        joined.folded.clear();
        if (is_name) joined.become("and");
        joined.end = joined.begin;
        tokens_.insert(end, std::move(joined));
        return true;
    }
    return false;
}

/// A misspelt word of the language: reports it and puts the right one in its place.
bool Builder::repair_keyword(std::size_t at) {
    return repair_word(at, repairable);
}

bool Builder::repair_word(std::size_t at, std::span<const std::string_view> keywords) {
    const Token& wrong = token(at);
    if (wrong.kind != TokenKind::word || wrong.is_joined || find_name(at)) return false;
    if (is_word(at, "xor") || is_word(at, "nor")) return false;  // no `or` is meant
    std::string_view best;
    std::size_t nearest = far_away;
    for (const std::string_view keyword : keywords) {
        const std::size_t allowed = keyword.size() >= 6 ? 2 : 1;
        const bool is_of_rules = keyword == "unless" || keyword == "then";
        if (wrong.folded.size() < 2 || (is_of_rules && !is_sentence_)) continue;
        const std::size_t distance = slips(wrong.folded, keyword);
        if (distance == 0) return false;
        if (distance <= allowed && distance < nearest) {
            best = keyword;
            nearest = distance;
        }
    }
    if (best.empty()) return false;
    with(error("misspelt-keyword", at, at + 1,
               quoted(words(at, at + 1)) + " is no word of the language"))
        .help("did you mean `" + std::string(best) + "`?")
        .fix("write `" + std::string(best) + "`", span(at, at + 1), std::string(best));
    tokens_.set_word(at, best);
    return true;
}

bool Builder::repair_then(std::size_t at) {
    const Token& wrong = token(at);
    if (wrong.kind != TokenKind::word || wrong.folded.size() < 4 || find_name(at) ||
        slips(wrong.folded, "then") != 1) {
        return false;
    }
    with(error("misspelt-keyword", at, at + 1,
               quoted(words(at, at + 1)) + " is no word of the language"))
        .help("did you mean `then`?")
        .fix("write `then`", span(at, at + 1), "then");
    tokens_.set_word(at, "then");
    return true;
}

}  // namespace caveat::language
