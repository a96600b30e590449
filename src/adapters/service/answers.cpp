// Cards for a call, and feedback on them. Entrances: Service::show_cards, Service::take_feedback.

#include <caveat/keys.hpp>

#include "adapters/service/hook_call.hpp"
#include "adapters/service/service.hpp"
#include "adapters/service/wanted.hpp"
#include "mapping/tables.hpp"

#include <algorithm>
#include <deque>
#include <utility>

namespace caveat::service {

namespace {

using json::Node;
using json::NodeKind;

/// One screening: of the patient, or with one of the appointments.
struct Screened {
    Screened(const ServedRules& rules, const std::vector<Delivery>& deliveries,
             const FhirReadOptions& reading, Respondents respondents)
        : reader(rules.mapping) {
        screen(reader.read(deliveries, reading), screening, respondents);
    }
    FhirReader reader;
    Screening screening;
};

bool is_of_another(const Profile& profile) {
    return !profile.is_readable() &&
           std::any_of(profile.problems().begin(), profile.problems().end(),
                       [](const Diagnostic& each) { return each.code == "other-patient"; });
}

std::string joined_rules(const RuleSet& rules, const std::vector<RuleId>& ids) {
    std::string words;
    for (const RuleId each : ids) {
        if (!words.empty()) words += ',';
        words += rules.rule(each).id;
    }
    return words;
}

class FeedbackReader {
  public:
    FeedbackReader(const json::JsonTree& tree, bool keeps_comments)
        : tree_(tree), keeps_comments_(keeps_comments) {}

    /// Why it cannot be used, with its place; empty where it can.
    std::string read(std::vector<Feedback>& items) {
        const Node* const list = member(tree_, &tree_.root(), "feedback");
        if (list == nullptr || list->kind != NodeKind::list) return "feedback";
        std::size_t index = 0;
        for (const Node* each = tree_.first(*list); each != nullptr; each = tree_.after(*each)) {
            const std::string path = "feedback[" + std::to_string(index++) + "]";
            Feedback item;
            const std::string wrong = read_item(each, item);
            if (!wrong.empty()) return path + "." + wrong;
            items.push_back(std::move(item));
        }
        constexpr std::size_t most_items = 1000;
        return items.empty() || items.size() > most_items ? "feedback" : std::string();
    }

  private:
    [[nodiscard]] std::string_view text(const Node* object, std::string_view name) const {
        const Node* const found = member(tree_, object, name);
        return found != nullptr && found->kind == NodeKind::text ? found->text : std::string_view();
    }

    std::string read_item(const Node* each, Feedback& item) {
        constexpr std::size_t most_text = 4096;
        item.card = text(each, "card");
        if (item.card.empty() || item.card.size() > 128) return "card";
        const std::string_view outcome = text(each, "outcome");
        if (outcome != "accepted" && outcome != "overridden") return "outcome";
        item.is_accepted = outcome == "accepted";
        if (text(each, "outcomeTimestamp").empty()) return "outcomeTimestamp";
        if (item.is_accepted) {
            const Node* const accepted = member(tree_, each, "acceptedSuggestions");
            if (accepted == nullptr || accepted->kind != NodeKind::list) {
                return "acceptedSuggestions";
            }
            for (const Node* one = tree_.first(*accepted); one != nullptr;
                 one = tree_.after(*one)) {
                const std::string_view id = text(one, "id");
                if (id.empty() || id.size() > 128) return "acceptedSuggestions.id";
                if (!item.accepted.empty()) item.accepted += ',';
                item.accepted += id;
            }
            if (item.accepted.empty() || item.accepted.size() > most_text) {
                return "acceptedSuggestions";
            }
        }
        const Node* const reason = member(tree_, each, "overrideReason");
        if (reason == nullptr || reason->kind == NodeKind::null) return {};
        if (reason->kind != NodeKind::object) return "overrideReason";
        // As one widely used client sends it: the coding itself, or its code alone.
        const Node* const inner = member(tree_, reason, "reason");
        const Node* const coding =
            inner != nullptr && inner->kind == NodeKind::object ? inner : reason;
        item.reason_code = text(coding, "code");
        item.reason_system = text(coding, "system");
        if (inner != nullptr && inner->kind == NodeKind::text) item.reason_code = inner->text;
        if (item.reason_code.size() > 256 || item.reason_system.size() > 256) {
            return "overrideReason.reason";
        }
        const std::string_view comment = text(reason, "userComment");
        item.has_comment = !comment.empty();
        if (keeps_comments_) item.comment = comment.substr(0, most_text);
        return {};
    }

