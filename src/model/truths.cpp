// What tests say of what is known.

#include "model/truths.hpp"

namespace caveat::model {

Truth compare(Comparison comparison, const values::Range& a, const values::Range& b) {
    switch (comparison) {
        case Comparison::equal:
            return equal(a, b);
        case Comparison::less:
            return less(a, b);
        case Comparison::less_or_equal:
            return less_or_equal(a, b);
        case Comparison::greater:
            return less(b, a);
        case Comparison::greater_or_equal:
            break;
    }
    return less_or_equal(b, a);
}

Truth lies_in(const values::Range& range, const Interval& band) {
    const bool above_low = band.low_is_included ? range.low >= band.low : range.low > band.low;
    const bool below_high =
        band.high_is_included ? range.high <= band.high : range.high < band.high;
    const bool all_below = band.low_is_included ? range.high < band.low : range.high <= band.low;
    const bool all_above = band.high_is_included ? range.low > band.high : range.low >= band.high;
    if (all_below || all_above) return Truth::no;
    const bool low_fits = above_low || !band.low.is_finite();
    const bool high_fits = below_high || !band.high.is_finite();
    return low_fits && high_fits ? Truth::yes : Truth::unknown;
}

Truth is_one_of(const facts::CodeSet& possible, const facts::CodeSet& codes) {
    return possible.is_subset_of(codes) ? Truth::yes
           : possible.meets(codes)      ? Truth::unknown
                                        : Truth::no;
}

Truth includes_any(const facts::CodeSet& present, const facts::CodeSet& absent,
                   const facts::CodeSet& codes) {
    if (codes.is_subset_of(absent)) return Truth::no;
    return codes.meets(present) ? Truth::yes : Truth::unknown;
}

Truth includes_all(const facts::CodeSet& present, const facts::CodeSet& absent,
                   const facts::CodeSet& codes) {
    if (codes.meets(absent)) return Truth::no;
    return codes.is_subset_of(present) ? Truth::yes : Truth::unknown;
}

Truth is_empty(const facts::CodeSet& present, const facts::CodeSet& absent,
               const facts::CodeSet& all) {
    if (!present.empty()) return Truth::no;
    return absent == all ? Truth::yes : Truth::unknown;
}

}  // namespace caveat::model
