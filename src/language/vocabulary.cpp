// Turns declared names and phrases into a table that finds them in sentences.
// Entrances: NameTable::declare, longest_match.

#include "language/vocabulary.hpp"

#include "language/name_trie.hpp"
#include "text/escapes.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace caveat::language {

Declared declared_as(NameKind kind) {
    switch (kind) {
        case NameKind::yes_no:
        case NameKind::number:
        case NameKind::choice:
        case NameKind::choices:
        case NameKind::date:
        case NameKind::records:
            break;
        case NameKind::each_record:
            return Declared::each_record;
        case NameKind::term:
            return Declared::term;
        case NameKind::parameter:
            return Declared::parameter;
        case NameKind::score:
            return Declared::score;
        case NameKind::code:
            return Declared::code;
        case NameKind::band:
            return Declared::band;
        case NameKind::outcome:
            return Declared::outcome;
    }
    return Declared::fact;
}
namespace {

using text::quoted;
using text::with;

/// Words that end a name wherever they stand.
constexpr std::array<std::string_view, 5> separators = {"and", "or", "unless", "where", "then"};

/// Words that are no whole name of a fact or term. Codes and bands are only looked for where
/// nothing else can stand, so they may be called `none` or `over`.
constexpr std::array<std::string_view, 38> keywords = {
    "not",     "is",       "are",   "include", "includes", "at",      "least",   "most",
    "exactly", "over",     "under", "between", "before",   "after",   "on",      "within",
    "more",    "ago",      "empty", "count",   "total",    "average", "highest", "lowest",
    "latest",  "earliest", "since", "years",   "months",   "weeks",   "days",    "min",
    "max",     "round",    "any",   "no",      "of",       "yes"};

bool is_digits(const std::string& word) {
    return !word.empty() && word.find_first_not_of("0123456789") == std::string::npos;
}

bool is_separator(const PhraseElement& element) {
    return !element.is_slot &&
           std::find(separators.begin(), separators.end(), element.text) != separators.end();
}

bool is_of_a_list(NameKind kind) {
    return kind == NameKind::code || kind == NameKind::band;
}

/// A code in quotes that could also stand without them is a name like any other.
bool needs_quotes(const Scalar& written) {
    if (!text::is_name(written.text)) return true;
    const auto words = text::words(written.text);
    return words.front().folded == "not" ||
           std::any_of(words.begin(), words.end(),
                       [](const text::Word& word) { return is_separator({false, word.folded}); });
}

/// Reports what no condition could write between quotation marks.
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

/// What to type for a code that is no name.
void propose_quotes_for(const Scalar& code, Diagnostic& problem) {
    with(problem)
        .help("in quotes a code may be any text: ")
        .write({{'"' + code.text + '"', {{code.span, text::in_json(code.text)}}}});
}

/// Reports words that would cut the name in two. returns whether there are none.
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
        std::find(keywords.begin(), keywords.end(), spelling.front().text) != keywords.end()) {
        with(diagnostics.error("reserved-word", written.span,
                               quoted(written.text) + " is a word of the language, no name"))
            .help("add a word that says more");
        return false;
    }
    return true;
}

}  // namespace

NameTable::NameTable() : impl_(std::make_unique<Impl>()) {}
NameTable::~NameTable() = default;
NameTable::NameTable(NameTable&&) noexcept = default;
NameTable& NameTable::operator=(NameTable&&) noexcept = default;

std::uint32_t NameTable::Impl::step(std::uint32_t node, std::uint32_t word) const {
    const auto found = edges.find((std::uint64_t{node} << 32U) | word);
    return found == edges.end() ? none : found->second;
}

std::uint32_t NameTable::Impl::word_number(const std::string& word) const {
    const auto found = words.find(word);
    return found == words.end() ? none : found->second;
}

std::uint32_t NameTable::Impl::clash(const Spelling& spelling) const {
    std::vector<std::uint32_t> nodes = {0};
    for (const auto& element : spelling) {
        std::vector<std::uint32_t> next;
        for (const std::uint32_t node : nodes) {
            const std::uint32_t by_slot = trie[node].has_slot ? step(node, slot_word) : none;
            if (element.is_slot) {
                if (by_slot != none) next.push_back(by_slot);
                // A slot takes a number, which may also stand as a word of a name.
                for (const std::uint32_t number : digit_words) {
                    if (const auto by_word = step(node, number); by_word != none) {
                        next.push_back(by_word);
                    }
                }
                continue;
            }
            if (by_slot != none && is_digits(element.text)) next.push_back(by_slot);
            const std::uint32_t number = word_number(element.text);
            if (number == none) continue;
            if (const auto by_word = step(node, number); by_word != none) next.push_back(by_word);
        }
        nodes = std::move(next);
        if (nodes.empty()) return none;
    }
    for (const std::uint32_t node : nodes) {
        if (trie[node].entry != none) return trie[node].entry;
    }
    return none;
}

