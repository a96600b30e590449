// From sentences to the undeclared names in them. Entrances: look_at_rule, look_at_condition,
// look_at_outcomes.
//
// A sentence is a row of tests between `and`, `or`, `unless`, `not`, parentheses and semicolons. A
// test begins with what it is about; what follows shows the kind: a sign or `over 7` a number,
// `is gentle` a choice, `within the last` a date, nothing a yes or no.

#include "editing/names_used.hpp"

#include "editing/sentence_words.hpp"
#include "language/document_reader.hpp"
#include "language/name_trie.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <utility>

namespace caveat::editing {

using language::Scalar;
using language::TokenKind;

UsedName& used_name(const Scalar& name, std::vector<UsedName>& names,
                    std::map<std::string, std::size_t>& by_name) {
    const auto [known, is_new] = by_name.emplace(text::canonical_name(name.text), names.size());
    if (is_new) {
        names.emplace_back();
        names.back().name = name;
    }
    return names[known->second];
}

UsedName& NamesUsed::fact(const Scalar& name) {
    return used_name(name, facts, fact_by_name);
}

UsedName* NamesUsed::find(std::string_view canonical) {
    const auto known = fact_by_name.find(std::string(canonical));
    return known == fact_by_name.end() ? nullptr : &facts[known->second];
}

namespace {

/// The record whose fields the names between some tokens are.
struct Scope {
    std::size_t end = 0;
    std::optional<std::size_t> records;  ///< nothing: they are declared, and so are their fields
    const language::NameTable* fields = nullptr;
};

class Reader {
  public:
    Reader(const Scalar& text, const language::Vocabulary& declared,
           const std::vector<std::string>& slots, NamesUsed& names)
        : text_(text), words_(text.text), declared_(declared), slots_(slots), names_(names) {}

    void rule() {
        std::size_t arrow = 0;
        while (arrow < words_.end() && !words_.is_arrow(arrow)) ++arrow;
        conditions(0, arrow);
        if (arrow < words_.end()) outcomes(arrow + 1);
    }

    void condition() { conditions(0, words_.end()); }

    void number() {
        numbers_until_ = words_.end();
        condition();
    }

    void outcomes(std::size_t at) {
        while (at < words_.end()) {
            std::size_t last = at;
            while (last < words_.end() && words_[last].kind != TokenKind::comma &&
                   (last == at || !words_.is(last, "and"))) {
                ++last;
            }
            outcome(at, last);
            at = last + 1;
        }
    }

  private:
    void outcome(std::size_t first, std::size_t last) {
        const auto known =
            language::longest_match(declared_.outcomes, words_.tokens(), first, &declared_.names);
        if (known && known->end >= last) return;
        for (std::size_t i = first; i < last; ++i) {
            if (!language::is_name_word(words_[i])) return;  // the grammar says what is wrong
        }
        if (first == last) return;
        const Scalar name = part(first, last);
        const std::string canonical = text::canonical_name(name.text);
        const bool is_new = std::none_of(
            names_.outcomes.begin(), names_.outcomes.end(),
            [&](const Scalar& each) { return text::canonical_name(each.text) == canonical; });
        if (is_new) names_.outcomes.push_back(name);
    }

    void conditions(std::size_t at, std::size_t end) {
        end_ = end;
        while (at < end) {
            while (!scopes_.empty() && at >= scopes_.back().end) scopes_.pop_back();
            at = std::max(test(at), at + 1);
        }
        scopes_.clear();
    }

    /// One test, or a word or sign between tests. returns the token behind it.
    std::size_t test(std::size_t at) {
        if (words_.is_verb(at)) return words_.behind(at, end_).next;  // of a measure
        const Opening opening = words_.opening_at(at, end_);
        switch (opening.form) {
            case OpeningForm::between:
                if (words_[at].kind == TokenKind::slash) next_is_divisor_ = true;
                return opening.end;
            case OpeningForm::number:
                return opening.end;
            case OpeningForm::numbers:  // `min(`: everything up to its end
                numbers_until_ = std::max(numbers_until_, words_.closing(opening.end));
                return opening.end;
            case OpeningForm::since:
                return since(opening.end, at);
            case OpeningForm::records:
                return records(opening, at);
            case OpeningForm::measure:
                return measure(
                    opening, at,
                    words_.may_be_date_name(at) ? std::optional(FactKind::date) : std::nullopt);
            case OpeningForm::counted:
                return counted(opening.end, at);
            case OpeningForm::name:
                break;
        }
        return operand(opening.end, std::nullopt, at);
    }

