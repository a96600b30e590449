// Cards as CDS Hooks has them. Entrance: write.

#include "adapters/fhir/card.hpp"
#include "adapters/fhir/card_text.hpp"
#include "adapters/fhir/resource_writer.hpp"
#include "adapters/fhir/uuid.hpp"

#include <array>

namespace caveat::fhir {

namespace {

using mapping::Coding;

struct UsualReason {
    std::string_view code;
    std::string_view display;
};
constexpr std::string_view usual_system =
    "http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes";
constexpr std::array usual_reasons{
    UsualReason{"patient-ineligible", "Patient ineligible"},
    UsualReason{"action-completed", "Action already completed"},
    UsualReason{"indication-order-exists", "Indication or order already exists"},
    UsualReason{"wrong-time-workflow", "Wrong time in the workflow"},
    UsualReason{"need-more-info", "More information is needed"},
    UsualReason{"does-not-align-latest-evidence", "Does not align with the latest evidence"},
    UsualReason{"risk-benefit-ratio", "Risks outweigh benefits"},
    UsualReason{"patient-contraindication", "Contraindicated for this patient"},
    UsualReason{"prefers-alternative", "An alternative is preferred"},
    UsualReason{"patient-refuses", "The patient refuses"},
};

class CardWriter {
  public:
    CardWriter(const FhirMapping& mapping, const CardOptions& options)
        : mapping_(mapping),
          tables_(mapping.tables()),
          options_(options),
          out_(options.is_pretty) {}

    std::string write(const std::vector<Card>& cards) {
        out_.begin_object();
        out_.key("cards");
        out_.begin_list();
        for (const Card& card : cards) write(card);
        out_.end_list();
        out_.end_object();
        return out_.take();
    }

  private:
    void write(const Card& card) {
        out_.begin_object();
        out_.member("uuid", card.shown.uuid);
        out_.member("summary", card.summary);
        out_.member("detail", card.detail);
        out_.member("indicator", card.indicator);
        write_source();
        if (card.offer != nullptr && !card.offer->order.empty() && !card.order_patient.empty()) {
            write_suggestions(card);
        }
        if (card.shown.outcome && card.indicator != "info") write_reasons(card);
        if (!card.shown.outcome && !options_.form_link.empty()) write_links();
        out_.end_object();
    }

    void write_source() {
        const RuleSet& rules = mapping_.rules();
        const std::string_view title = tables_.service.title;
        out_.key("source");
        out_.begin_object();
        out_.member("label", !title.empty()          ? title
                             : rules.title().empty() ? std::string_view(tables_.form.id)
                                                     : rules.title());
        if (!options_.base_url.empty()) {
            out_.member("url", std::string(options_.base_url) + "/about/" + tables_.form.id);
        }
        out_.end_object();
    }

    void write_suggestions(const Card& card) {
        const mapping::OutcomeCard& offer = *card.offer;
        const std::string label =
            "Order: " +
            (offer.order_code.display.empty() ? offer.order_code.code : offer.order_code.display);
        out_.key("suggestions");
        out_.begin_list();
        out_.begin_object();
        out_.member("label", label);
        out_.member("uuid", uuid_of(card.shown.uuid + "\norder"));
        out_.key("actions");
        out_.begin_list();
        out_.begin_object();
        out_.member("type", "create");
        out_.member("description", label);
        write_order(card);
        out_.end_object();
        out_.end_list();
        out_.end_object();
        out_.end_list();
        out_.member("selectionBehavior", "at-most-one");
    }

    void write_order(const Card& card) {
        const mapping::OutcomeCard& offer = *card.offer;
        out_.key("resource");
        out_.begin_object();
        out_.member("resourceType", offer.order);
        out_.member("status", "draft");
        out_.member("intent", "proposal");
        out_.member("priority", offer.priority);
        out_.key(offer.order == "ServiceRequest" ? "code" : "medicationCodeableConcept");
        out_.begin_object();
        out_.key("coding");
        out_.begin_list();
        out_.coding(offer.order_code);
        out_.end_list();
        out_.member("text", offer.order_code.display);
        out_.end_object();
        out_.key("subject");
        out_.begin_object();
        out_.member("reference", "Patient/" + card.order_patient);
        out_.end_object();
        out_.end_object();
    }

    /// Those of the outcome, else of the rule set, else what others use.
    void write_reasons(const Card& card) {
        const std::vector<Coding>& own =
            card.offer != nullptr && !card.offer->override_reasons.empty()
                ? card.offer->override_reasons
                : tables_.service.override_reasons;
        out_.key("overrideReasons");
        out_.begin_list();
        for (const Coding& each : own) out_.coding(each);
        for (const UsualReason& each : usual_reasons) {
            if (!own.empty()) break;
            out_.coding(
                {std::string(usual_system), std::string(each.code), std::string(each.display)});
        }
        out_.end_list();
    }

    void write_links() {
        out_.key("links");
        out_.begin_list();
        out_.begin_object();
        out_.member("label", "Answer the questions");
        out_.member("url", options_.form_link);
        out_.member("type", options_.form_link_type);
        if (options_.form_link_type == "smart") {
            out_.member("appContext", mapping_.questionnaire());
        }
        out_.end_object();
        out_.end_list();
    }

    const FhirMapping& mapping_;
    const mapping::Tables& tables_;
    const CardOptions& options_;
    ResourceWriter out_;
};

}  // namespace

std::string write(const FhirMapping& mapping, const std::vector<Card>& cards,
                  const CardOptions& options) {
    return CardWriter(mapping, options).write(cards);
}

}  // namespace caveat::fhir
