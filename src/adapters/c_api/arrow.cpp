// Record batches for C. Entrances: caveat_arrow_*, caveat_binding_free, caveat_cancel_*.

#include <caveat/arrow.hpp>
#include <caveat/arrow_codes.hpp>

#include "adapters/c_api/diagnostics.hpp"
#include "adapters/c_api/profile.hpp"
#include "adapters/c_api/rules.hpp"
#include "adapters/c_api/values.hpp"
#include "adapters/c_api/wall.hpp"

#include <cerrno>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct caveat_binding {
    explicit caveat_binding(const caveat::ArrowBinding& bound) : binding(bound) {
        for (const caveat::FactId fact : binding.missing()) missing.push_back(fact.index);
    }
    const caveat::ArrowBinding binding;
    std::vector<std::uint32_t> missing;
};

struct caveat_cancel {
    const caveat::ArrowCancel cancel;
};

namespace caveat::c_api {

namespace {

std::vector<std::string> texts_of(const caveat_text* texts, std::size_t count) {
    if (texts == nullptr && count != 0) throw Refusal{CAVEAT_BAD_ARGUMENT};
    std::vector<std::string> found;
    for (std::size_t i = 0; i < count; ++i) {
        if (!is_text(texts[i].data, texts[i].length)) throw Refusal{CAVEAT_BAD_ARGUMENT};
        found.emplace_back(view(texts[i].data, texts[i].length));
    }
    return found;
}

ArrowOptions arrow_options(const caveat_arrow_options* given) {
    const caveat_arrow_options chosen = options_of(given);
    const bool is_known = chosen.rules >= CAVEAT_ARROW_RULES_NONE &&
                          chosen.rules <= CAVEAT_ARROW_RULES_COLUMNS &&
                          chosen.report >= CAVEAT_ARROW_REPORT_NONE &&
                          chosen.report <= CAVEAT_ARROW_REPORT_PROBLEMS &&
                          chosen.why >= CAVEAT_WHY_ALL && chosen.why <= CAVEAT_WHY_FIRED;
    const bool has_nobody = chosen.without_patient != 0 && chosen.without_clinician != 0;
    if (!is_known || has_nobody || chosen.column_count > SIZE_MAX / 2) {
        throw Refusal{CAVEAT_BAD_ARGUMENT};
    }
    ArrowOptions options;
    if (chosen.as_of != nullptr) {
        options.as_of = Date::from_text(chosen.as_of);
        if (!options.as_of || !options.as_of->is_full()) throw Refusal{CAVEAT_BAD_ARGUMENT};
    }
    const auto pairs = texts_of(chosen.columns, 2 * chosen.column_count);
    for (std::size_t i = 0; i < pairs.size(); i += 2) {
        options.columns.emplace_back(pairs[i], pairs[i + 1]);
    }
    options.passthrough = texts_of(chosen.passthrough, chosen.passthrough_count);
    options.ignore = texts_of(chosen.ignore, chosen.ignore_count);
    if (chosen.cancel != nullptr) options.cancel = chosen.cancel->cancel;
    options.respondents = {.patient = chosen.without_patient == 0,
                           .clinician = chosen.without_clinician == 0};
    options.rules = static_cast<ArrowRules>(chosen.rules);
    options.outcomes = chosen.outcomes != 0;
    options.questions = chosen.questions != 0;
    options.report = static_cast<ArrowReport>(chosen.report);
    options.why = static_cast<WhyOf>(chosen.why);
    options.no_values = chosen.no_values != 0;
    options.plain_strings = chosen.plain_strings != 0;
    return options;
}

OwnedDiagnostics kept(std::vector<Diagnostic> found, caveat_diagnostics** diagnostics) {
    if (diagnostics == nullptr) return nullptr;
    return std::make_unique<caveat_diagnostics>(std::move(found), Source{"schema", ""});
}

caveat_status refused(const ArrowFailure& failure, char** words) {
    if (words != nullptr) *words = copy_of(failure.message);
    return failure.error == ENOMEM ? CAVEAT_OUT_OF_MEMORY : CAVEAT_BAD_DATA;
}

}  // namespace

}  // namespace caveat::c_api

using namespace caveat::c_api;

caveat_status caveat_cancel_new(caveat_cancel** cancel) noexcept {
    empty(cancel);
    if (cancel == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        *cancel = std::make_unique<caveat_cancel>().release();
        return CAVEAT_OK;
    });
}

void caveat_cancel_set(caveat_cancel* cancel) noexcept {
    if (cancel != nullptr) cancel->cancel.set();
}

void caveat_cancel_free(caveat_cancel* cancel) noexcept {
    delete cancel;
}