    /// Whether a declared name begins here. Fields come first inside `where`.
    std::optional<std::size_t> declared_at(std::size_t at) const {
        std::optional<std::size_t> end;
        if (words_[at].is_joined) return end;
        if (!scopes_.empty() && scopes_.back().fields != nullptr) {
            if (const auto field =
                    language::longest_match(*scopes_.back().fields, words_.tokens(), at, nullptr)) {
                end = field->end;
            }
        }
        if (const auto name =
                language::longest_match(declared_.names, words_.tokens(), at, &declared_.names)) {
            end = std::max(end.value_or(0), name->end);
        }
        const auto is_slot = [&](const std::string& slot) { return slot == words_[at].folded; };
        if (!end && std::any_of(slots_.begin(), slots_.end(), is_slot)) end = at + 1;
        return end;
    }

    /// A name, and what follows it. returns the token behind the whole test.
    std::size_t operand(std::size_t at, std::optional<FactKind> kind, std::size_t first) {
        if (at >= end_) return at;
        const bool is_divisor = std::exchange(next_is_divisor_, false);
        if (is_divisor && words_[at].kind == TokenKind::open) {
            divisors_until_ = std::max(divisors_until_, words_.closing(at + 1));
            return at;
        }
        if (const auto end = declared_at(at)) {
            const Behind behind = words_.behind(*end, end_);
            const std::string canonical = text::canonical_name(part(at, *end).text);
            if (words_.is_behind_sign(at)) compare_with_left(canonical);
            compared_left_ = canonical;
            return std::max(*end, behind.next);
        }
        std::size_t end = words_.name_end(at, end_);
        if (end == at) return at + 1;
        const std::optional<Limit> limit = limit_behind(at);
        if (limit) end = limit->name_end;
        if (words_.is_negation(at, end) || words_.begins_no_name(at) ||
            words_.is_calculated_time(at, end)) {
            return end;
        }
        Behind behind = words_.behind(end, end_);
        if (limit) {
            behind = {};
            behind.kind = FactKind::number;
            behind.next = limit->end;
        }
        if (behind.is_refused) return behind.next;  // no fact could make sense of it
        if (!kind && !behind.kind && is_behind_code(at)) {
            add_code(*names_.find(coded_), at, end);
            return end;
        }
        UsedName* const name = used(part(at, end));
        if (name == nullptr) return std::max(end, behind.next);
        if (!behind.codes.empty() && scopes_.empty()) {
            coded_ = text::canonical_name(name->name.text);
            behind_codes_ = behind.next;
        }
        const bool is_date = words_.is_date_name(at, end) || words_.may_be_date_name(at);
        if (is_date && behind.kind != FactKind::yes_no) kind = FactKind::date;
        const bool is_number = at < numbers_until_ || words_.is_arithmetic(at, end, end_);
        if (!kind && is_number) kind = FactKind::number;
        if (!kind) kind = behind.kind;
        name->is_divisor = name->is_divisor || is_divisor || at < divisors_until_;
        if (kind) show(*name, *kind, first, std::max(end, behind.next));
        for (const auto& [code_first, code_last] : behind.codes)
            add_code(*name, code_first, code_last);
        const bool had_unit = !name->unit.empty();
        compare(*name, at, behind);
        if (!had_unit && !behind.unit.empty()) {
            show_unit(*name, first, std::max(end, behind.next));
        }
        if (limit) compare_with_left(limit->parameter);
        return std::max(end, behind.next);
    }

    /// `pain severe from or more`, `pain is over severe from`: a declared parameter behind a name.
    struct Limit {
        std::size_t name_end;
        std::size_t end;
        std::string parameter;  ///< canonical
    };

