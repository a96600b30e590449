// Deliveries into resources. Entrance: gather.

#include "adapters/fhir/record.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>

namespace caveat::fhir {

namespace {

constexpr std::size_t most_record_bytes = 64U * 1024U * 1024U;
constexpr std::size_t most_record_values = 4'000'000;

bool is_problem(Element outcome) {
    bool found = !outcome["issue"].exists();
    outcome["issue"].each([&](Element issue) {
        const std::string_view severity = issue["severity"].text();
        found = found || (severity != "information" && severity != "success");
    });
    return found;
}

bool is_subsetted(Element resource) {
    bool found = false;
    resource["meta"]["tag"].each(
        [&](Element tag) { found = found || tag["code"].text() == "SUBSETTED"; });
    return found;
}

class Gatherer {
  public:
    Gatherer(Record& record, std::vector<Resource>& found, const Delivery& delivery,
             std::uint32_t index)
        : record_(record), found_(found), delivery_(delivery), index_(index) {}

    void read() {
        if (!find_origination()) return;
        std::string_view text = delivery_.json;
        while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
        const bool is_null = delivery_.state == DeliveryState::empty ||
                             (delivery_.state == DeliveryState::delivered && text == "null");
        if (is_null) return take_null();
        if (delivery_.state != DeliveryState::delivered) return set(false, false);
        JsonTree& tree = record_.memory.next_tree();
        json::TreeLimits limits;
        limits.bytes = most_record_bytes;
        limits.values = most_record_values;
        limits.what = "record";
        if (auto problem = tree.read(delivery_.json, limits)) {
            problem->path = place();
            problem->help = "nothing of it was used";
            record_.problems.add(std::move(*problem));
            return set(false, false);
        }
        read_root(Element(tree, &tree.root()));
    }

  private:
    [[nodiscard]] std::string place() const {
        if (!delivery_.query.empty()) return std::string(delivery_.query);
        return "record[" + std::to_string(index_) + "]";
    }

    bool find_origination() {
        if (delivery_.query.empty()) {
            record_.has_files = true;
        } else if (delivery_.query == "context.appointments") {
            origination_ = Origination::appointments;
        } else if (delivery_.query == "context.draftOrders") {
            origination_ = Origination::drafts;
        } else {
            origination_ = Origination::query;
            for (std::uint32_t i = 0; i < record_.tables.queries.size(); ++i) {
                if (record_.tables.queries[i].key == delivery_.query) query_ = i;
            }
            if (!query_) {
                record_.problems.error("unknown-query", place(),
                                       "the mapping has no query of this key",
                                       "deliver it under the key of a query, or as a file");
                return false;
            }
            const auto one = record_.memory.room<std::uint32_t>(1);
            one.front() = *query_;
            queries_ = one;
        }
        return true;
    }

    /// Looked, and nothing was found: a complete and empty list, but no patient.
    void take_null() {
        const bool is_list = query_ && !record_.tables.queries[*query_].is_read;
        set(is_list, is_list);
    }

    /// A second delivery of a query is one more page: each must be whole.
    void set(bool is_complete, bool is_looked) {
        if (!query_) return;
        Answered& answered = record_.answered[*query_];
        answered.is_complete = is_complete && (!answered.is_asked || answered.is_complete);
        answered.is_looked = is_looked && (!answered.is_asked || answered.is_looked);
        answered.is_asked = true;
    }

    void read_root(Element root) {
        // As some clients wrap what they fetched.
        if (!root["resourceType"].exists() && root["resource"].is(NodeKind::object)) {
            root = root["resource"];
        }
        const std::string_view type = root["resourceType"].text();
        if (type == "OperationOutcome") return set(false, false);
        if (type == "Bundle") return read_bundle(root);
        if (type.empty()) {
            record_.problems.error("not-fhir", place(), "this is no FHIR resource",
                                   "a resource names its `resourceType`; nothing of it was used");
            return set(false, false);
        }
        add(root, {});
        // One resource is all that a `read` brings, and never proves a list.
        set(query_ && record_.tables.queries[*query_].is_read, true);
    }

    void read_bundle(Element bundle) {
        if (bundle["type"].text() == "history") {
            record_.problems.error("not-fhir", place(), "a history tells what was so, not what is",
                                   "nothing of it was used");
            return set(false, false);
        }
        is_complete_ = bundle["type"].text() == "searchset" && !is_subsetted(bundle);
        const bool has_more = has_next(bundle);
        bundle["entry"].each([&](Element entry) { read_entry(entry); });
        const bool is_cut = has_more || is_total_above(bundle);
        if (is_cut) {
            if (!query_) record_.has_cut_file = true;
            record_.problems.warning(
                "incomplete-delivery", place(),
                "this is one page of several; what is on the others is not known",
                "deliver all pages, one after the other");
        }
        set(is_complete_ && !is_cut, true);
    }

    static bool has_next(Element bundle) {
        bool found = false;
        bundle["link"].each(
            [&](Element link) { found = found || link["relation"].text() == "next"; });
        return found;
    }

