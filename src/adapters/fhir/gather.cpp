// Deliveries into resources. Entrance: gather.

#include "adapters/fhir/record.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

namespace caveat::fhir {

namespace {

constexpr std::size_t most_record_bytes = 64U * 1024U * 1024U;
constexpr std::size_t most_record_values = 4'000'000;
/// It stands in every message about the resource; an id of R4 has at most 64 characters.
constexpr std::size_t most_name_bytes = 2048;

/// What cannot be read may be one.
bool is_problem(Element outcome) {
    bool found = !outcome["issue"].first().exists() || !why_unreadable(outcome).empty();
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
        if (delivery_.state != DeliveryState::delivered) return not_looked();
        JsonTree& tree = record_.memory.next_tree();
        json::TreeLimits limits;
        limits.bytes = most_record_bytes;
        limits.values = most_record_values;
        limits.what = "record";
        if (auto problem = tree.read(delivery_.json, limits)) {
            problem->path = place();
            problem->help = "nothing of it was used";
            record_.problems.add(std::move(*problem));
            return not_looked();
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
            is_file_ = true;
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
        is_list ? looked(true) : not_looked();
    }

    void not_looked() { add_answer(false, false); }
    /// Of a query, `is_list` says whether this is how all of it would come.
    void looked(bool is_list) { add_answer(is_list && is_whole_, query_ || is_whole_); }

    void add_answer(bool is_complete, bool is_looked) {
        if (query_) record_.answered[*query_].add(is_complete, is_looked);
        if (is_file_) record_.files.add(is_looked, is_looked);
    }

    /// What is there is used; what is not there is not known.
    void not_whole(mapping::DiagnosticCode code, std::string message, std::string help) {
        is_whole_ = false;
        record_.problems.warning(code, place(), std::move(message), std::move(help));
    }

    /// Whatever it was, it may be the newest.
    void lose() {
        is_whole_ = false;
        if (query_) record_.answered[*query_].may_lack_newest = true;
    }
    void lost(std::string message) {
        lose();
        not_whole("not-fhir", std::move(message), "its list does not count as complete");
    }

    void not_fhir(std::string message, std::string help) {
        record_.problems.error("not-fhir", place(), std::move(message), std::move(help));
        not_looked();
    }

    /// Empty where it names none that R4 has, or two.
    static std::string_view type_of(Element resource) {
        const std::string_view type = resource["resourceType"].text();
        return resource.has_twice("resourceType") || !is_resource_type(type) ? std::string_view()
                                                                             : type;
    }

    void read_root(Element root) {
        // As some clients wrap what they fetched.
        if (!root["resourceType"].exists() && root["resource"].is(NodeKind::object)) {
            if (root.has_twice("resource")) {
                return not_fhir("`resource` stands twice in one object", "nothing of it was used");
            }
            root = root["resource"];
        }
        const std::string_view type = type_of(root);
        if (type == "OperationOutcome") return take_outcome();
        if (type == "Bundle") return read_bundle(root);
        if (type.empty()) {
            return not_fhir("this is no FHIR resource",
                            "a resource names its `resourceType`; nothing of it was used");
        }
        look_for_subsets(root);
        add(root, {});
        // One resource is all that a `read` brings, and never proves a list.
        looked(query_ && record_.tables.queries[*query_].is_read);
    }

    /// Of a query it is known what is missing, and whether that is needed.
    void take_outcome() {
        if (is_file_) {
            record_.problems.warning("incomplete-delivery", place(),
                                     "an OperationOutcome came in place of what was asked for",
                                     "what would have come is not known; ask again");
        }
        not_looked();
    }

    void look_for_subsets(Element resource) {
        if (!is_subsetted(resource)) return;
        not_whole("incomplete-delivery", "it is tagged as `SUBSETTED`: it is not all there is",
                  "its list does not count as complete");
    }

    void read_bundle(Element bundle) {
        const bool is_searchset = bundle["type"].text() == "searchset";
        if (!take_bundle(bundle)) return not_looked();
        if (is_cut_) {
            not_whole("incomplete-delivery",
                      "this is one page of several; what is on the others is not known",
                      "deliver all pages, one after the other");
        }
        looked(is_searchset && !is_nested_);
    }

    /// False, with a problem, where nothing of it is to be used.
    bool take_bundle(Element bundle) {
        std::string why = why_unreadable(bundle);
        if (why.empty() && bundle["type"].text() == "history") {
            why = "a history tells what was so, not what is";
        }
        if (!why.empty()) {
            record_.problems.error("not-fhir", place(), std::move(why), "nothing of it was used");
            return false;
        }
        look_for_subsets(bundle);
        look_for_order(bundle);
        const std::size_t matches_around = std::exchange(matches_, 0);
        bundle["entry"].each([&](Element entry) { read_entry(entry); });
        is_cut_ = is_cut_ || is_one_of_several(bundle) || is_total_above(bundle);
        matches_ = matches_around;
        return true;
    }

    /// What a server made of a search, it says in the address of its answer.
    void look_for_order(Element bundle) {
        if (!query_) return;
        bundle["link"].each([&](Element link) {
            const std::string_view type = record_.tables.queries[*query_].resource;
            if (link["relation"].text() == "self" &&
                !mapping::asks_newest_first(type, link["url"].text())) {
                record_.answered[*query_].may_lack_newest = true;
            }
        });
    }

    static bool is_one_of_several(Element bundle) {
        bool found = false;
        bundle["link"].each([&](Element link) {
            const std::string_view relation = link["relation"].text();
            found = found || relation == "next" || relation == "previous" || relation == "prev";
        });
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
        const std::string_view type = type_of(resource);
        if (entry["request"]["method"].text() == "DELETE") {
            return not_whole("not-fhir", "an entry takes something away",
                             "deliver what there is; the entry was not used");
        }
        if (mode == "outcome" || type == "OperationOutcome") {
            if (!is_problem(resource)) return;
            return not_whole("incomplete-delivery", "an OperationOutcome in it tells of a problem",
                             "its list does not count as complete");
        }
        if (type.empty()) {
            return lost(resource ? "an entry holds something else than a resource of R4"
                                 : "an entry holds no resource");
        }
        look_for_subsets(resource);
        if (type == "Bundle") {  // as answers to a batch are
            is_nested_ = true;
            if (!take_bundle(resource)) lose();
            return;
        }
        if (mode == "match" && is_another(type)) {
            not_whole("not-fhir", "it brought a `" + std::string(type) + "`, and asked for others",
                      "its list does not count as complete");
        }
        if (mode == "match" || (mode.empty() && !is_another(type))) ++matches_;
        add(resource, entry["fullUrl"].text());
    }

    [[nodiscard]] bool is_another(std::string_view type) const {
        return query_ && record_.tables.queries[*query_].resource != type;
    }

    void add(Element element, std::string_view full_url) {
        if (element["id"].text().size() > most_name_bytes || full_url.size() > most_name_bytes) {
            return lost("a resource has an id or address of more than 2,048 bytes");
        }
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
    bool is_file_ = false;
    bool is_whole_ = true;
    bool is_cut_ = false;     ///< one page of several
    bool is_nested_ = false;  ///< with Bundles in it
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
    return files.is_asked && files.is_complete &&
           std::find(options.complete.begin(), options.complete.end(),
                     tables.queries[query].resource) != options.complete.end();
}

bool Record::has_newest(std::uint32_t query) const {
    if (answered[query].is_asked) {
        return answered[query].is_complete ||
               (answered[query].is_looked && tables.queries[query].is_newest_first &&
                !answered[query].may_lack_newest);
    }
    return files.is_asked && files.is_looked;
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
        const bool is_there =
            record.answered[i].is_looked || (record.files.is_asked && !query.is_read);
        if (query.is_required && !is_there && record.of_type(query.resource).empty()) {
            record.problems.error("query-missing", query.key,
                                  "the mapping cannot do without this query, and nothing came",
                                  "deliver what it asks for: `" + query.template_text + "`");
        }
    }
}

}  // namespace caveat::fhir
