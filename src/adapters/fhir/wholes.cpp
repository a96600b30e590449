// Which events are parts of others: a Procedure that is `partOf` a counted one is not another.
// Entrance: wholes_of.

#include "adapters/fhir/answering.hpp"

#include <map>
#include <set>

namespace caveat::fhir {

namespace {

using Events = std::set<const Resource*>;
using Parts = std::multimap<const Resource*, const Resource*>;  // by what they are part of

/// With all their parts, and the parts of those.
std::size_t count_with_parts(Events events, const Parts& parts) {
    std::vector<const Resource*> open(events.begin(), events.end());
    while (!open.empty()) {
        const auto [begin, end] = parts.equal_range(open.back());
        open.pop_back();
        for (auto at = begin; at != end; ++at) {
            if (events.insert(at->second).second) open.push_back(at->second);
        }
    }
    return events.size();
}

}  // namespace

Wholes wholes_of(const Record& record, const std::vector<RecordEvidence*>& evidence) {
    Events counted;
    for (const RecordEvidence* each : evidence) {
        if (each->reading == Reading::yes) counted.insert(each->resource);
    }
    Parts parts;
    Events wholes;
    for (const Resource* each : counted) {
        const std::size_t before = parts.size();
        const auto add = [&](Element part) {
            const Resource* const whole = record.resolve(*each, part["reference"].text());
            if (whole != each && counted.count(whole) != 0) parts.emplace(whole, each);
        };
        const Element part_of = each->element["partOf"];
        part_of.each(add);
        if (part_of.is(NodeKind::object)) add(part_of);  // of an Encounter there is but one
        if (parts.size() == before) wholes.insert(each);
    }
    Wholes found;
    found.is_circular = count_with_parts(wholes, parts) != counted.size();
    std::map<const Resource*, std::size_t> places;
    for (RecordEvidence* each : evidence) {
        if (each->reading != Reading::yes || wholes.count(each->resource) == 0) continue;
        const auto [at, is_new] = places.try_emplace(each->resource, found.events.size());
        if (is_new) found.events.emplace_back();
        found.events[at->second].push_back(each);
    }
    return found;
}

}  // namespace caveat::fhir
