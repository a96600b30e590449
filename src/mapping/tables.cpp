#include "mapping/tables.hpp"

#include <algorithm>

namespace caveat::mapping {

bool FactSource::understands(std::string_view system) const {
    if (exact.names_system(system) || kinds.names_system(system)) return true;
    return is_told_by_answers() &&
           std::any_of(answers.codes.begin(), answers.codes.end(),
                       [&](const CodeTable& table) { return table.names_system(system); });
}

bool FactSource::is_below(std::string_view system, std::string_view code) const {
    const auto has = [&](const CodeTable& table) { return table.has_below(system, code); };
    return has(exact) || has(kinds) ||
           (is_told_by_answers() && std::any_of(answers.codes.begin(), answers.codes.end(), has));
}

bool Tables::asks(const FactSource& source, std::uint32_t query) const {
    if (source.query) return *source.query == query;
    return queries[query].resource == row_of(source.from).resource;
}

}  // namespace caveat::mapping
