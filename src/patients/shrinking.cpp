// Makes a draft as small as it can be. Entrance: shrink.

#include "patients/shrinking.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>

namespace caveat::patients {

namespace {

class Shrinking {
  public:
    Shrinking(Draft& draft, const std::function<bool(const Draft&)>& still)
        : draft_(draft), still_(still) {}

    void run() {
        for (std::size_t fact = draft_.size(); fact-- > 0;) {
            if (!draft_[fact].is_given) continue;
            if (without([&](Draft& less) { less[fact] = DraftAnswer{}; })) continue;
            // A list that is complete is easier to read than one that is not.
            without([&](Draft& less) {
                less[fact].is_complete = true;
                less[fact].absent = {};
            });
            records(fact);
            codes(fact);
        }
    }

  private:
    /// Whether what `change` does to the draft could be kept.
    template <class Change>
    bool without(const Change& change) {
        Draft less = draft_;
        change(less);
        if (less == draft_ || !still_(less)) return false;
        draft_ = std::move(less);
        return true;
    }

    void records(std::size_t fact) {
        for (std::size_t record = draft_[fact].records.size(); record-- > 0;) {
            const auto at = static_cast<std::ptrdiff_t>(record);
            const bool is_gone = without(
                [&](Draft& less) { less[fact].records.erase(less[fact].records.begin() + at); });
            if (is_gone) continue;
            const std::size_t fields = draft_[fact].records[record].size();
            for (std::size_t field = 0; field < fields; ++field) {
                without([&](Draft& less) { less[fact].records[record][field] = DraftAnswer{}; });
            }
        }
    }

    void codes(std::size_t fact) {
        for (std::size_t code = 0; code < facts::CodeSet::capacity; ++code) {
            const DraftAnswer& answer = draft_[fact];
            if (!answer.present.contains(code) && !answer.absent.contains(code)) continue;
            facts::CodeSet one;
            one.insert(code);
            without([&](Draft& less) {
                less[fact].present = less[fact].present - one;
                less[fact].absent = less[fact].absent - one;
            });
        }
    }

    Draft& draft_;
    const std::function<bool(const Draft&)>& still_;
};

}  // namespace

void shrink(Draft& draft, const std::function<bool(const Draft&)>& still) {
    Shrinking(draft, still).run();
}

}  // namespace caveat::patients