void NameTable::Impl::insert(const Spelling& spelling, std::uint32_t entry) {
    std::uint32_t node = 0;
    for (const auto& element : spelling) {
        std::uint32_t number = slot_word;
        if (element.is_slot) {
            trie[node].has_slot = true;
        } else {
            const auto next_number = static_cast<std::uint32_t>(words.size() + 1);
            const auto [word, is_new] = words.emplace(element.text, next_number);
            number = word->second;
            if (is_new && is_digits(element.text)) digit_words.push_back(number);
        }
        const std::uint64_t key = (std::uint64_t{node} << 32U) | number;
        const auto next_node = static_cast<std::uint32_t>(trie.size());
        const auto [edge, is_new] = edges.emplace(key, next_node);
        if (is_new) trie.emplace_back();
        node = edge->second;
    }
    trie[node].entry = entry;
}

bool NameTable::declare(const Scalar& written, Entry entry, bool may_have_slots,
                        text::Diagnostics& diagnostics, std::size_t most_slots) {
    if (add(written, std::move(entry), may_have_slots, diagnostics, most_slots)) return true;
    reject(written);
    return false;
}

void NameTable::reject(const Scalar& written) {
    impl_->rejected.insert(text::canonical_name(written.text));
    const auto first = text::word_at(written.text, 0);
    const bool is_phrase = written.text.find_first_of("{}()/") != std::string::npos;
    if (is_phrase && first) impl_->rejected_starts.insert(first->folded);
}

bool NameTable::add_quoted(const Scalar& written, Entry entry, text::Diagnostics& diagnostics) {
    if (!check_quoted(written, diagnostics)) return false;
    const auto index = static_cast<std::uint32_t>(impl_->entries.size());
    const auto [place, is_new] = impl_->exact.emplace(text::canonical_name(written.text), index);
    if (!is_new) {
        with(diagnostics.error("duplicate-name", written.span,
                               quoted(written.text) + " is declared twice"))
            .help("give one of them another name")
            .label(impl_->entries[place->second].span, "first declared here");
        return false;
    }
    if (const auto other = impl_->look_alikes.add(place->first, index)) {
        text::report_look_alike(written.span, written.text, impl_->entries[*other].span,
                                diagnostics);
        impl_->exact.erase(place);
        return false;
    }
    entry.name = written.text;
    entry.span = written.span;
    entry.is_quoted = true;
    impl_->has_quoted = true;
    impl_->entries.push_back(std::move(entry));
    impl_->spellings.emplace_back();
    return true;
}

bool NameTable::add(const Scalar& written, Entry entry, bool may_have_slots,
                    text::Diagnostics& diagnostics, std::size_t most_slots) {
    if (written.is_broken) return false;
    const bool is_in_quotes =
        written.style == ScalarStyle::double_quoted || written.style == ScalarStyle::single_quoted;
    if (entry.kind == NameKind::code && is_in_quotes && needs_quotes(written)) {
        return add_quoted(written, std::move(entry), diagnostics);
    }
    if (entry.kind == NameKind::code && !text::is_name(written.text)) {
        propose_quotes_for(written, diagnostics.error("bad-name", written.span,
                                                      quoted(written.text) + " is no name"));
        return false;
    }
    auto phrase = read_phrase(written, may_have_slots, most_slots, diagnostics);
    if (!phrase) return false;
    for (const auto& spelling : phrase->spellings) {
        if (!check_words(written, spelling, entry.kind, diagnostics)) return false;
    }
    for (const auto& spelling : phrase->spellings) {
        const std::uint32_t other = impl_->clash(spelling);
        if (other == Impl::none) continue;
        const Entry& first = impl_->entries[other];
        const bool is_same = phrase->slots.empty() && first.slots.empty();
        with(diagnostics.error(is_same ? text::DiagnosticCode("duplicate-name")
                                       : text::DiagnosticCode("ambiguous-phrase"),
                               written.span,
                               is_same ? quoted(written.text) + " is declared twice"
                                       : quoted(written.text) + " and " + quoted(first.name) +
                                             " match the same words"))
            .help(is_same ? "give one of them another name" : "change a word in one of them")
            .label(first.span, is_same ? "first declared here" : "the other one is here");
        return false;
    }
    for (const auto& slot : phrase->slots) {
        if (const Entry* named = find(slot)) {
            with(diagnostics.error("slot-is-a-name", written.span,
                                   "the slot `{" + slot + "}` has the name of something declared"))
                .help("give the slot another name")
                .label(named->span, "declared here");
            return false;
        }
    }
    const std::string canonical = text::canonical_name(written.text);
    if (const auto slot = impl_->slot_names.find(canonical); slot != impl_->slot_names.end()) {
        with(diagnostics.error("slot-is-a-name", written.span,
                               quoted(written.text) + " is also the name of a slot"))
            .help("give the slot another name")
            .label(slot->second, "the slot is here");
        return false;
    }
    const auto index = static_cast<std::uint32_t>(impl_->entries.size());
    if (const auto other = impl_->look_alikes.add(canonical, index)) {
        text::report_look_alike(written.span, written.text, impl_->entries[*other].span,
                                diagnostics);
        return false;
    }
    for (const auto& spelling : phrase->spellings) impl_->insert(spelling, index);
    for (const auto& slot : phrase->slots) impl_->slot_names.emplace(slot, written.span);
    impl_->exact.emplace(canonical, index);
    entry.name = written.text;
    entry.span = written.span;
    entry.slots = std::move(phrase->slots);
    impl_->entries.push_back(std::move(entry));
    impl_->spellings.push_back(std::move(phrase->spellings));
    return true;
}

