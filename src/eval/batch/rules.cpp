// From bits of literals to bits of rules and verdicts, strip after strip; and the loop over all
// chunks. Entrance: BatchRun::screen.

#include "eval/batch/lists.hpp"
#include "eval/result.hpp"

#include <algorithm>

namespace caveat::eval {

using program::none;

BatchRun::BatchRun() : lists_(std::make_unique<Lists>()), alone_(std::make_unique<Result>()) {}
BatchRun::~BatchRun() = default;

namespace {

/// Bitmaps of literals in one chunk that stay in the nearest caches.
constexpr std::size_t most_bitmap_words = 32U * 1024U;
constexpr std::size_t most_strips = 8;
constexpr std::size_t most_records = 32U * 1024U;  ///< of one chunk, if it can be

using StripBits = std::array<std::uint64_t, strip_words>;

void join(std::uint64_t* all, const std::uint64_t* more) {
    for (std::size_t i = 0; i < strip_words; ++i) all[i] |= more[i];
}

/// Yes and "is not no" of something in one strip.
struct StripTruth {
    StripBits yes{};
    StripBits may{};
};

}  // namespace

void BatchRun::prepare_results() {
    const BatchPlan& plan = table_->plan;
    const std::size_t rules = table_->rules->rules.size();
    stride_ = (words_for(rows_) + strip_words - 1) / strip_words * strip_words;
    fired_.need(rules * stride_);
    open_.need(rules * stride_);
    presumed_.need(plan.exempted.size() * stride_);
    overridden_.need(plan.exempted.size() * stride_);
    has_open_.assign(rules, 0);
    for (auto& bound : reached_) {
        for (Bits& level : bound) level.need(stride_);
    }
    complete_.need(stride_);
    applicable_.need(stride_);
    perhaps_applicable_.need(stride_);
    std::fill_n(nothing_.need(stride_ + strip_words), stride_ + strip_words, 0U);
    std::fill_n(problems_.need(stride_), stride_, 0U);
    put_together_.need(stride_);
    has_deferred_ = false;
    was_open_ = false;
    refused_.clear();
    is_open_.resize(plan.literal_count);
    loaded_.resize(table_->rules->catalogue.size());
    buffers_.resize(table_->rules->catalogue.size());
    if (scratch_profile_.values.size() != table_->rules->catalogue.size()) {
        scratch_profile_.values.assign(table_->rules->catalogue.size(), {});
    }
}

void BatchRun::screen(const Table& table, std::size_t first, std::size_t last,
                      Respondents respondents) {
    table_ = &table;
    respondents_ = respondents;
    last = std::min(last, table.rows);
    first_ = std::min(first, last);
    rows_ = last - first_;
    prepare_results();
    flag_rows();
    const std::size_t literals = std::max<std::size_t>(table.plan.literal_count, 1);
    const std::size_t strips =
        std::clamp<std::size_t>(most_bitmap_words / (literals * strip_words), 1, most_strips);
    yes_.need(literals * strip_words * strips);
    may_.need(literals * strip_words * strips);
    for (std::size_t done = 0; done < rows_;) {
        chunk_.first = first_ + done;
        chunk_.rows = std::min(strips * strip_rows, rows_ - done);
        while (chunk_.rows > strip_rows &&
               table.records_in(chunk_.first, chunk_.rows) > most_records) {
            chunk_.rows = (chunk_.rows / strip_rows + 1) / 2 * strip_rows;
        }
        chunk_.words = words_for(chunk_.rows);
        chunk_.strips = (chunk_.words + strip_words - 1) / strip_words;
        screen_chunk();
        done += chunk_.rows;
    }
    const bool all_answer = respondents.patient && respondents.clinician;
    // A column does not tell null from absent, so only profiles have totals to be scaled up.
    const bool prorates = table.rules->may_prorate && table.is_of_profiles;
    if (!all_answer || prorates) screen_open_rows();
}

void BatchRun::screen_chunk() {
    some_open_ = false;
    load_facts();
    test_facts();
    count_lists();
    for (const std::uint32_t source : table_->plan.derived_early) derive(source);
    evaluate_trees();
    for (const std::uint32_t source : table_->plan.derived_late) derive(source);
    if (some_open_) complete_may();
    for (std::size_t strip = 0; strip < chunk_.strips; ++strip) decide_strip(strip);
}

/// What is known everywhere is not no where it is yes.
void BatchRun::complete_may() {
    for (std::uint32_t literal = 0; literal < table_->plan.literal_count; ++literal) {
        if (is_open_[literal] == 0) copy_to_may(literal);
    }
}

void BatchRun::decide_strip(std::size_t strip) {
    const BatchPlan& plan = table_->plan;
    const std::size_t word = (chunk_.first - first_) / word_bits + strip * strip_words;
    const std::size_t at = strip * strip_stride();
    const StripBitmaps bitmaps{yes_.data() + at, may_.data() + at, is_open_.data()};
    // A plane that was begun must be gone on with.
    was_open_ = was_open_ || some_open_;
    reached_strip_ = {};
    for (const BatchPlan::Group& group : plan.groups) {
        GroupUnion all;
        const RuleGroup rules{group.literals.data(), group.rules.size(), group.width};
        const StripResults results{plane(fired_, group.first_place) + word,
                                   plane(open_, group.first_place) + word, stride_,
                                   has_open_.data() + group.first_place, word};
        (was_open_ ? table_->kernels->decide : table_->kernels->decide_known)(rules, bitmaps,
                                                                              results, all);
        const std::size_t level = level_of(group.leads_to);
        join(reached_strip_.fired[level], all.fired);
        if (group.if_unknown == IfUnknown::ignore) continue;
        join(reached_strip_.open, all.open);
        join(group.if_unknown == IfUnknown::presume ? reached_strip_.presumed[level]
                                                    : reached_strip_.undecided[level],
             all.open);
    }
    for (const std::uint32_t rule : plan.exempted) decide_exempted(strip, rule);
    keep_strip(strip);
}

void BatchRun::find_condition(std::size_t strip, std::uint32_t condition, std::uint64_t* yes,
                              std::uint64_t* may) const {
    const program::Program& program = *table_->program;
    const program::Condition& lanes = program.conditions[condition];
    const std::size_t at = strip * strip_stride();
    std::fill_n(yes, strip_words, 0U);
    std::fill_n(may, strip_words, 0U);
    for (std::uint32_t i = 0; i < lanes.lane_count; ++i) {
        StripBits all;
        StripBits perhaps;
        for (std::size_t word = 0; word < strip_words; ++word) {
            const std::size_t row = (strip * strip_words + word) * word_bits;
            all[word] = row < chunk_.rows ? lowest_bits(chunk_.rows - row) : 0;
        }
        perhaps = all;
        for (const std::uint32_t literal :
             program.literals_of(program.lanes[lanes.first_lane + i])) {
            const std::uint64_t* const met = yes_of(literal) + at;
            const std::uint64_t* const not_failed =
                is_open_[literal] != 0 ? may_of(literal) + at : met;
            for (std::size_t word = 0; word < strip_words; ++word) {
                all[word] &= met[word];
                perhaps[word] &= not_failed[word];
            }
        }
        join(yes, all.data());
        join(may, perhaps.data());
    }
}

/// The table of statuses (`status_of`), for 64 rows a word.
void BatchRun::decide_exempted(std::size_t strip, std::uint32_t rule) {
    const BatchPlan& plan = table_->plan;
    const program::RulePlan& rule_plan = table_->program->rules[rule];
    const model::Rule& declared = table_->rules->rules[rule];
    const std::size_t at = (chunk_.first - first_) / word_bits + strip * strip_words;
    StripTruth condition;
    StripTruth exemption;
    StripBits by_rule{};
    find_condition(strip, rule_plan.when, condition.yes.data(), condition.may.data());
    if (rule_plan.unless != none) {
        find_condition(strip, rule_plan.unless, exemption.yes.data(), exemption.may.data());
    }
    for (const RuleId over : declared.overridden_by) {
        const std::uint64_t* const fired = fired_of(over.index) + at;
        join(by_rule.data(), fired);
        join(exemption.may.data(), fired);
        if (has_open(over.index) != 0) {
            join(exemption.may.data(), open_of(over.index) + at);
        }
        const std::uint32_t place = plan.exempted_place[over.index];
        if (place != none) join(exemption.may.data(), plane(presumed_, place) + at);
    }
    join(exemption.yes.data(), by_rule.data());
    const std::uint32_t place = plan.exempted_place[rule];
    std::uint64_t* const fired = fired_of(rule) + at;
    std::uint64_t* const undecided = open_of(rule) + at;
    std::uint64_t* const presumed = plane(presumed_, place) + at;
    std::uint64_t* const overridden = plane(overridden_, place) + at;
    has_open(rule) = 1;
    const bool presumes = declared.if_unknown == IfUnknown::presume;
    for (std::size_t word = 0; word < strip_words; ++word) {
        const std::uint64_t yes = condition.yes[word];
        const std::uint64_t open = condition.may[word] & ~yes & ~exemption.yes[word];
        fired[word] = yes & ~exemption.may[word];
        overridden[word] = condition.may[word] & exemption.yes[word] & by_rule[word];
        presumed[word] = (yes & exemption.may[word] & ~exemption.yes[word]) | (presumes ? open : 0);
        undecided[word] = presumes ? 0 : open;
    }
    const std::size_t level = level_of(verdict_of(declared.strictest));
    join(reached_strip_.fired[level], fired);
    join(reached_strip_.presumed[level], presumed);
    if (declared.if_unknown == IfUnknown::ignore) return;
    join(reached_strip_.undecided[level], undecided);
    join(reached_strip_.open, undecided);
    join(reached_strip_.open, presumed);
}

void BatchRun::keep_strip(std::size_t strip) {
    const std::size_t at = (chunk_.first - first_) / word_bits + strip * strip_words;
    StripTruth applies;
    for (std::size_t word = 0; word < strip_words; ++word) {
        const std::size_t row = (strip * strip_words + word) * word_bits;
        const std::uint64_t rows = row < chunk_.rows ? lowest_bits(chunk_.rows - row) : 0;
        applies.yes[word] = applies.may[word] = rows;
        complete_.data()[at + word] = rows & ~reached_strip_.open[word];
    }
    const std::uint32_t condition = table_->program->applies_to;
    if (condition != none) {
        find_condition(strip, condition, applies.yes.data(), applies.may.data());
    }
    std::copy(applies.yes.begin(), applies.yes.end(), applicable_.data() + at);
    std::copy(applies.may.begin(), applies.may.end(), perhaps_applicable_.data() + at);
    for (std::size_t level = 0; level < strict_verdicts; ++level) {
        for (std::size_t word = 0; word < strip_words; ++word) {
            std::uint64_t reached = reached_strip_.fired[level + 1][word];
            reached_[0][level].data()[at + word] = reached;
            reached |= reached_strip_.presumed[level + 1][word];
            reached_[1][level].data()[at + word] = reached;
            reached |= reached_strip_.undecided[level + 1][word];
            reached_[2][level].data()[at + word] = reached;
        }
    }
}

}  // namespace caveat::eval
