#pragma once

#include <caveat/diagnostic.hpp>
#include <caveat/export.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Patients' records as FHIR R4 (4.0.1) JSON. Target `caveat::fhir`.
///
/// What a record does not say is unknown: a no needs a statement. Whatever cannot be understood
/// can make a fact unknown, and never makes a yes or a no; it is reported.
namespace caveat {

namespace mapping {
struct Tables;
}
namespace fhir {
class ReaderState;
}

/// Bounds on what a mapping may cost; each has an error of its own.
struct FhirLimits {
    std::size_t file_bytes = 8U * 1024U * 1024U;        ///< of the mapping
    std::size_t value_set_bytes = 64U * 1024U * 1024U;  ///< of one value set
    std::size_t value_set_codes = 1'000'000;            ///< of all value sets together
};

/// Where the facts of a rule set come from in a record: `NAME.fhir.yaml`, checked. Immutable,
/// cheap to copy and safe to share between threads.
class CAVEAT_EXPORT FhirMapping {
  public:
    /// Rules without a mapping: nothing comes from a record but answers to the form of the rules.
    explicit FhirMapping(const RuleSet& rules);
    /// For the library's own stages. `tables` is not null.
    explicit FhirMapping(std::shared_ptr<const mapping::Tables> tables);

    /// The rule set that it was checked against.
    [[nodiscard]] const RuleSet& rules() const;
    /// SHA-256 of the mapping's bytes, 64 lower-case hexadecimal digits.
    [[nodiscard]] std::string_view sha256() const;
    /// The keys under which answers of the record system are delivered, in the order of the file.
    [[nodiscard]] std::vector<std::string_view> queries() const;
    /// What the record system is asked for under a key; empty for an unknown one.
    [[nodiscard]] std::string_view query_template(std::string_view key) const;
    /// Whether the author cannot do without it.
    [[nodiscard]] bool is_required(std::string_view key) const;

    /// The hooks of CDS Hooks for which cards are written, in the order of the file.
    [[nodiscard]] std::vector<std::string_view> hooks() const;

    /// The canonical address of the form, with its version: what a QuestionnaireResponse that is
    /// read here answers.
    [[nodiscard]] std::string questionnaire() const;

    /// For the library's own stages; its contents are no part of the interface.
    [[nodiscard]] const mapping::Tables& tables() const { return *tables_; }

  private:
    std::shared_ptr<const mapping::Tables> tables_;
};

/// What loading a mapping gives: the mapping when there was no error, and every diagnostic.
struct LoadedMapping {
    std::optional<FhirMapping> mapping;   ///< nothing where there is an error
    std::vector<Diagnostic> diagnostics;  ///< errors and warnings, in the order of the file
    Source source;                        ///< the text that the spans of the diagnostics point into
    std::vector<std::string> value_set_files{};  ///< that it names, there or not
};

/// Reads and checks a mapping and the value sets that it names, which are looked for beside it.
/// Whatever is wrong with one of them is an error, and nothing is loaded: what a site misspells
/// never becomes an empty list. Never throws but std::bad_alloc.
///
/// path  UTF-8
CAVEAT_EXPORT LoadedMapping load_fhir_mapping(const RuleSet& rules, const std::string& path,
                                              const FhirLimits& limits = {});

/// The same of a text in memory; value sets are looked for beside `name`.
CAVEAT_EXPORT LoadedMapping load_fhir_mapping_text(const RuleSet& rules, std::string_view text,
                                                   const std::string& name = "rules.fhir.yaml",
                                                   const FhirLimits& limits = {});

/// What became of a query.
enum class DeliveryState : std::uint8_t {
    delivered,  ///< `json` holds the answer
    empty,      ///< looked, and nothing was found: `null` of a prefetch
    missing,    ///< not looked
    failed,     ///< looked for in vain: an error came back
};

/// One text from a record system.
struct Delivery {
    /// The key of the query that it answers; `context.appointments` or `context.draftOrders` for
    /// what is being booked or ordered right now; empty for a file, which holds resources of any
    /// type and proves no list complete.
    std::string_view query{};
    std::string_view json{};  ///< a resource, or a Bundle of any type but `history`
    DeliveryState state = DeliveryState::delivered;  ///< what became of the query
};

/// How to read a record.
struct FhirReadOptions {
    /// The day of the screening: the library never reads the clock. Without it nothing is known to
    /// be recent enough, and no age is told.
    std::optional<Date> as_of{};
    /// The id of the patient, `p1` or `Patient/p1`; empty: the only one in the record.
    std::string_view patient{};
    /// Types of which files hold all there is: `Condition`. A statement by whoever made the file.
    std::vector<std::string_view> complete{};
    /// Of the drafts, those that count (`ServiceRequest/1`); empty: all.
    std::vector<std::string_view> selections{};
};

/// Why a resource made an answer, or made none. Views live until the reader reads again.
struct Origin {
    FactId fact;                ///< what it is about
    std::string_view resource;  ///< `Condition/5`
    std::string_view date;      ///< as the record has it; empty where it has none
    std::string_view reading;   ///< how it reads: `yes`, `no`, `may`, `unread`
    std::string_view row;       ///< why: `clinical status active`
    bool is_used = false;       ///< whether the answer rests on it
};

/// Reads one record after the other, each thread with a reader of its own. It keeps the memory of
/// the largest record that it has read.
class CAVEAT_EXPORT FhirReader {
  public:
    /// For records of the patients whom the mapping's rules are about.
    explicit FhirReader(const FhirMapping& mapping);
    ~FhirReader();
    FhirReader(FhirReader&&) noexcept;
    FhirReader& operator=(FhirReader&&) noexcept;
    FhirReader(const FhirReader&) = delete;
    FhirReader& operator=(const FhirReader&) = delete;