    [[nodiscard]] bool is_total_above(Element bundle) const {
        const Element total = bundle["total"];
        if (!total.exists()) return false;
        if (!total.is(NodeKind::number)) return true;
        const std::string_view digits = total.node()->text;
        std::size_t count = 0;
        const auto [end, problem] =
            std::from_chars(digits.data(), digits.data() + digits.size(), count);
        return problem != std::errc() || end != digits.data() + digits.size() || count > matches_;
    }

    void read_entry(Element entry) {
        const std::string_view mode = entry["search"]["mode"].text();
        const Element resource = entry["resource"];
        const std::string_view type = resource["resourceType"].text();
        if (entry["request"]["method"].text() == "DELETE") {
            is_complete_ = false;
            record_.problems.warning("not-fhir", place(), "an entry takes something away",
                                     "deliver what there is; the entry was not used");
            return;
        }
        if (mode == "outcome" || type == "OperationOutcome") {
            if (is_problem(resource)) is_complete_ = false;
            return;
        }
        if (is_subsetted(resource)) is_complete_ = false;
        if (type == "Bundle") {  // as answers to a batch are
            is_complete_ = false;
            if (has_next(resource) && !query_) record_.has_cut_file = true;
            resource["entry"].each([&](Element inner) { read_entry(inner); });
            return;
        }
        if (type.empty()) {
            is_complete_ = false;
            record_.problems.warning("not-fhir", place(), "an entry holds no resource",
                                     "its list does not count as complete");
            return;
        }
        if (mode.empty() || mode == "match") ++matches_;
        add(resource, entry["fullUrl"].text());
    }

    void add(Element element, std::string_view full_url) {
        Resource made;
        made.element = element;
        made.type = element["resourceType"].text();
        made.id = element["id"].text();
        made.full_url = full_url;
        made.origination = origination_;
        made.queries = queries_;
        made.name = made.type;
        if (!made.id.empty()) {
            made.name = record_.memory.joined({made.type, "/", made.id});
        } else if (!full_url.empty()) {
            made.name = record_.memory.joined({made.type, " ", full_url});
        }
        found_.push_back(made);
    }

    Record& record_;
    std::vector<Resource>& found_;
    const Delivery& delivery_;
    std::uint32_t index_;
    Origination origination_ = Origination::file;
    std::optional<std::uint32_t> query_;
    std::span<const std::uint32_t> queries_;  ///< that one, where there is one
    bool is_complete_ = false;
    std::size_t matches_ = 0;
};

/// Whatever comes later goes by type and name; by the order of arrival where both are one.
void put_in_order(Record& record, const std::vector<Resource>& found) {
    const auto order = record.memory.room<const Resource*>(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) order[i] = &found[i];
    std::sort(order.begin(), order.end(), [](const Resource* a, const Resource* b) {
        int by = a->type.compare(b->type);
        // Every name begins with the type.
        if (by == 0) by = a->name.substr(a->type.size()).compare(b->name.substr(b->type.size()));
        return by != 0 ? by < 0 : a < b;
    });
    record.resources = record.memory.room<Resource>(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) record.resources[i] = *order[i];
}

}  // namespace

Diagnostic Problems::made(Severity severity, mapping::DiagnosticCode code, std::string_view path,
                          std::string message, std::string help) {
    Diagnostic found;
    found.severity = severity;
    found.code = code.text();
    found.path = path;
    found.message = std::move(message);
    found.help = std::move(help);
    return found;
}

std::vector<Diagnostic> Problems::take() {
    const auto key = [](const Diagnostic& each) {
        return std::tie(each.path, each.code, each.message);
    };
    std::stable_sort(found_.begin(), found_.end(),
                     [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::exchange(found_, {});
}

bool Record::is_complete(std::uint32_t query) const {
    if (answered[query].is_asked) return answered[query].is_complete;
    return has_files && !has_cut_file &&
           std::find(options.complete.begin(), options.complete.end(),
                     tables.queries[query].resource) != options.complete.end();
}

bool Record::has_newest(std::uint32_t query) const {
    if (answered[query].is_asked) {
        return answered[query].is_complete ||
               (answered[query].is_looked && tables.queries[query].is_newest_first);
    }
    return has_files && !has_cut_file;
}

std::span<const Resource> Record::of_type(std::string_view type) const {
    const auto begin = std::lower_bound(
        resources.begin(), resources.end(), type,
        [](const Resource& each, std::string_view wanted) { return each.type < wanted; });
    const auto end = std::upper_bound(
        begin, resources.end(), type,
        [](std::string_view wanted, const Resource& each) { return wanted < each.type; });
    return {begin, end};
}

void gather(Record& record, std::vector<Resource>& found, std::span<const Delivery> deliveries) {
    record.answered.assign(record.tables.queries.size(), {});
    for (std::uint32_t i = 0; i < deliveries.size(); ++i) {
        Gatherer(record, found, deliveries[i], i).read();
    }
    put_in_order(record, found);
    for (std::uint32_t i = 0; i < record.tables.queries.size(); ++i) {
        const mapping::Query& query = record.tables.queries[i];
        const bool is_there = record.answered[i].is_looked || (record.has_files && !query.is_read);
        if (query.is_required && !is_there && record.of_type(query.resource).empty()) {
            record.problems.error("query-missing", query.key,
                                  "the mapping cannot do without this query, and nothing came",
                                  "deliver what it asks for: `" + query.template_text + "`");
        }
    }
}

}  // namespace caveat::fhir
