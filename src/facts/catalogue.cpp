// Looks up what a rule set declares: facts, fields and codes, in any spelling of their names.
// Entrances: `Catalogue::find`, `Fact::find_field`, `ValueType::find_code`.

#include "facts/catalogue.hpp"

#include "text/names.hpp"

namespace caveat::facts {

namespace {

/// The position of the entry with this name. Keys are looked up first: that is how programs spell
/// names, and it needs no folding.
std::optional<std::uint32_t> position_of(const KeyTable& keys, std::string_view name) {
    std::uint32_t found = keys.find(name);
    if (found == KeyTable::none) found = keys.find(text::canonical_name(name));
    if (found == KeyTable::none) return std::nullopt;
    return found;
}

template <typename Entry>
KeyTable keys_of(const std::vector<Entry>& entries) {
    KeyTable keys;
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
        keys.add(text::canonical_name(entries[i].name), i);
        keys.add(entries[i].key, i);
    }
    return keys;
}

}  // namespace

std::optional<std::uint32_t> ValueType::find_code(std::string_view wanted) const {
    return position_of(code_keys, wanted);
}

std::optional<std::uint32_t> Fact::find_field(std::string_view wanted) const {
    return position_of(field_keys, wanted);
}

std::uint32_t Catalogue::add(Fact fact) {
    const auto index = static_cast<std::uint32_t>(facts_.size());
    by_key_.add(text::canonical_name(fact.name), index);
    by_key_.add(fact.key, index);
    fact.type.code_keys = keys_of(fact.type.codes);
    fact.field_keys = keys_of(fact.fields);
    for (Field& field : fact.fields) field.type.code_keys = keys_of(field.type.codes);
    facts_.push_back(std::move(fact));
    return index;
}

std::optional<std::uint32_t> Catalogue::find(std::string_view wanted) const {
    return position_of(by_key_, wanted);
}

std::vector<std::string> Catalogue::names() const {
    std::vector<std::string> names;
    names.reserve(facts_.size());
    for (const Fact& fact : facts_) names.push_back(fact.name);
    return names;
}

}  // namespace caveat::facts