    std::optional<Limit> limit_behind(std::size_t at) const {
        constexpr std::size_t most_words = 12;
        constexpr std::string_view between =
            "is are not at least most over above under below more less than";
        for (std::size_t first = at + 1; first < end_ && first < at + most_words; ++first) {
            if (!language::is_name_word(words_[first])) return std::nullopt;
            const auto found =
                language::longest_match(declared_.names, words_.tokens(), first, &declared_.names);
            if (!found || found->entry->kind != language::NameKind::parameter) continue;
            std::size_t name_end = first;
            while (name_end > at + 1 && words_.is_any_of(name_end - 1, between)) --name_end;
            const std::size_t end = found->end;
            const bool is_open = words_.is(end, "or") &&
                                 words_.is_any_of(end + 1, "more over older less under younger");
            if (name_end == first && !is_open) return std::nullopt;
            return Limit{name_end, is_open ? end + 2 : end,
                         text::canonical_name(part(first, end).text)};
        }
        return std::nullopt;
    }

    void compare_with_left(const std::string& right) {
        if (UsedName* const left = names_.find(compared_left_))
            left->compared_with.push_back(right);
    }

    /// `ankle or midfoot` behind `pain zone is`: another code, or another question. Nobody can
    /// tell, so it becomes a code, and the grammar says how either is written.
    bool is_behind_code(std::size_t at) const {
        return at > 0 && at - 1 == behind_codes_ && words_.is(at - 1, "or") &&
               names_.fact_by_name.contains(coded_);
    }

    /// Numbers that stand on both sides of a sign share a unit.
    void compare(UsedName& name, std::size_t at, const Behind& behind) {
        if (name.unit.empty()) name.unit = behind.unit;
        const std::string canonical = text::canonical_name(name.name.text);
        if (words_.is_behind_sign(at) && !compared_left_.empty()) {
            name.compared_with.push_back(compared_left_);
            if (UsedName* other = names_.find(compared_left_))
                other->compared_with.push_back(canonical);
        }
        if (name.unit.empty()) name.unit = words_.unit_before(at);
        compared_left_ = canonical;
    }

    UsedName* used(const Scalar& name) {
        if (scopes_.empty()) return &names_.fact(name);
        if (!scopes_.back().records) return nullptr;
        UsedName& records = names_.facts[*scopes_.back().records];
        return &used_name(name, records.fields, records.field_by_name);
    }

    void show(UsedName& name, FactKind kind, std::size_t first, std::size_t last) {
        if (name.kind_is_shown) return;
        name.kind = kind;
        name.kind_is_shown = kind != FactKind::yes_no;
        name.shown_by = words_.written(first, std::min(last, end_));
    }

    /// What shows the unit shows more than what came before without one.
    void show_unit(UsedName& name, std::size_t first, std::size_t last) {
        std::string words = words_.written(first, std::min(last, end_));
        if (!name.kind_is_shown || name.shown_by == words) return;
        name.without_unit = std::exchange(name.shown_by, std::move(words));
    }

    void add_code(UsedName& name, std::size_t first, std::size_t last) {
        Scalar code = part(first, last);
        if (words_[first].kind == TokenKind::quoted) {
            code = language::part_of(text_, words_[first].begin + 1, words_[first].end - 1);
            code.style = language::ScalarStyle::double_quoted;
        }
        const std::string canonical = text::canonical_name(code.text);
        const bool is_new = std::none_of(
            name.codes.begin(), name.codes.end(),
            [&](const Scalar& each) { return text::canonical_name(each.text) == canonical; });
        if (is_new) name.codes.push_back(code);
    }

    /// `at least enough days days`: the count is a parameter, or a slot of a phrase.
    std::size_t counted(std::size_t count, std::size_t first) {
        const auto end = declared_at(count);
        if (!end) return operand(first, std::nullopt, first);
        if (words_.is(*end, "of")) return *end + 1;
        Opening opening;
        opening.end = *end;
        return records(opening, first);
    }

    /// `any session where …`, `at least 2 sessions`, `count of sessions`.
    std::size_t records(const Opening& opening, std::size_t first) {
        const bool is_number = words_.is(first, "count");
        const std::size_t at = opening.end;
        if (const auto end = declared_at(at)) {
            enter_declared(at, *end, is_number);
            return *end;
        }
        const std::size_t end = words_.name_end(at, end_);
        if (end == at) return at + 1;
        const Scalar written = part(at, end);
        const bool is_singular =
            opening.is_singular || !written.text.ends_with('s') || written.text.ends_with("ss");
        UsedName& list =
            names_.fact(is_singular ? with_text(written, plural(written.text)) : written);
        show(list, FactKind::records, first, end);
        if (!list.each) {
            list.each = is_singular ? written : with_text(written, singular(written.text));
        }
        enter(list, end, is_number);
        return end;
    }