    /// The profile of the record, good until the next one is read; a copy stays good for ever.
    /// Everything that could not be used is among its problems, with its place. The order of
    /// deliveries and of resources in them makes no difference. Never throws but std::bad_alloc.
    const Profile& read(std::span<const Delivery> deliveries, const FhirReadOptions& options);

    /// Where each answer came from, and what was about a fact and not used, in the order of the
    /// rule file.
    [[nodiscard]] std::span<const Origin> origins() const;

  private:
    std::unique_ptr<fhir::ReaderState> state_;
};

/// What a form asks.
struct QuestionnaireOptions {
    /// These facts alone, such as those that are still open; empty: every fact that a rule can use.
    std::span<const FactId> only{};
};

/// The form of a rule set as an R4 Questionnaire, ending with a line break: one item a fact, in the
/// order of the file, under a group for the patient and one for the clinician; `only if` becomes
/// `enableWhen`. What comes back as a QuestionnaireResponse, `FhirReader` reads. The same mapping
/// and options give the same bytes.
CAVEAT_EXPORT std::string write_questionnaire(const FhirMapping& mapping,
                                              const QuestionnaireOptions& options = {});

/// The facts whose `only if` no form can say: they are always shown. That is harmless, for answers
/// that a closed gate hides are not used.
CAVEAT_EXPORT std::vector<FactId> always_shown(const FhirMapping& mapping);

/// What a GuidanceResponse says beside the screening.
struct GuidanceOptions {
    std::string_view request{};  ///< what the answer is to, in the words of who asked; may be empty
    bool is_pretty = true;       ///< one member a line
};

/// One screening as an R4 GuidanceResponse, ending with a line break: `success` where nothing is
/// open, `data-requested` while something is, `failure` where the record could not be used. The
/// verdict and its bounds, the outcomes with their rules, what is still asked, and the hashes of
/// the files are in its contained Parameters; what was wrong in its contained OperationOutcome;
/// what the record should say in addition is a `dataRequirement`. The same input gives the same
/// bytes.
CAVEAT_EXPORT std::string write_guidance_response(const Screening& screening,
                                                  const FhirMapping& mapping,
                                                  const GuidanceOptions& options = {});

/// What there is to know of a rule set as an R4 PlanDefinition of type `eca-rule`, ending with a
/// line break: who made it, what it rests on, and each rule in its words. It says nothing that
/// could be executed.
CAVEAT_EXPORT std::string write_plan_definition(const FhirMapping& mapping);

/// One of the source attributes that record systems have to show of decision support
/// (45 CFR 170.315 (b)(11)(iv)(A)).
struct SourceAttribute {
    std::string_view name;           ///< `bibliographic citation`
    std::vector<std::string> lines;  ///< what is known of it, or why nothing is, in words
    bool is_provided = false;        ///< whether the files say it
};

/// All of them, and the facts that keep some of them open.
struct SourceAttributes {
    std::vector<SourceAttribute> attributes;  ///< in the order of the regulation
    /// Facts of which nobody has said whether they tell of race, sex, date of birth or any other:
    /// neither does `about` of the mapping, nor where they come from.
    std::vector<FactId> not_classified;
};

/// What the rule file says under `published` and `sources`, and what its facts tell of who the
/// patient is. What nobody has said is not provided, or not known; it is never a no.
CAVEAT_EXPORT SourceAttributes source_attributes(const FhirMapping& mapping);

/// One screening, of which cards are made.
struct CardSubject {
    const Screening* screening = nullptr;  ///< not null
    std::span<const Origin> origins{};     ///< where its answers came from
    /// What it is about, where several are screened at once: `2026-12-01` of an appointment.
    std::string_view label{};
};

/// A card as it is shown, for whoever keeps what became of it.
struct ShownCard {
    std::string uuid;                           ///< the same for the same card
    std::optional<OutcomeId> outcome;           ///< nothing: a card of questions
    Certainty certainty = Certainty::presumed;  ///< of the outcome
    std::vector<RuleId> rules;                  ///< behind it
};

/// What cards are written for.
struct CardOptions {
    std::string_view hook = "patient-view";  ///< what is done with the patient just now
    std::string_view hook_instance{};        ///< the id of the call: a retry gives the same cards
    std::string_view base_url{};             ///< of the service; empty: cards link to nothing
    /// Whether the patient, or somebody of the family, reads them: what to do, and sources alone.
    bool for_patient = false;
    std::string_view form_link_type = "absolute";  ///< `absolute` or `smart`
    std::string_view form_link{};  ///< where questions can be answered; empty: no link
    bool is_pretty = true;         ///< one member a line
};

/// CDS Hooks cards as JSON, `{"cards": [...]}`, and the same as values.
struct Cards {
    std::string json;              ///< ending with a line break
    std::vector<ShownCard> shown;  ///< in the order of the cards
};

/// The cards of one screening, or of several at once, such as one for each appointment: a card an
/// outcome, strictest first, then one of questions. What refers or advises against is always
/// shown, and never cut or counted away. The same input gives the same bytes.
CAVEAT_EXPORT Cards write_cards(const FhirMapping& mapping, std::span<const CardSubject> subjects,
                                const CardOptions& options = {});

}  // namespace caveat