caveat_status caveat_arrow_bind(const caveat_rules* rules, const ArrowSchema* schema,
                                const caveat_arrow_options* options, caveat_binding** binding,
                                caveat_diagnostics** diagnostics) noexcept {
    empty(binding);
    empty(diagnostics);
    if (rules == nullptr || schema == nullptr || binding == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        caveat::ArrowBound bound =
            caveat::ArrowBinding::bind(rules->rules, *schema, arrow_options(options));
        OwnedDiagnostics found = kept(std::move(bound.diagnostics), diagnostics);
        std::unique_ptr<caveat_binding> made;
        if (bound.binding) made = std::make_unique<caveat_binding>(*std::move(bound.binding));
        if (diagnostics != nullptr) *diagnostics = found.release();
        *binding = made.release();
        return *binding != nullptr ? CAVEAT_OK : CAVEAT_BAD_SCHEMA;
    });
}

void caveat_binding_free(caveat_binding* binding) noexcept {
    delete binding;
}

caveat_status caveat_arrow_missing(const caveat_binding* binding, const uint32_t** facts,
                                   size_t* count) noexcept {
    empty(facts);
    empty(count);
    if (binding == nullptr || facts == nullptr || count == nullptr) return CAVEAT_BAD_ARGUMENT;
    *facts = binding->missing.data();
    *count = binding->missing.size();
    return CAVEAT_OK;
}

caveat_status caveat_arrow_schema(const caveat_binding* binding, ArrowSchema* out) noexcept {
    empty(out);
    if (binding == nullptr || out == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        binding->binding.schema(*out);
        return CAVEAT_OK;
    });
}

caveat_status caveat_arrow_screen(const caveat_binding* binding, const ArrowArray* borrowed,
                                  int64_t first, int64_t rows, ArrowArray* out,
                                  char** words) noexcept {
    empty(out);
    empty(words);
    if (binding == nullptr || borrowed == nullptr || out == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&]() -> caveat_status {
        const auto failure = binding->binding.screen(*borrowed, first, rows, *out);
        return failure ? refused(*failure, words) : CAVEAT_OK;
    });
}

caveat_status caveat_arrow_profile(const caveat_binding* binding, const ArrowArray* borrowed,
                                   int64_t row, caveat_profile** profile, char** words) noexcept {
    empty(profile);
    empty(words);
    if (binding == nullptr || borrowed == nullptr || profile == nullptr) {
        return CAVEAT_BAD_ARGUMENT;
    }
    return guarded([&]() -> caveat_status {
        caveat::ArrowFailure failure;
        const auto found = binding->binding.profile(*borrowed, row, failure);
        if (!found) return refused(failure, words);
        *profile = std::make_unique<caveat_profile>(*found, caveat::ExtraFacts::problem).release();
        return CAVEAT_OK;
    });
}

caveat_status caveat_arrow_stream(const caveat_rules* rules, ArrowArrayStream* in,
                                  const caveat_arrow_options* options, ArrowArrayStream* out,
                                  caveat_diagnostics** diagnostics) noexcept {
    empty(diagnostics);
    if (out != in) empty(out);
    // It is moved whatever comes of it.
    ArrowArrayStream taken{};
    if (in != nullptr) taken = std::exchange(*in, ArrowArrayStream{});
    const caveat_status status = [&]() -> caveat_status {
        if (rules == nullptr || in == nullptr || out == nullptr) return CAVEAT_BAD_ARGUMENT;
        return guarded([&]() -> caveat_status {
            caveat::ArrowOptions chosen = arrow_options(options);
            if (chosen.cancel && chosen.cancel->is_set()) return CAVEAT_CANCELLED;
            ArrowArrayStream made{};
            caveat::ArrowBound bound =
                caveat::arrow_stream(rules->rules, &taken, std::move(chosen), &made);
            const bool is_failed =
                !bound.diagnostics.empty() &&
                bound.diagnostics.front().code == caveat::arrow_codes::stream_failed;
            OwnedDiagnostics found;
            try {
                found = kept(std::move(bound.diagnostics), diagnostics);
            } catch (...) {
                if (made.release != nullptr) made.release(&made);
                throw;
            }
            if (diagnostics != nullptr) *diagnostics = found.release();
            if (bound.binding) {
                *out = made;
                return CAVEAT_OK;
            }
            return is_failed ? CAVEAT_STREAM_FAILED : CAVEAT_BAD_SCHEMA;
        });
    }();
    if (taken.release != nullptr) taken.release(&taken);
    return status;
}

caveat_status caveat_arrow_table(const caveat_rules* rules, caveat_arrow_which which,
                                 ArrowArrayStream* out) noexcept {
    empty(out);
    if (rules == nullptr || out == nullptr) return CAVEAT_BAD_ARGUMENT;
    if (which < CAVEAT_ARROW_TABLE_RULES || which > CAVEAT_ARROW_TABLE_SOURCES) {
        return CAVEAT_BAD_ARGUMENT;
    }
    return guarded([&] {
        caveat::arrow_table(rules->rules, static_cast<caveat::ArrowTable>(which), out);
        return CAVEAT_OK;
    });
}
