// Where references lead. Entrances: Record::resolve, Record::courses_of,
// Record::observed_during.

#include "adapters/fhir/reference.hpp"

#include <algorithm>
#include <bit>
#include <functional>

namespace caveat::fhir {

std::string_view base_of(const Resource& resource) {
    std::string_view url = resource.full_url;
    if (!url.starts_with("http")) return {};
    for (const std::string_view tail : {resource.id, std::string_view("/"), resource.type}) {
        if (!url.ends_with(tail)) return {};
        url.remove_suffix(tail.size());
    }
    return url;
}

std::string absolute(const Resource& from, std::string_view reference) {
    const std::string_view bare = without_version(reference);
    const bool is_relative =
        bare.find(':') == std::string_view::npos && !bare.starts_with('#') && !bare.empty();
    return (is_relative ? std::string(base_of(from)) : std::string()) + std::string(bare);
}

std::string_view without_version(std::string_view reference) {
    return reference.substr(0, reference.find("/_history/"));
}

Record::Address& Record::address(std::string_view url) const {
    const std::size_t mask = addresses_.size() - 1;
    std::size_t at = std::hash<std::string_view>()(url) & mask;
    while (addresses_[at].resource != nullptr && addresses_[at].resource->full_url != url) {
        at = (at + 1) & mask;
    }
    return addresses_[at];
}

const Resource* Record::at_url(std::string_view url) const {
    if (addresses_.empty()) {
        addresses_ = memory.room<Address>(std::bit_ceil(2 * resources.size() + 1));
        for (const Resource& each : resources) {
            if (each.is_copy || each.full_url.empty()) continue;
            Address& own = address(each.full_url);
            own.is_shared = own.is_shared || own.resource != nullptr;
            own.resource = &each;
        }
    }
    const Address& found = address(url);
    return found.is_shared ? nullptr : found.resource;
}

const Resource* Record::named(std::string_view name) const {
    const std::size_t slash = name.find('/');
    if (slash == std::string_view::npos) return nullptr;
    const std::string_view id = name.substr(slash + 1);
    const auto all = of_type(name.substr(0, slash));
    const Resource* found = nullptr;
    // Those without an id come first.
    auto at = std::lower_bound(all.begin(), all.end(), id,
                               [](const Resource& each, std::string_view wanted) {
                                   return each.id.empty() || each.id < wanted;
                               });
    for (; at != all.end() && at->id == id; ++at) {
        if (at->is_copy) continue;
        if (found != nullptr) return nullptr;
        found = &*at;
    }
    return found;
}

const Resource* Record::resolve(const Resource& from, std::string_view reference) const {
    const std::string full = absolute(from, reference);
    if (const Resource* found = at_url(full)) return found;
    const std::string_view bare = without_version(reference);
    if (bare.find(':') != std::string_view::npos) return nullptr;
    const Resource* const found = named(bare);
    // By name alone only where no address says otherwise.
    const bool is_elsewhere =
        found != nullptr && !base_of(from).empty() && !base_of(*found).empty();
    return is_elsewhere ? nullptr : found;
}

Element Record::resolve_element(const Resource& from, std::string_view reference) const {
    if (!reference.starts_with('#')) {
        const Resource* const found = resolve(from, reference);
        return found == nullptr ? Element() : found->element;
    }
    Element target;
    bool is_shared = false;
    from.element["contained"].each([&](Element contained) {
        if (contained["id"].text() != reference.substr(1)) return;
        is_shared = target.exists();
        target = contained;
    });
    return is_shared ? Element() : target;
}

Record::Target Record::target_of(const Resource& from, std::string_view reference) const {
    const Resource* const found = resolve(from, reference);
    return {found, found != nullptr ? std::string() : absolute(from, reference)};
}

namespace {

std::string_view encounter_of(const Resource& resource) {
    return resource.element["encounter"]["reference"].text();
}

}  // namespace

std::vector<Record::Target> Record::courses_of(const Resource& event) const {
    std::vector<Target> courses{{&event, {}}};
    if (event.type != "Encounter" && !encounter_of(event).empty()) {
        courses.push_back(target_of(event, encounter_of(event)));
    }
    return courses;
}

std::vector<const Resource*> Record::observed_during(const Target& course) const {
    if (!observations_) {
        observations_.emplace();
        for (const Resource& each : of_type("Observation")) {
            if (each.is_left_out) continue;
            each.element["partOf"].each([&](Element part) {
                const Resource* const whole = resolve(each, part["reference"].text());
                if (whole != nullptr) observations_->emplace(Target(whole, ""), &each);
            });
            if (encounter_of(each).empty()) continue;
            observations_->emplace(target_of(each, encounter_of(each)), &each);
        }
    }
    std::vector<const Resource*> found;
    const auto [begin, end] = observations_->equal_range(course);
    for (auto at = begin; at != end; ++at) found.push_back(at->second);
    return found;
}

}  // namespace caveat::fhir
