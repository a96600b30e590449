// Turns names into nodes, and judges whether the words behind a name let it stand.
// Entrances: Builder::read_operand and the other read_ steps for names.

#include "language/grammar/builder.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

namespace {

/// `2026-1-5` and `2026/01/05` as dates are written; empty where the year is not first, or the
/// calendar has no such day.
std::string year_first(std::string_view written) {
    constexpr std::size_t year_digits = 4;
    if (written.find_first_not_of("0123456789") != year_digits) return {};
    std::string date;
    for (std::size_t begin = 0; begin <= written.size();) {
        const std::size_t last = std::min(written.find_first_of("-/.", begin), written.size());
        if (!date.empty()) date += last - begin == 1 ? "-0" : "-";
        date += written.substr(begin, last - begin);
        begin = last + 1;
    }
    const auto meant = Date::from_text(date);
    return meant && meant->is_full() ? date : std::string();
}

}  // namespace

Count Builder::count_of_slot(const SlotMatch& match) {
    Count count;
    std::size_t at = match.begin;
    if (match.parameter != nullptr) {
        count.span = span(match.begin, match.end);
        count.value = name_at(match.begin, match.end, match.parameter);
        return count;
    }
    read_literal(at, false, count);
    return count;
}

NodeId Builder::use_name(const Found& found, std::size_t first) {
    const NameMatch& match = found.match;
    if (match.rival != nullptr) {
        with(error("ambiguous-phrase", first, match.end,
                   quoted(match.entry->name) + " and " + quoted(match.rival->name) +
                       " both match these words"))
            .help("change a word in one of them")
            .label(match.entry->span, "the one is declared here")
            .label(match.rival->span, "the other one is here");
        return broken(first, match.end);
    }
    Name name = name_at(first, match.end, match.entry);
    name.is_field = found.is_field;
    if (match.slots.empty()) return add(first, match.end, NameUse{std::move(name)});
    PhraseUse use{std::move(name), {}};
    for (std::size_t i = 0; i < match.slots.size(); ++i) {
        use.arguments.push_back({match.entry->slots[i], count_of_slot(match.slots[i])});
    }
    return add(first, match.end, std::move(use));
}

bool Builder::read_operand(std::size_t& at, NodeId& made) {
    const std::size_t first = at;
    if (report_beyond_where(at)) {
        made = broken(first, at);
        return true;
    }
    switch (form_at(at)) {
        case Form::literal: {
            Count count;
            if (!read_literal(at, true, count)) {
                made = broken(first, at);
                return true;
            }
            made = add(first, at,
                       NumberLiteral{std::get<Decimal>(count.value), count.unit, count.unit_span});
            return true;
        }
        case Form::date: {
            ++at;
            const std::string written = words(first, at);
            const auto date = Date::from_text(written);
            if (date && date->is_full()) {
                made = add(first, at, DateLiteral{*date});
                return true;
            }
            if (date) {
                with(error("partial-date", first, at, quoted(written) + " is only part of a date"))
                    .help("write a full date such as `" + written + "-01`");
            } else {
                Diagnostic& problem =
                    error("bad-date", first, at, quoted(written) + " is no date of the calendar");
                if (const std::string meant = year_first(written); !meant.empty()) {
                    write(problem, {meant});
                } else {
                    with(problem).help("write year-month-day, such as `2026-11-20`");
                }
            }
            made = broken(first, at);
            return true;
        }
        case Form::name: {
            const auto* found = find_name(at);
            if (!found) {
                const auto slot = slot_at(at);
                Name name = name_at(at, at + 1, nullptr);
                name.slot = slot;
                made = add(first, ++at, NameUse{std::move(name)});
                return true;
            }
            if (!is_sound_behind(at, found->match.end)) {
                made = read_unknown_operand(at);
                return true;
            }
            at = found->match.end;
            made = use_name(*found, first);
            return true;
        }
        default:
            break;
    }
    made = read_unknown_operand(at);
    return true;
}