    /// `years since birth date`, `weeks since latest date of sessions`
    std::size_t since(std::size_t at, std::size_t first) {
        const Opening opening = words_.opening_at(at, end_);
        if (opening.form != OpeningForm::measure) return operand(at, FactKind::date, first);
        return measure(opening, first, FactKind::date);
    }

    /// `latest pain of sessions where …`
    std::size_t measure(const Opening& opening, std::size_t first,
                        std::optional<FactKind> kind = std::nullopt) {
        const std::size_t at = opening.end;
        if (const auto end = declared_at(at)) {
            enter_declared(at, *end, true);
            return *end;
        }
        const std::size_t end = words_.name_end(at, end_);
        if (end == at) return at + 1;
        const Scalar written = part(at, end);
        UsedName& list = names_.fact(written);
        show(list, FactKind::records, first, end);
        if (!list.each) list.each = with_text(written, singular(written.text));
        list.is_dated = list.is_dated || opening.is_by_date;
        const std::size_t before = words_.where_end(end, end_, true);
        const Behind behind = words_.behind(before, end_);
        UsedName& field =
            used_name(part(opening.field, opening.field_end), list.fields, list.field_by_name);
        const bool is_plain_number =
            !opening.is_by_date || words_.is_arithmetic(first, before, end_);
        if (!kind) {
            kind = is_plain_number ? FactKind::number : behind.kind.value_or(FactKind::yes_no);
        }
        show(field, *kind, first, std::max(before, behind.next));
        if (field.unit.empty()) field.unit = behind.unit;
        for (const auto& [code_first, code_last] : behind.codes)
            add_code(field, code_first, code_last);
        if (before == end) return std::max(end, behind.next);
        enter(list, end, true);
        return end;
    }

    void enter(UsedName& list, std::size_t at, bool is_number) {
        if (!words_.is(at, "where")) return;
        const auto index = static_cast<std::size_t>(&list - names_.facts.data());
        scopes_.push_back({words_.where_end(at, end_, is_number), index, nullptr});
    }

    void enter_declared(std::size_t at, std::size_t end, bool is_number) {
        if (!words_.is(end, "where")) return;
        const auto found =
            language::longest_match(declared_.names, words_.tokens(), at, &declared_.names);
        const language::NameTable* fields =
            found && found->entry->fields ? found->entry->fields.get() : nullptr;
        scopes_.push_back({words_.where_end(end, end_, is_number), std::nullopt, fields});
    }

    Scalar part(std::size_t first, std::size_t last) const {
        return language::part_of(text_, words_[first].begin, words_[last - 1].end);
    }

    static Scalar with_text(Scalar at, std::string text) {
        at.origin.assign(text.size() + 1, at.span.end);
        if (!at.origin.empty()) at.origin.front() = at.span.begin;
        at.text = std::move(text);
        return at;
    }

    const Scalar& text_;
    SentenceWords words_;
    const language::Vocabulary& declared_;
    const std::vector<std::string>& slots_;
    NamesUsed& names_;
    std::size_t end_ = 0;
    std::vector<Scope> scopes_;
    std::size_t numbers_until_ = 0;
    std::size_t divisors_until_ = 0;
    bool next_is_divisor_ = false;
    std::string compared_left_;
    std::string coded_;             ///< canonical name of the choice tested last
    std::size_t behind_codes_ = 0;  ///< the token behind its codes
};

}  // namespace

void look_at_rule(const Scalar& sentence, const language::Vocabulary& declared, NamesUsed& names) {
    const std::vector<std::string> no_slots;
    Reader(sentence, declared, no_slots, names).rule();
}

void look_at_condition(const Scalar& text, const language::Vocabulary& declared,
                       const std::vector<std::string>& slots, NamesUsed& names) {
    Reader(text, declared, slots, names).condition();
}

void look_at_number(const Scalar& text, const language::Vocabulary& declared, NamesUsed& names) {
    const std::vector<std::string> no_slots;
    Reader(text, declared, no_slots, names).number();
}

void look_at_outcomes(const Scalar& text, const language::Vocabulary& declared, NamesUsed& names) {
    const std::vector<std::string> no_slots;
    Reader(text, declared, no_slots, names).outcomes(0);
}

}  // namespace caveat::editing
