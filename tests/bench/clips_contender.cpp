// CLIPS as a contender: embedded, one fact a patient. Slots are set through pointers that were
// looked up once, and the fact is retracted after each run, which costs less than a reset. The
// entrance is `make_clips`.

#include "contender.hpp"
#include "write_rules.hpp"

#include <algorithm>
#include <stdexcept>

extern "C" {
#include <clips/clips.h>
}

namespace bench {

namespace {

constexpr std::uint32_t first_sign = reading_count;
constexpr std::uint32_t first_kind = first_sign + sign_count;
constexpr std::uint32_t first_findings = first_kind + kind_count;
constexpr std::uint32_t sessions_fact = fact_count - 1;
constexpr std::size_t most_codes = 16;

/// What `(fired N)` calls: adds to the list of the contender.
void on_fired(void* environment) {
    auto* list =
        static_cast<std::vector<std::uint32_t>*>(GetEnvironmentFunctionContext(environment));
    list->push_back(static_cast<std::uint32_t>(EnvRtnLong(environment, 1)));
}

class Clips : public Contender {
  public:
    Clips(const std::string& name, const Input& input)
        : Contender(name),
          patients_(input.patients),
          conditions_(input.workload.conditions),
          environment_(CreateEnvironment()) {
        ClipsRules rules = clips_rules(input.workload);
        slots_ = std::move(rules.slots);
        // A function of any type goes in as one that returns an int; 'v' says what it is.
        auto* as_clips_takes_it =
            reinterpret_cast<int (*)(void*)>(reinterpret_cast<void (*)()>(on_fired));
        EnvDefineFunction2WithContext(environment_, "fired", 'v', as_clips_takes_it, "on_fired",
                                      "11i", &list_);
        build(rules.patient_template);
        for (const std::string& rule : rules.rules) build(rule);
        EnvSetFactDuplication(environment_, 1);
        EnvReset(environment_);
        template_ = EnvFindDeftemplate(environment_, "patient");
        yes_ = kept_symbol("yes");
        no_ = kept_symbol("no");
        for (std::size_t i = 0; i < most_codes; ++i) codes_.push_back(kept_symbol(code_name(i)));
    }
    ~Clips() override { DestroyEnvironment(environment_); }

    std::uint64_t run(std::size_t patients) override {
        std::uint64_t total = 0;
        for (std::size_t i = 0; i < patients; ++i) {
            screen(patients_[i]);
            total += list_.size();
        }
        return total;
    }

    Fired fired(std::size_t patients) override {
        Fired all;
        for (std::size_t i = 0; i < patients; ++i) {
            screen(patients_[i]);
            std::sort(list_.begin(), list_.end());
            all.push_back(list_);
        }
        return all;
    }

  private:
    void build(const std::string& construct) {
        if (EnvBuild(environment_, construct.c_str()) == 0)
            throw std::runtime_error("CLIPS does not take " + construct);
    }

    /// A symbol that is kept although no fact may hold it for a while.
    void* kept_symbol(const std::string& name) {
        void* symbol = EnvAddSymbol(environment_, name.c_str());
        ++static_cast<struct symbolHashNode*>(symbol)->count;
        return symbol;
    }

    void screen(const Patient& patient) {
        list_.clear();
        const Counts counts = count_sessions(patient);
        struct fact* fact = EnvCreateFact(environment_, template_);
        for (std::size_t i = 0; i < slots_.size(); ++i)
            fill(fact->theProposition.theFields[i], slots_[i], patient, counts);
        void* asserted = EnvAssert(environment_, fact);
        EnvRun(environment_, -1);
        EnvRetract(environment_, asserted);
    }

    void fill(struct field& field, const ClipsSlot& slot, const Patient& patient,
              const Counts& counts) {
        field.type = slot.is_number ? INTEGER : SYMBOL;
        if (slot.fact < first_sign)
            field.value = EnvAddLong(environment_, patient.reading[slot.fact]);
        else if (slot.fact < first_kind)
            field.value = patient.sign[slot.fact - first_sign] ? yes_ : no_;
        else if (slot.fact < first_findings)
            field.value = codes_[patient.kind[slot.fact - first_kind]];
        else if (slot.fact < sessions_fact)
            field.value =
                (patient.findings[slot.fact - first_findings] >> slot.part & 1U) != 0 ? yes_ : no_;
        else
            field.value = EnvAddLong(environment_, counts[slot.part]);
    }

    Counts count_sessions(const Patient& patient) const {
        Counts counts{};
        for (std::uint32_t i = 0; i < patient.sessions; ++i) {
            const Session& session = patient.session[i];
            for (std::size_t k = 0; k < conditions_.size(); ++k) {
                const Condition& asked = conditions_[k];
                counts[k] += ((asked.technique < 0) | (session.technique == asked.technique)) &
                             (!asked.eased | session.eased) & (session.pain >= asked.pain_from);
            }
        }
        return counts;
    }

    const std::vector<Patient>& patients_;
    std::vector<Condition> conditions_;
    void* environment_;
    void* template_ = nullptr;
    void* yes_ = nullptr;
    void* no_ = nullptr;
    std::vector<void*> codes_;
    std::vector<ClipsSlot> slots_;
    std::vector<std::uint32_t> list_;
};

}  // namespace

std::unique_ptr<Contender> make_clips(const std::string& name, const Input& input) {
    return std::make_unique<Clips>(name, input);
}

}  // namespace bench