    const json::JsonTree& tree_;
    bool keeps_comments_;
};

}  // namespace

Response Service::show_cards(const Request& request, const ServedRules& rules, Done& done) {
    auto read = read_call(request.body, rules);
    if (auto* refused = std::get_if<Response>(&read)) return std::move(*refused);
    const HookCall& call = std::get<HookCall>(read);
    done.hook = call.hook;
    const auto& hooks = rules.mapping.tables().service.hooks;
    const auto hook = std::find_if(hooks.begin(), hooks.end(),
                                   [&](const auto& each) { return each.name == call.hook; });

    FhirReadOptions reading;
    reading.as_of = clock_.today();
    reading.patient = call.patient;
    reading.selections.assign(call.selections.begin(), call.selections.end());
    const Respondents respondents = call.is_for_patient ? Respondents{true, false} : Respondents{};
    std::deque<Screened> screened;
    std::vector<CardSubject> subjects;
    const auto add = [&](const std::vector<Delivery>& deliveries, std::string_view label) {
        Screened& one = screened.emplace_back(rules, deliveries, reading, respondents);
        subjects.push_back({&one.screening, one.reader.origins(), label});
    };
    if (call.hook == "appointment-book") {
        for (std::size_t i = 0; i < call.appointments.size(); ++i) {
            if (!is_booked(hook->only_for, call.appointments[i])) continue;
            std::vector<Delivery> deliveries = call.deliveries;
            deliveries.push_back({"context.appointments", call.appointments[i]});
            add(deliveries, call.labels[i]);
        }
    } else if (is_ordered(hook->only_for, call)) {
        add(call.deliveries, {});
    }
    if (subjects.size() == 1) subjects.front().label = {};
    for (const Screened& each : screened) {
        if (is_of_another(each.screening.profile())) {
            return refusal(400, "invalid", "prefetch", "it is about another patient");
        }
    }

    CardOptions options;
    options.hook = call.hook;
    options.hook_instance = call.instance;
    options.base_url = config_.base_url;
    options.for_patient = call.is_for_patient;
    options.form_link = config_.form_link;
    options.form_link_type = config_.form_link_type;
    options.is_pretty = false;
    const Cards cards = write_cards(rules.mapping, subjects, options);
    std::vector<KeptCard> kept;
    for (const ShownCard& each : cards.shown) {
        const std::string outcome =
            each.outcome ? std::string(rules.rules.outcome(*each.outcome).id) : "questions";
        kept.push_back({each.uuid, rules.id, std::string(rules.rules.version()), outcome,
                        joined_rules(rules.rules, each.rules),
                        each.certainty == Certainty::certain});
        done.outcomes.push_back(outcome);
    }
    done.cards = cards.shown.size();
    // That a card was shown is worth less than the card: where it cannot be kept, it is shown.
    store_->keep(kept, clock_.now());
    return {200, "application/json", cards.json};
}

Response Service::take_feedback(const Request& request, Done&) {
    ReadJson read = read_json(request.body);
    if (read.refused) return std::move(*read.refused);
    std::vector<Feedback> items;
    const std::string wrong = FeedbackReader(read.tree, config_.keeps_comments).read(items);
    if (!wrong.empty()) {
        return refusal(400, "invalid", wrong, "this is missing, or not as it should be");
    }
    const auto unknown = store_->keep(items, clock_.now());
    if (!unknown) {
        Response response = refusal(503, "transient", "", "it cannot be kept just now");
        response.headers.emplace_back("Retry-After", "5");
        return response;
    }
    const auto accepted = static_cast<std::uint64_t>(std::count_if(
        items.begin(), items.end(), [](const auto& each) { return each.is_accepted; }));
    metrics_.add_feedback(accepted, items.size() - accepted, *unknown);
    return {200, {}, {}};
}

}  // namespace caveat::service
