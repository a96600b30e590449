// Takes up declared names and phrases, and refuses two that could not be told apart.
// Entrance: NameTable::declare.

#include "language/vocabulary.hpp"

#include "language/name_trie.hpp"
#include "language/name_words.hpp"
#include "text/names.hpp"

#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

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

NameTable::NameTable() : impl_(std::make_unique<Impl>()) {}
NameTable::~NameTable() = default;
NameTable::NameTable(NameTable&&) noexcept = default;
NameTable& NameTable::operator=(NameTable&&) noexcept = default;

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

}  // namespace caveat::language
