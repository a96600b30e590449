#include "mapping/tables.hpp"

#include <algorithm>

namespace caveat::mapping {

bool FactSource::understands(std::string_view system) const {
    if (exact.names_system(system) || kinds.names_system(system)) return true;
    return is_told_by_answers() &&
           std::any_of(answers.codes.begin(), answers.codes.end(),
                       [&](const CodeTable& table) { return table.names_system(system); });
}

bool Tables::asks(const FactSource& source, std::uint32_t query) const {
    if (source.query) return *source.query == query;
    return queries[query].resource == row_of(source.from).resource;
}

}  // namespace caveat::mapping