const Entry* NameTable::find(std::string_view name) const {
    const auto found = impl_->exact.find(text::canonical_name(name));
    return found == impl_->exact.end() ? nullptr : &impl_->entries[found->second];
}

std::span<const Entry> NameTable::entries() const {
    return impl_->entries;
}

std::vector<std::string> NameTable::names() const {
    std::vector<std::string> names;
    names.reserve(impl_->entries.size());
    for (const auto& entry : impl_->entries) names.push_back(entry.typed());
    return names;
}

namespace {

/// Walks every way in which names of the table match from one token on.
class Matcher {
  public:
    Matcher(const NameTable::Impl& table, const std::vector<Token>& tokens,
            const NameTable* parameters, const Entry* without)
        : table_(table), tokens_(tokens), parameters_(parameters), without_(without) {}

    std::optional<NameMatch> match(std::size_t begin) {
        walk(0, begin);
        return best_;
    }

  private:
    void walk(std::uint32_t node, std::size_t at) {
        keep(node, at);
        const Token& token = tokens_[at];
        if (is_name_word(token)) {
            if (const auto number = table_.word_number(token.folded);
                number != NameTable::Impl::none) {
                const auto next = table_.step(node, number);
                if (next != NameTable::Impl::none) walk(next, at + 1);
            }
        }
        if (!table_.trie[node].has_slot) return;
        const auto next = table_.step(node, NameTable::Impl::slot_word);
        if (token.kind == TokenKind::number) {
            slots_.push_back({at, at + 1, nullptr});
            walk(next, at + 1);
            slots_.pop_back();
        } else if (parameters_ != nullptr && token.kind == TokenKind::word) {
            const auto parameter = longest_match(*parameters_, tokens_, at, nullptr);
            if (!parameter || parameter->entry->kind != NameKind::parameter) return;
            slots_.push_back({at, parameter->end, parameter->entry});
            walk(next, parameter->end);
            slots_.pop_back();
        }
    }

    void keep(std::uint32_t node, std::size_t at) {
        const std::uint32_t index = table_.trie[node].entry;
        if (index == NameTable::Impl::none) return;
        const Entry* entry = &table_.entries[index];
        if (entry == without_ || (best_ && best_->end > at)) return;
        if (best_ && best_->end == at) {
            if (best_->entry != entry) best_->rival = entry;
            return;
        }
        best_ = NameMatch{entry, at, slots_, nullptr};
    }

    const NameTable::Impl& table_;
    const std::vector<Token>& tokens_;
    const NameTable* parameters_;
    const Entry* without_;
    std::vector<SlotMatch> slots_;
    std::optional<NameMatch> best_;
};

}  // namespace

std::optional<NameMatch> longest_match(const NameTable& table, const std::vector<Token>& tokens,
                                       std::size_t begin, const NameTable* parameters,
                                       const Entry* without) {
    if (begin >= tokens.size()) return std::nullopt;  // whoever looks ahead may look past the end
    if (tokens[begin].kind == TokenKind::quoted) {
        const auto found = table.impl().exact.find(tokens[begin].folded);
        if (found == table.impl().exact.end()) return std::nullopt;
        const Entry& entry = table.impl().entries[found->second];
        if (!is_of_a_list(entry.kind)) return std::nullopt;  // other names stand without quotes
        return NameMatch{&entry, begin + 1, {}, nullptr};
    }
    return Matcher(table.impl(), tokens, parameters, without).match(begin);
}

}  // namespace caveat::language
