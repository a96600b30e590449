#pragma once

// A card before it is written.

#include <caveat/fhir.hpp>

#include "mapping/tables.hpp"

#include <string>
#include <vector>

namespace caveat::fhir {

struct Card {
    ShownCard shown;
    std::string summary;
    std::string detail;
    std::string_view indicator;
    bool is_below_refer = true;
    std::string_view label;                       ///< of its subject; empty: of all of them
    std::string order_patient;                    ///< id of the patient whom an order is for
    const mapping::OutcomeCard* offer = nullptr;  ///< its order and reasons
};

/// The cards of one screening, strictest first, and then the one of questions.
std::vector<Card> cards_of(const FhirMapping& mapping, const CardSubject& subject,
                           const CardOptions& options);

/// The cards as JSON.
std::string write(const FhirMapping& mapping, const std::vector<Card>& cards,
                  const CardOptions& options);

}  // namespace caveat::fhir