/// A word, sign or end where a name, number or date belongs.
NodeId Builder::read_unknown_operand(std::size_t& at) {
    const std::size_t first = at;
    if (report_sign_before_code(at)) return broken(first, at);
    if (token(at).kind == TokenKind::quoted) {
        ++at;
        if (Guesses(line_).report_code_as_name(first, at)) return broken(first, at);
        with(error("quotation-mark", first, at,
                   quoted(words(first, at)) + " is no code that could stand here"))
            .help("only codes stand in quotes, behind `is` or `include`");
        return broken(first, at);
    }
    const bool is_lost = is_separator(at) || is_word(at, "where") ||
                         token(at).kind != TokenKind::word ||
                         ((is_is(at) || is_include(at)) && !find_name(at));
    const bool is_answer =
        is_word(at, "yes") || is_word(at, "no") || is_word(at, "true") || is_word(at, "false");
    if (is_answer && at > 1 && !tests_.empty() &&
        (token(at - 1).kind == TokenKind::equal || token(at - 1).kind == TokenKind::unequal)) {
        const std::string name = words_of(left());
        ++at;
        const bool is_yes = (is_word(first, "yes") || is_word(first, "true")) ==
                            (token(first - 1).kind == TokenKind::equal);
        write(
            error("yes-no-test", first_of(left()), at, quoted(name) + " is a condition by itself"),
            {(is_yes ? "" : "not ") + name});
        return broken(first, at);
    }
    const auto* denied = is_word(at, "no") ? find_name(at + 1) : nullptr;
    if (denied && !is_records(*denied->match.entry)) {
        at = denied->match.end;
        Diagnostic& problem = error(
            "no-for-not", first, at,
            "`no` is for records; " + quoted(words(first + 1, at)) + " is no list of records");
        if (may_be_denied(first + 1)) {
            write(problem, {"not " + words(first + 1, at)});
        } else {
            with(problem).help("a test says which of its values are meant");
        }
        return broken(first, at);
    }
    if (!is_lost) {
        at = Guesses(line_).report_unknown(at, {});
        return broken(first, at);
    }
    const bool is_first = at == 0;
    const std::string before = is_first ? "" : " after " + quoted(words(at - 1, at));
    const std::string behind = at >= end() ? "" : " before " + quoted(words(at, at + 1));
    const std::size_t place = at >= end() && at > 0 ? at - 1 : at;
    with(error("missing-operand", place, std::min(place + 1, std::max(end(), place)),
               "something is missing" + (at >= end() ? before : behind)))
        .help("name a fact, a term or a number there");
    if (token(at).kind == TokenKind::comma) ++at;
    return broken(first, at);
}

/// Records are looked through once: no list of records inside the `where` of another.
bool Builder::is_nested(std::size_t first, std::size_t last) {
    if (where_.empty()) return false;
    with(error("nested-records", first, last,
               "a `where` looks at one record; it cannot ask about a list of records"))
        .help("join two tests outside the `where`");
    return true;
}

bool Builder::read_record_name(std::size_t& at, Name& made) {
    const std::size_t first = at;
    const auto* found = find_name(at);
    const bool is_sound = found && is_sound_behind(at, found->match.end);
    if (is_sound && is_records(*found->match.entry)) {
        at = found->match.end;
        made = name_at(first, at, is_nested(first, at) ? nullptr : found->match.entry);
    } else if (is_sound) {
        at = found->match.end;
        with(error("not-records", first, at, quoted(words(first, at)) + " is no list of records"))
            .help("a condition may stand alone; `any`, `no` and counts are for records");
        made = name_at(first, at, nullptr);
    } else if (token(at).kind != TokenKind::word || is_separator(at)) {
        with(error("missing-operand", first, first + 1, "a list of records is missing here"))
            .help("write `at least 2 sessions where …`, or `at least 2 of (…; …)`");
        made = name_at(first, first, nullptr);
    } else {
        at = Guesses(line_).report_unknown(at, {Wanted::records, nullptr, {}});
        made = name_at(first, at, nullptr);
    }
    records_ = made;
    return true;
}

bool Builder::read_counted_name(std::size_t& at, Name& made) {
    const std::size_t first = at;
    if (report_beyond_where(at)) {
        records_ = made = name_at(first, at, nullptr);
        return true;
    }
    const auto* found = find_name(at);
    if (found && is_sound_behind(at, found->match.end)) {
        const NameKind kind = found->match.entry->kind;
        at = found->match.end;
        made = name_at(first, at, found->match.entry);
        made.is_field = found->is_field;
        if (kind != NameKind::records && kind != NameKind::each_record &&
            kind != NameKind::choices) {
            with(error("not-records", first, at,
                       quoted(words(first, at)) + " cannot be counted: it is neither a list of "
                                                  "records nor a choice of several codes"))
                .help("count records or `choices`");
            made.entry = nullptr;
        } else if (kind != NameKind::choices && is_nested(first, at)) {
            made.entry = nullptr;
        }
    } else if (token(at).kind != TokenKind::word || is_separator(at)) {
        error("missing-operand", first, first + 1, "what is to be counted is missing here");
        made = name_at(first, first, nullptr);
    } else {
        at = Guesses(line_).report_unknown(at, {Wanted::records, nullptr, {}});
        made = name_at(first, at, nullptr);
    }
    records_ = made;
    return true;
}

