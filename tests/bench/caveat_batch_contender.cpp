// Caveat as a contender, many patients as columns: the same columns that the generated code reads,
// a chunk of rows at a time. The entrance is `make_caveat_batch`.

#include <caveat/batch.hpp>

#include "caveat_profiles.hpp"
#include "contender.hpp"
#include "write_rules.hpp"

#include <algorithm>

namespace bench {

namespace {

/// Columns bound to a rule set, with the bitmaps that say which answers there are.
class Bound {
  public:
    Bound(const caveat::RuleSet& rules, const Input& input, bool has_gaps)
        : rows_(input.patients.size()), table_(make_table(input.patients)), batch_(rules, rows_) {
        if (has_gaps) make_presence(make_gaps(rows_, input.seed));
        const Columns& from = table_.columns;
        std::size_t fact = 0;
        for (std::size_t i = 0; i < reading_count; ++i, ++fact) {
            if (i < first_wide_reading)
                batch_.set(id(fact), column(from.reading8[i], fact));
            else
                batch_.set(id(fact), column(from.reading16[i], fact));
        }
        for (std::size_t i = 0; i < sign_count; ++i, ++fact)
            batch_.set(id(fact), column(from.sign[i], fact));
        for (std::size_t i = 0; i < kind_count; ++i, ++fact)
            batch_.set(id(fact), column(from.kind[i], fact));
        for (std::size_t i = 0; i < findings_count; ++i, ++fact) {
            if (i < first_wide_findings)
                batch_.set(id(fact), column(from.findings8[i], fact));
            else
                batch_.set(id(fact), column(from.findings16[i], fact));
        }
        const std::size_t sessions = from.session_begin[rows_];
        caveat::ListColumn list = caveat::lists(std::span(from.session_begin, rows_ + 1));
        list.present = present(fact);
        batch_.set_list(id(fact), list);
        const auto field = [&](std::string_view name, const auto* values) {
            const auto& fields = rules.fact(id(fact)).fields;
            std::uint32_t index = 0;
            while (fields[index].key != name) ++index;
            batch_.set({id(fact), {}, index}, caveat::column(std::span(values, sessions)));
        };
        field("technique", from.technique);
        field("eased", from.eased);
        field("pain", from.pain);
        if (!batch_.problems().empty()) throw std::runtime_error(batch_.problems().front().message);
    }

    [[nodiscard]] const caveat::Batch& batch() const { return batch_; }

  private:
    void make_presence(const std::vector<std::uint64_t>& gaps) {
        presence_.assign(fact_count, std::vector<std::uint64_t>((rows_ + 63) / 64));
        for (std::size_t row = 0; row < rows_; ++row)
            for (std::size_t fact = 0; fact < fact_count; ++fact)
                presence_[fact][row / 64] |= (~gaps[row] >> fact & 1U) << (row % 64);
    }
    [[nodiscard]] caveat::FactId id(std::size_t fact) const {
        return *batch_.rules().find_fact(fact_name(fact));
    }
    [[nodiscard]] const std::uint8_t* present(std::size_t fact) const {
        if (presence_.empty()) return nullptr;
        return reinterpret_cast<const std::uint8_t*>(presence_[fact].data());
    }
    template <class T>
    [[nodiscard]] caveat::Column column(const T* values, std::size_t fact) const {
        return caveat::column(std::span(values, rows_), present(fact));
    }

    std::size_t rows_;
    Table table_;
    std::vector<std::vector<std::uint64_t>> presence_;
    caveat::Batch batch_;
};

class CaveatBatch : public Contender {
  public:
    CaveatBatch(const std::string& name, const Input& input)
        : Contender(name),
          rules_(load_rules(input.workload)),
          bound_(rules_, input, name == caveat_batch_missing),
          is_listed_(name == caveat_batch_listed) {}

    std::uint64_t run(std::size_t patients) override {
        std::uint64_t total = 0;
        for (std::size_t first = 0; first < patients; first += chunk_patients) {
            caveat::screen(bound_.batch(), first, std::min(patients, first + chunk_patients),
                           screening_);
            total += is_listed_ ? screening_.fired().rules.size() : look_at_bitmaps();
        }
        return total;
    }

    Fired fired(std::size_t patients) override {
        Fired all(patients);
        for (std::size_t first = 0; first < patients; first += chunk_patients) {
            const std::size_t last = std::min(patients, first + chunk_patients);
            caveat::screen(bound_.batch(), first, last, screening_);
            if (is_listed_)
                keep_lists(first, all);
            else
                keep_bitmaps(first, all);
        }
        return all;
    }

  private:
    /// Asks for the bitmap of every rule, as its owner would.
    std::uint64_t look_at_bitmaps() {
        std::uint64_t some = 0;
        for (std::uint32_t rule = 0; rule < rules_.rule_count(); ++rule)
            some += screening_.rows_with(caveat::RuleId{rule}, caveat::Status::fired)[0];
        return some;
    }

    void keep_lists(std::size_t first, Fired& all) {
        const caveat::FiredRules found = screening_.fired();
        for (std::size_t row = 0; row < screening_.rows(); ++row) {
            for (auto i = found.offsets[row]; i < found.offsets[row + 1]; ++i)
                all[first + row].push_back(found.rules[i].index);
        }
    }

    void keep_bitmaps(std::size_t first, Fired& all) {
        for (std::uint32_t rule = 0; rule < rules_.rule_count(); ++rule) {
            const caveat::Bitmap bits =
                screening_.rows_with(caveat::RuleId{rule}, caveat::Status::fired);
            for (std::size_t row = 0; row < screening_.rows(); ++row)
                if ((bits[row / 64] >> (row % 64) & 1U) != 0) all[first + row].push_back(rule);
        }
    }

    caveat::RuleSet rules_;
    Bound bound_;
    caveat::BatchScreening screening_;
    bool is_listed_;
};

}  // namespace

bool has_caveat_batch() {
    return true;
}

std::unique_ptr<Contender> make_caveat_batch(const std::string& name, const Input& input) {
    return std::make_unique<CaveatBatch>(name, input);
}

}  // namespace bench
