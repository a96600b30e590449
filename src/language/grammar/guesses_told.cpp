// Words that name nothing, but are known for what they are: an age, a code, a wording of others.
// Entrances: the report_ members of Guesses but report_unknown.

#include "language/grammar/guesses.hpp"
#include "text/names.hpp"

#include <array>

namespace caveat::language {

using text::quoted;
using text::with;

namespace {

/// Behind `or`, as in `is moderate or higher`: whose number is meant nobody can tell.
constexpr std::array<Keyword, 13> comparing = {"higher", "more",   "above", "greater", "over",
                                               "lower",  "less",   "below", "fewer",   "under",
                                               "worse",  "better", "milder"};

}  // namespace

/// `patient is older than 65`: says which of the declared names holds an age.
bool Guesses::report_age_of(std::size_t at, std::size_t end) {
    // `older than 65` alone names nobody at all.
    const bool is_nobody = is_than(at);
    const std::size_t older = is_nobody ? at : end + 1;
    const std::size_t last = end_of_bound(older + 2);
    const bool is_older = (is_nobody || is_is(end)) && is_word(older + 1, "than") &&
                          (is_word(older, "older") || is_word(older, "younger"));
    if (!is_older || last == older + 2) return false;
    const NameTable& names = line_.context.vocabulary->names;
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

bool Guesses::report_code_as_name(std::size_t at, std::size_t end) {
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
    if (line_.fields != nullptr && look(*line_.fields)) return true;
    return look(line_.context.vocabulary->names);
}

/// `known fever`: nothing asks whether an answer is there.
bool Guesses::report_known(std::size_t at) {
    const bool is_known = is_word(at, "known") || is_word(at, "unknown") || is_word(at, "missing");
    if (!is_known || !find_name(at + 1)) return false;
    with(error("no-such-test", at, at + 1, "no condition asks whether an answer is there"))
        .help("say under `if unknown` what the rule does while it is missing");
    return true;
}

/// `no session eased`: a field stands behind the records, and nothing joins them.
bool Guesses::report_missing_where(std::size_t at) {
    const auto* records = find_name(at);
    if (!records || records->match.entry->fields == nullptr) return false;
    const std::size_t begin = records->match.end;
    const auto field =
        longest_match(*records->match.entry->fields, line_.tokens.all(), begin, nullptr);
    if (!field) return false;
    with(error("missing-word", at, field->end, "`where` is missing here"))
        .write({proposal(at, field->end, words(at, begin) + " where " + words(begin, field->end))});
    return true;
}

/// `usual-weight`, `pain-5`: what is tied by `-` is a name, and a difference has blanks.
/// returns where it ends, or `at` where it is none
std::size_t Guesses::report_difference(std::size_t at, const Guess& guess, const WantedName& kind) {
    if (kind.wanted != Wanted::operand && kind.wanted != Wanted::records) return at;
    const auto is_declared = [&](std::size_t first, std::size_t last) {
        const std::string name = words(first, last);
        return line_.context.vocabulary->names.find(name) != nullptr ||
               (line_.fields != nullptr && line_.fields->find(name) != nullptr);
    };
    const auto is_tied = [&](std::size_t word) {
        return token(word).is_joined && line_.text.text[token(word).begin - 1] == '-';
    };
    constexpr std::size_t most_words = 8;
    std::size_t stop = at + 1;
    while (stop < std::min(end(), at + most_words) && is_name_word(token(stop)) &&
           !is_separator(stop)) {
        ++stop;
    }
    for (std::size_t dash = at + 1; dash < stop; ++dash) {
        if (!is_tied(dash) || !is_declared(at, dash)) continue;
        const std::string first = words(at, dash);
        const auto is_first = [&](const std::string& name) {
            return text::canonical_name(name) == text::canonical_name(first);
        };
        const bool is_number = token(dash).kind == TokenKind::number;
        std::size_t last = is_number ? dash + 1 : stop;
        while (!is_number && last > dash && !is_declared(dash, last)) --last;
        if (last == dash) continue;
        // `wells-2-scor` is a slip in a longer name.
        if (last < stop && !guess.names.empty() && !is_first(guess.names.front())) return at;
        write(error("missing-blanks", at, last, "minus needs a blank on both sides"),
              {first + " - " + words(dash, last)});
        return last;
    }
    return at;
}

/// `sex is non male`: says how a code is denied. returns whether it is that.
bool Guesses::report_denied_code(std::size_t at, std::size_t end, const WantedName& kind) {
    static constexpr auto denials = std::to_array<std::string_view>({"non", "no", "never"});
    if (kind.wanted != Wanted::code || at == 0 || !is_is(at - 1) || !is_among(at, denials) ||
        end <= at + 1) {
        return false;
    }
    const Entry* code = kind.table->find(words(at + 1, end));
    if (code == nullptr) return false;
    write(error("foreign-wording", at, end,
                quoted(words(at, at + 1)) + " is no wording of this language"),
          {"not " + code->typed()});
    return true;
}

/// Words that begin no name but a wording that authors bring along, from `at` up to `end`:
/// `always`, `is moderate or higher`. Reports it.
bool Guesses::report_wording(std::size_t at, std::size_t end) {
    if (is_word(at, "always") || is_word(at, "everybody") || is_word(at, "everyone")) {
        with(error("foreign-wording", at, at + 1, "every rule has a condition"))
            .help("name what must be true; what is said to everybody needs no rule");
        return true;
    }
    const bool is_beyond = token(at).keyword.is_any(comparing);
    if (at > 0 && is_word(at - 1, "or") && is_beyond && end == at + 1) {
        with(error("foreign-wording", at - 1, end,
                   quoted(words(at - 1, end)) + " is no wording of this language"))
            .help("compare with a number: `>= …` or `<= …`");
        return true;
    }
    return false;
}

}  // namespace caveat::language
