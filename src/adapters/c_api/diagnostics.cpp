// Problems for C. Entrances: caveat_diagnostics_*.

#include "adapters/c_api/diagnostics.hpp"

#include "adapters/c_api/values.hpp"
#include "adapters/c_api/wall.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <utility>

namespace caveat::c_api {

namespace {

/// Lines and columns of all problems, in one walk over the text. Lines end with LF, CR LF or CR.
std::vector<caveat_diagnostics::Spot> spots_of(const std::vector<Diagnostic>& list,
                                               std::string_view text) {
    std::vector<std::size_t> order(list.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return list[a].span.begin < list[b].span.begin;
    });
    std::vector<caveat_diagnostics::Spot> spots(list.size());
    caveat_diagnostics::Spot spot{1, 1};
    std::size_t at = 0;
    for (const std::size_t each : order) {
        if (!list[each].path.empty()) continue;
        for (; at < text.size() && at < list[each].span.begin; ++at) {
            const char byte = text[at];
            const bool is_return_of_two =
                byte == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
            constexpr unsigned follows = 0x80;
            constexpr unsigned top_bits = 0xC0;
            if (byte == '\n' || (byte == '\r' && !is_return_of_two)) {
                spot = {spot.line + 1, 1};
            } else if ((static_cast<unsigned char>(byte) & top_bits) != follows) {
                ++spot.column;
            }
        }
        spots[each] = spot;
    }
    return spots;
}

caveat_text lent(const std::string& text) {
    return {text.c_str(), text.size()};
}

std::uint32_t count_of(std::size_t count) {
    return static_cast<std::uint32_t>(count);
}

const Diagnostic* problem_at(const caveat_diagnostics* diagnostics, std::size_t index) {
    return index < diagnostics->list.size() ? &diagnostics->list[index] : nullptr;
}

/// Fills a struct from a member of a problem: `find` gives it or null, `fill` writes it.
template <typename Struct, typename Find, typename Fill>
caveat_status give_part(const caveat_diagnostics* diagnostics, std::size_t index, Struct* out,
                        const Find& find, const Fill& fill) {
    if (!is_ready(out) || diagnostics == nullptr) return CAVEAT_BAD_ARGUMENT;
    const Diagnostic* const problem = problem_at(diagnostics, index);
    const auto* const part = problem == nullptr ? nullptr : find(*problem);
    if (part == nullptr) return CAVEAT_NOT_FOUND;
    Struct ours{};
    fill(*part, ours);
    give(ours, out);
    return CAVEAT_OK;
}

template <typename Item>
const Item* nth(const std::vector<Item>& items, std::size_t index) {
    return index < items.size() ? &items[index] : nullptr;
}

}  // namespace

}  // namespace caveat::c_api

caveat_diagnostics::caveat_diagnostics(std::vector<caveat::Diagnostic> found, caveat::Source text)
    : list(std::move(found)),
      source(std::move(text)),
      spots(caveat::c_api::spots_of(list, source.text)) {}

using namespace caveat::c_api;

std::size_t caveat_diagnostics_count(const caveat_diagnostics* diagnostics) noexcept {
    return diagnostics == nullptr ? 0 : diagnostics->list.size();
}

caveat_status caveat_diagnostics_at(const caveat_diagnostics* diagnostics, size_t index,
                                    caveat_diagnostic* diagnostic) noexcept {
    return give_part(
        diagnostics, index, diagnostic, [](const caveat::Diagnostic& whole) { return &whole; },
        [&](const caveat::Diagnostic& from, caveat_diagnostic& to) {
            to.code = lent(from.code);
            to.message = lent(from.message);
            to.help = lent(from.help);
            to.path = lent(from.path);
            to.severity = number_of(from.severity);
            if (from.path.empty()) {
                to.begin = from.span.begin;
                to.end = from.span.end;
            }
            to.line = diagnostics->spots[index].line;
            to.column = diagnostics->spots[index].column;
            to.label_count = count_of(from.labels.size());
            to.argument_count = count_of(from.arguments.size());
            to.fix_count = count_of(from.fixes.size());
        });
}

caveat_status caveat_diagnostics_label(const caveat_diagnostics* diagnostics, size_t index,
                                       size_t label_index, caveat_label* label) noexcept {
    return give_part(
        diagnostics, index, label,
        [&](const caveat::Diagnostic& whole) { return nth(whole.labels, label_index); },
        [](const caveat::Label& from, caveat_label& to) {
            to.text = lent(from.text);
            to.begin = from.span.begin;
            to.end = from.span.end;
        });
}

caveat_status caveat_diagnostics_argument(const caveat_diagnostics* diagnostics, size_t index,
                                          size_t argument_index,
                                          caveat_message_argument* argument) noexcept {
    return give_part(
        diagnostics, index, argument,
        [&](const caveat::Diagnostic& whole) { return nth(whole.arguments, argument_index); },
        [](const caveat::Argument& from, caveat_message_argument& to) {
            to.name = lent(from.name);
            to.value = lent(from.value);
        });
}

caveat_status caveat_diagnostics_fix(const caveat_diagnostics* diagnostics, size_t index,
                                     size_t fix_index, caveat_fix* fix) noexcept {
    return give_part(
        diagnostics, index, fix,
        [&](const caveat::Diagnostic& whole) { return nth(whole.fixes, fix_index); },
        [](const caveat::Fix& from, caveat_fix& to) {
            to.title = lent(from.title);
            to.edit_count = from.edits.size();
        });
}

caveat_status caveat_diagnostics_edit(const caveat_diagnostics* diagnostics, size_t index,
                                      size_t fix_index, size_t edit_index,
                                      caveat_edit* edit) noexcept {
    return give_part(
        diagnostics, index, edit,
        [&](const caveat::Diagnostic& whole) {
            const caveat::Fix* const fix = nth(whole.fixes, fix_index);
            return fix == nullptr ? nullptr : nth(fix->edits, edit_index);
        },
        [](const caveat::Edit& from, caveat_edit& to) {
            to.text = lent(from.text);
            to.begin = from.span.begin;
            to.end = from.span.end;
        });
}

caveat_status caveat_diagnostics_render(const caveat_diagnostics* diagnostics,
                                        char** text) noexcept {
    empty(text);
    if (diagnostics == nullptr || text == nullptr) return CAVEAT_BAD_ARGUMENT;
    return guarded([&] {
        std::string drawn;
        for (const caveat::Diagnostic& each : diagnostics->list) {
            drawn += caveat::render(each, diagnostics->source);
        }
        return hand_out(drawn, text, nullptr);
    });
}

void caveat_diagnostics_free(caveat_diagnostics* diagnostics) noexcept {
    delete diagnostics;
}