bool Builder::read_measure_head(std::size_t& at, MeasureHead& made) {
    const std::size_t first = at;
    const auto kind = measure_of(token(at));
    if (!kind) return false;
    made.kind = *kind;
    // The `of` before the records; a field's name may have one of its own.
    std::size_t of = 0;
    for (std::size_t i = first + 2; is_name_word(token(i)) && !is_separator(i); ++i) {
        if (!is_word(i, "of")) continue;
        const auto* records = find_name(i + 1);
        const bool is_list = records && is_records(*records->match.entry);
        if (of == 0 || is_list) of = i;
        if (is_list) break;
    }
    at = of + 1;
    read_record_name(at, made.records);
    made.field = name_at(first + 1, of, nullptr);
    if (made.records.entry == nullptr || made.records.entry->fields == nullptr) return true;
    const NameTable& fields = *made.records.entry->fields;
    const auto field = longest_match(fields, line_.tokens.all(), first + 1, nullptr);
    if (field && field->end == of) {
        made.field.entry = field->entry;
        made.field.is_field = true;
    } else {
        Guesses(line_).report_unknown(first + 1,
                                      {Wanted::field, &fields, made.records.entry->name});
    }
    return true;
}

bool Builder::read_outcome(std::size_t& at, OutcomeUse& made) {
    const std::size_t first = at;
    const NameTable& outcomes = line_.context.vocabulary->outcomes;
    if (at >= end() || is_word(at, "and")) {
        with(error("missing-operand", at >= end() && at > 0 ? at - 1 : at,
                   at >= end() ? end() : at + 1, "an outcome is missing here"))
            .help("a rule is `condition → outcome`");
        made.outcome = name_at(first, first, nullptr);
        return true;
    }
    const auto found =
        longest_match(outcomes, line_.tokens.all(), at, &line_.context.vocabulary->names);
    const auto ends = [&](std::size_t i) { return i >= end() || is_word(i, "and"); };
    if (found && !ends(found->end)) repair_keyword(found->end);
    if (found && ends(found->end)) {
        at = found->end;
        made.outcome = name_at(first, at, found->entry);
        for (std::size_t i = 0; i < found->slots.size(); ++i) {
            made.arguments.push_back({found->entry->slots[i], count_of_slot(found->slots[i])});
        }
        return true;
    }
    if (found && (token(found->end).kind == TokenKind::comma || is_word(found->end, "or"))) {
        mend([&](Repairs& repairs) { repairs.mend_outcome_joint(found->end); });
    }
    at = Guesses(line_).report_unknown(at, {Wanted::outcome, &outcomes, {}});
    while (!ends(at)) ++at;
    made.outcome = name_at(first, at, nullptr);
    return true;
}

/// Whether the words behind a declared name let it stand. If not, the name is longer than what was
/// declared, or a word of the language is missing or misspelt behind it; the latter is reported and
/// made good.
bool Builder::is_sound_behind(std::size_t first, std::size_t end) {
    mend([&](Repairs& repairs) { repairs.split_minus(end); });
    const Token& next = token(end);
    if (!is_name_word(next) && next.kind != TokenKind::number) return true;
    if (!next.is_joined) {
        mend([&](Repairs& repairs) { repairs.mend_word_behind(first, end); });
        if (is_bare_test(end)) return true;
    }
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
    const Guess guess = Guesses(line_).best_guess(first, {});
    const bool is_longer_name =
        guess.end > end && guess.distance <= 2 && !guess.names.empty() &&
        text::canonical_name(guess.names.front()) != text::canonical_name(words(first, end));
    if (is_longer_name) return false;
    repair_keyword(end);
    const bool may_join = !next.is_joined && (find_name(end) || next.kind == TokenKind::number);
    if (may_join && may_report()) {
        mend([&](Repairs& repairs) { repairs.join_unjoined(first, end); });
    }
    return false;
}

}  // namespace caveat::language
