// Which resources are one thing. Entrances: join_copies, join_identifiers.
//
// Of several that are one, the one counts that says what each other says, or is later than it.
// Where none is, all stay, and none can be read: what each may be about stays open, whichever came
// first.

#include "adapters/fhir/record.hpp"
#include "adapters/fhir/reference.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace caveat::fhir {

namespace {

using Names = std::span<const std::string_view>;

bool is_one_of(Names names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_same(Element a, Element b, Names but_for = {});

/// By name.
std::vector<const Node*> members_of(Element object, Names but_for) {
    std::vector<const Node*> members;
    for (const Node* each = object.tree().first(*object.node()); each != nullptr;
         each = object.tree().after(*each)) {
        if (!is_one_of(but_for, each->key)) members.push_back(each);
    }
    std::sort(members.begin(), members.end(),
              [](const Node* a, const Node* b) { return a->key < b->key; });
    return members;
}

/// In any order. Of a name that stands twice nobody can tell which is meant.
bool has_same_members(Element a, Element b, Names but_for) {
    const std::vector<const Node*> mine = members_of(a, but_for);
    const std::vector<const Node*> others = members_of(b, but_for);
    if (mine.size() != others.size()) return false;
    for (std::size_t i = 0; i < mine.size(); ++i) {
        const bool is_twice = i > 0 && mine[i]->key == mine[i - 1]->key;
        if (is_twice || mine[i]->key != others[i]->key ||
            !is_same({a.tree(), mine[i]}, {b.tree(), others[i]})) {
            return false;
        }
    }
    return true;
}

bool is_same(Element a, Element b, Names but_for) {
    if (!a || !b) return !a && !b;
    if (a.node()->kind != b.node()->kind || a.node()->text != b.node()->text) return false;
    if (a.is(NodeKind::object)) return has_same_members(a, b, but_for);
    const Node* one = a.tree().first(*a.node());
    const Node* other = b.tree().first(*b.node());
    while (one != nullptr && other != nullptr) {
        if (!is_same({a.tree(), one}, {b.tree(), other})) return false;
        one = a.tree().after(*one);
        other = b.tree().after(*other);
    }
    return one == other;
}

std::optional<std::uint64_t> version_of(const Resource& resource) {
    const std::string_view text = resource.element["meta"]["versionId"].text();
    std::uint64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || problem != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

bool is_updated_later(const Resource& a, const Resource& b) {
    const auto time_a = moment_of(a.element["meta"]["lastUpdated"].text());
    const auto time_b = moment_of(b.element["meta"]["lastUpdated"].text());
    return time_a && time_b && is_surely_before(*time_b, *time_a);
}

bool is_later_version(const Resource& a, const Resource& b) {
    const auto version_a = version_of(a);
    const auto version_b = version_of(b);
    if (version_a && version_b && *version_a != *version_b) return *version_a > *version_b;
    return is_updated_later(a, b);
}

/// What is being booked or ordered is never a copy of what the record holds.
Origination kind_of(const Resource& resource) {
    const bool is_context = resource.origination == Origination::appointments ||
                            resource.origination == Origination::drafts;
    return is_context ? resource.origination : Origination::file;
}

bool may_be_one(const Resource& a, const Resource& b) {
    if (kind_of(a) != kind_of(b)) return false;
    const std::string_view base_a = base_of(a);
    const std::string_view base_b = base_of(b);
    return base_a == base_b || base_a.empty() || base_b.empty();
}

using Group = std::vector<Resource*>;
/// Each is compared with each; nobody keeps as many versions of one thing.
constexpr std::size_t most_compared = 256;

/// Sorted by whether they are linked, by others perhaps.
template <class Linked>
std::vector<Group> groups_of(Group all, Linked linked) {
    std::vector<Group> found;
    if (all.size() > most_compared) return {std::move(all)};
    while (!all.empty()) {
        Group group{all.front()};
        all.erase(all.begin());
        for (std::size_t i = 0; i < group.size(); ++i) {
            const auto rest = std::stable_partition(
                all.begin(), all.end(), [&](Resource* each) { return !linked(*group[i], *each); });
            group.insert(group.end(), rest, all.end());
            all.erase(rest, all.end());
        }
        found.push_back(std::move(group));
    }
    return found;
}

/// The one that counts for all; null where nothing tells.
template <class Same, class Later>
Resource* one_that_counts(const Group& group, Same same, Later later) {
    Resource* found = nullptr;
    for (Resource* each : group) {
        if (found != nullptr && !later(*each, *found)) continue;
        if (group.size() > most_compared && each != group.front()) continue;
        const bool counts = std::all_of(group.begin(), group.end(), [&](const Resource* other) {
            return other == each || same(*each, *other) || later(*each, *other);
        });
        if (counts) found = each;
    }
    return found;
}

class Joiner {
  public:
    explicit Joiner(Record& record) : record_(record) {}

    /// Copies have one type and id, and addresses that do not contradict each other. They lie side
    /// by side.
    void join_copies() {
        const std::span<Resource> all = record_.resources;
        for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
            for (end = begin + 1; end < all.size() && all[end].name == all[begin].name;) ++end;
            if (end == begin + 1 || (all[begin].id.empty() && all[begin].full_url.empty()))
                continue;
            Group named;
            for (Resource& each : all.subspan(begin, end - begin)) named.push_back(&each);
            for (const Group& group : groups_of(std::move(named), may_be_one)) join(group);
        }
    }

    /// One thing under two ids: a business identifier, any of them, says that it is one. What is
    /// coded otherwise is another thing, and what was entered in error none.
    void join_identifiers() {
        std::vector<Identified> all;
        for (Resource& resource : record_.resources) {
            if (resource.is_left_out || !needs_subject(resource.type) ||
                is_entered_in_error(resource)) {
                continue;
            }
            resource.element["identifier"].each([&](Element identifier) {
                const std::string_view value = identifier["value"].text();
                if (value.empty()) return;
                all.push_back(
                    {{resource.type, kind_of(resource), identifier["system"].text(), value},
                     &resource});
            });
        }
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        Group last;
        for (auto begin = all.begin(), end = begin; begin != all.end(); begin = end) {
            Group group;
            while (end != all.end() && end->first == begin->first) group.push_back(end++->second);
            // Most share all of their identifiers, or none.
            if (group.size() > 1 && group != last) link_identified(group);
            last = std::move(group);
        }
        join_linked();
    }

  private:
    using Key = std::tuple<std::string_view, Origination, std::string_view, std::string_view>;
    using Identified = std::pair<Key, Resource*>;

    void join(const Group& group) {
        if (group.size() == 1) return;
        constexpr std::array<std::string_view, 2> aside{"meta", "text"};
        Resource* counts = one_that_counts(
            group,
            [&](const Resource& a, const Resource& b) {
                return is_same(a.element, b.element, aside);
            },
            [](const Resource& a, const Resource& b) {
                return may_be_one(a, b) && is_later_version(a, b);
            });
        if (counts == nullptr) {
            record_.problems.error(
                "two-versions", group.front()->name,
                "two versions of it differ, and nothing tells which is later",
                "deliver one, or both with `meta.versionId` or `meta.lastUpdated`");
            for (Resource* each : group) each->is_readable = false;
            // Whose the record is, is known.
            if (group.front()->type != "Patient") return;
            counts = *std::max_element(
                group.begin(), group.end(),
                [](const Resource* a, const Resource* b) { return a->full_url < b->full_url; });
        }
        for (Resource* each : group) {
            if (each == counts) continue;
            add_places(*counts, *each);
            each->is_copy = true;
        }
    }

    /// One counts wherever the other was brought, and is found by its address.
    void add_places(Resource& counts, Resource& left) {
        const auto both =
            record_.memory.room<std::uint32_t>(counts.queries.size() + left.queries.size());
        std::copy(left.queries.begin(), left.queries.end(),
                  std::copy(counts.queries.begin(), counts.queries.end(), both.begin()));
        counts.queries = both;
        if (left.origination == Origination::file) counts.origination = Origination::file;
        if (counts.full_url.empty()) counts.full_url = left.full_url;
        left.is_left_out = true;
    }

    void link_identified(const Group& all) {
        const auto has_same_code = [](const Resource& a, const Resource& b) {
            constexpr std::array<std::string_view, 4> names{
                "code", "type", "medicationCodeableConcept", "medicationReference"};
            return std::all_of(names.begin(), names.end(), [&](std::string_view name) {
                return is_same(a.element[name], b.element[name]);
            });
        };
        for (const Group& group : groups_of(all, has_same_code)) {
            if (group.front() != all.front()) {
                warn(*group.front(), "it has the same identifier as ", *all.front(),
                     ", is coded otherwise, and counts for itself");
            }
            for (Resource* each : group) {
                const auto [first, other] =
                    std::minmax({first_linked(each), first_linked(group.front())});
                linked_[other] = first;
            }
        }
    }

    /// The first of those that are one thing with it. Ways that were long are shorter after.
    Resource* first_linked(Resource* resource) {
        while (true) {
            Resource*& earlier = linked_.try_emplace(resource, resource).first->second;
            if (earlier == resource) return resource;
            earlier = linked_[earlier];
            resource = earlier;
        }
    }

    void join_linked() {
        std::map<Resource*, Group> things;
        for (const auto& [each, earlier] : linked_) things[first_linked(earlier)].push_back(each);
        for (const auto& [first, group] : things) {
            if (group.size() > 1) join_one_thing(group);
        }
    }

    void join_one_thing(const Group& group) {
        constexpr std::array<std::string_view, 4> aside{"id", "identifier", "meta", "text"};
        Resource* const counts = one_that_counts(
            group,
            [&](const Resource& a, const Resource& b) {
                return is_same(a.element, b.element, aside);
            },
            is_updated_later);
        for (Resource* each : group) {
            if (each != group.front()) {
                warn(*each, "by its identifiers it is one thing with ", *group.front(),
                     counts != nullptr ? ", and counts once with it"
                                       : ", but differs, and nothing tells which is later");
            }
            if (counts == nullptr) {
                each->is_readable = false;
            } else if (each != counts) {
                add_places(*counts, *each);
            }
        }
    }

    void warn(const Resource& each, std::string_view how, const Resource& other,
              std::string_view what) {
        record_.problems.warning(
            "one-identifier", each.name,
            std::string(how) + "`" + std::string(other.name) + "`" + std::string(what),
            "give each thing an identifier of its own");
    }

    Record& record_;
    std::map<Resource*, Resource*> linked_;  ///< to an earlier one of the same thing, or itself
};

}  // namespace

void join_copies(Record& record) {
    Joiner(record).join_copies();
}

void join_identifiers(Record& record) {
    Joiner(record).join_identifiers();
}

}  // namespace caveat::fhir
