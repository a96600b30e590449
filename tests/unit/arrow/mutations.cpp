// Batches changed within the sizes of their buffers. Entrances: mutate, spoil, screens_soundly.

#include "unit/arrow/mutations.hpp"

#include <caveat/arrow.hpp>
#include <caveat/keys.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <new>
#include <string>
#include <vector>

namespace caveat::testing {

const std::string_view mutated_rules = R"(caveat: 1
id: mutated
version: 1.0.0
facts:
  fever: {type: yes/no}
  pain: {type: number, whole: true, from: 0, to: 10}
  weight: {type: number, from: 0, to: 650}
  height: {type: number, from: 0, to: 3}
  job: {type: choice, of: [sitting, standing, heavy lifting all day long]}
  hobby: {type: choice, of: [reading, running, building sites in winter]}
  hand: {type: choice, of: [left, right]}
  regions: {type: choices, of: [neck, back, none of these], exclusive: [none of these]}
  organs: {type: choices, of: [heart, lung]}
  seen: {type: date}
  born: {type: date, to: as of}
  sessions:
    type: records
    each: session
    of: {eased: {type: yes/no}, strength: {type: number}, kind: {type: choice, of: [gentle, deep]}}
outcomes: {avoid massage: No., suggest rest: Rest.}
rules:
  - {id: a, rule: fever and pain > 3 → avoid massage}
  - {id: b, rule: weight > 80 or height > 2 → suggest rest}
  - {id: c, rule: job is sitting or hobby is running or hand is left → suggest rest}
  - {id: d, rule: regions include back or organs include heart → suggest rest}
  - {id: e, rule: seen is after 2020-01-01 → suggest rest}
  - {id: f, rule: years since born >= 30 → suggest rest}
  - {id: g, rule: at least 2 sessions where (eased and strength > 3) → suggest rest}
  - {id: h, rule: any session where kind is deep → suggest rest}
)";

namespace {

template <class T>
Optionals<T> some(std::size_t count, const Dice& dice, const std::vector<T>& of) {
    Optionals<T> values;
    for (std::size_t i = 0; i < count; ++i) {
        values.push_back(dice(5) == 0
                             ? std::nullopt
                             : std::optional<T>(of[static_cast<std::size_t>(dice(of.size()))]));
    }
    return values;
}

void put(ArrowColumn& column, std::size_t buffer, std::size_t width, const Dice& dice,
         std::int64_t value) {
    const std::size_t count = column.sizes[buffer] / width;
    if (count == 0) return;
    std::memcpy(column.bytes(buffer) + dice(count) * width, &value, width);
}

/// Memory of its own for each buffer.
void unshare(ArrowColumn& column) {
    for (std::size_t i = 0; i < column.buffers.size(); ++i) {
        if (column.buffers[i] == nullptr) continue;
        constexpr std::align_val_t line{64};
        const std::size_t size = column.skipped[i] + column.sizes[i];
        const std::shared_ptr<std::uint8_t> copy(
            static_cast<std::uint8_t*>(::operator new(size, line)),
            [](std::uint8_t* memory) { ::operator delete(memory, line); });
        if (column.sizes[i] != 0) {
            std::memcpy(copy.get() + column.skipped[i], column.buffer(i), column.sizes[i]);
        }
        column.buffers[i] = copy;
    }
}

constexpr std::array<std::int64_t, 10> odd_numbers{-1, 0,  1,         2,         5,
                                                   9,  64, INT32_MAX, INT64_MAX, INT64_MIN};

std::int64_t odd(const Dice& dice) {
    return odd_numbers[static_cast<std::size_t>(dice(odd_numbers.size()))];
}

void mutate_buffer(ArrowColumn& column, const Dice& dice) {
    const std::string& format = column.format;
    if (column.buffers.empty() || format == "n") return;
    const std::size_t buffer = static_cast<std::size_t>(dice(column.buffers.size()));
    if (column.buffers[buffer] == nullptr || column.sizes[buffer] == 0) return;
    const bool is_text = format == "u" || format == "U";
    if (is_text && buffer == 1) {
        // Where texts end, nothing but these offsets says.
        const auto limit = static_cast<std::int64_t>(column.sizes[2]);
        const auto value = static_cast<std::int64_t>(dice(static_cast<std::uint64_t>(limit) + 1));
        put(column, 1, format == "u" ? 4 : 8, dice, dice(8) == 0 ? -1 : value);
        return;
    }
    if (format == "vu" && buffer == 3) return;
    if ((format == "+l" || format == "+vl") && buffer > 0)
        return put(column, buffer, 4, dice, odd(dice));
    if ((format == "+L" || format == "+vL") && buffer > 0)
        return put(column, buffer, 8, dice, odd(dice));
    const std::array<std::size_t, 4> widths{1, 2, 4, 8};
    put(column, buffer, widths[static_cast<std::size_t>(dice(4))], dice, odd(dice));
}

}  // namespace

ArrowColumn batch_to_mutate(const Dice& dice) {
    const std::size_t rows = static_cast<std::size_t>(dice(9));
    const auto shape = [&] {
        ArrowShape made;
        made.offset = static_cast<std::int64_t>(dice(3)) * 4;
        made.child_offset = static_cast<std::int64_t>(dice(2)) * 3;
        constexpr std::array<std::size_t, 3> alignments{64, 8, 1};
        made.alignment = alignments[static_cast<std::size_t>(dice(3))];
        made.has_validity = dice(2) == 0;
        made.counts_nulls = dice(2) == 0;
        return made;
    };
    std::vector<ArrowColumn> columns;
    columns.push_back(
        numbers_column<std::int64_t>("patient", "l", some<std::int64_t>(rows, dice, {1, -5})));
    columns.push_back(
        texts_column("as_of", "u", some<std::string>(rows, dice, {"2026-11-20", "soon"})));
    columns.push_back(bools_column("fever", some<bool>(rows, dice, {true, false}), shape()));
    columns.push_back(numbers_column<std::int16_t>(
        "pain", "s", some<std::int16_t>(rows, dice, {2, 7, 11}), shape()));
    columns.push_back(decimals_column("weight", "d:38,1", 16,
                                      some<std::int64_t>(rows, dice, {700, 900}), shape()));
    columns.push_back(
        numbers_column<double>("height", "g", some<double>(rows, dice, {1.75, 2.5, 7}), shape()));
    columns.push_back(texts_column(
        "job", "u", some<std::string>(rows, dice, {"sitting", "standing", "?"}), shape()));
    columns.push_back(texts_column(
        "hobby", "vu", some<std::string>(rows, dice, {"running", "building sites in winter"}),
        shape()));
    columns.push_back(dictionary_column(
        "hand", "c", some<std::string>(rows, dice, {"left", "right", "both"}), shape()));
    const auto lists = [&](std::string name, const char* format,
                           const std::vector<std::string>& codes) {
        Optionals<std::int64_t> sizes = some<std::int64_t>(rows, dice, {0, 1, 2});
        std::size_t items = 0;
        for (const auto& size : sizes) items += static_cast<std::size_t>(size.value_or(0));
        columns.push_back(lists_column(
            std::move(name), format, sizes,
            texts_column("item", "u", some<std::string>(items, dice, codes)), shape()));
    };
    lists("regions", dice(2) == 0 ? "+l" : "+vl", {"neck", "back", "none of these", "toe"});
    lists("organs", dice(2) == 0 ? "+L" : "+vL", {"heart", "lung"});
    columns.push_back(numbers_column<std::int32_t>(
        "seen", "tdD", some<std::int32_t>(rows, dice, {0, 20000}), shape()));
    columns.push_back(numbers_column<std::int64_t>(
        "born", "tss:", some<std::int64_t>(rows, dice, {0, 86400, 5}), shape()));
    Optionals<std::int64_t> sizes = some<std::int64_t>(rows, dice, {0, 2, 3});
    std::size_t records = 0;
    for (const auto& size : sizes) records += static_cast<std::size_t>(size.value_or(0));
    std::vector<ArrowColumn> fields;
    fields.push_back(bools_column("eased", some<bool>(records, dice, {true, false}), shape()));
    fields.push_back(numbers_column<std::int8_t>(
        "strength", "c", some<std::int8_t>(records, dice, {2, 5}), shape()));
    fields.push_back(dictionary_column(
        "kind", "i", some<std::string>(records, dice, {"gentle", "deep"}), shape()));
    std::vector<bool> present;
    for (std::size_t i = 0; i < records; ++i) present.push_back(dice(6) != 0);
    columns.push_back(lists_column("sessions", dice(2) == 0 ? "+l" : "+vL", sizes,
                                   struct_column("item", std::move(fields), present), shape()));
    return record_batch(std::move(columns), static_cast<std::int64_t>(rows));
}

void mutate(ArrowColumn& column, const Dice& dice) {
    unshare(column);
    const std::uint64_t turn = dice(8);
    if (turn < 5) {
        mutate_buffer(column, dice);
    } else if (turn == 5) {
        column.null_count = odd(dice);
    } else if (turn == 6) {
        // Within what there is, or below 0.
        const std::int64_t end = std::max<std::int64_t>(column.offset + column.length, 0);
        column.length = static_cast<std::int64_t>(dice(static_cast<std::uint64_t>(end) + 2)) - 1;
        column.offset = std::min(column.offset, end - std::max<std::int64_t>(column.length, 0));
        if (dice(9) == 0) column.offset = -1;
    } else if (!column.children.empty()) {
        mutate(column.children[static_cast<std::size_t>(dice(column.children.size()))], dice);
    }
    if (column.dictionary && dice(2) == 0) {
        column.dictionary = std::make_shared<ArrowColumn>(*column.dictionary);
        mutate(*column.dictionary, dice);
    }
}

void spoil(ArrowArray& array, const Dice& dice) {
    switch (dice(6)) {
        case 0:
            if (array.n_buffers > 0)
                array.buffers[dice(static_cast<std::uint64_t>(array.n_buffers))] = nullptr;
            return;
        case 1:
            array.n_buffers += dice(2) == 0 ? 1 : -1;
            return;
        case 2:
            array.n_children += dice(2) == 0 ? 1 : -1;
            return;
        case 3:
            array.dictionary = nullptr;
            return;
        case 4:
            array.buffers = nullptr;
            return;
        default:
            if (array.n_children > 0) {
                array.children[dice(static_cast<std::uint64_t>(array.n_children))] = nullptr;
            }
    }
}

namespace {

/// The binding of these types: there are a few, and each is made once.
const ArrowBinding* binding_for(const ArrowColumn& batch) {
    static const Loaded loaded = load_text(mutated_rules, "mutated.yaml");
    static std::map<std::string, ArrowBinding> known;
    if (!loaded.rules) return nullptr;
    std::string types;
    for (const ArrowColumn& column : batch.children) types += column.format + ' ';
    const auto found = known.find(types);
    if (found != known.end()) return &found->second;
    const ReadSchema schema(batch);
    ArrowBound bound = ArrowBinding::bind(*loaded.rules, schema.schema);
    if (!bound.binding) return nullptr;
    return &known.emplace(types, *std::move(bound.binding)).first->second;
}

}  // namespace

bool screens_soundly(const ArrowColumn& batch, const Dice& dice) {
    const ArrowBinding* const binding = binding_for(batch);
    if (binding == nullptr) return false;
    const ReadArray in(batch);
    if (dice(4) == 0) {
        // Pointers that are not there, or not as many as are said: refused, or never read.
        ArrowArray spoilt = in.array;
        std::vector<const void*> buffers(spoilt.buffers, spoilt.buffers + spoilt.n_buffers);
        std::vector<ArrowArray> children;
        std::vector<ArrowArray*> places;
        std::vector<std::vector<const void*>> below;
        for (std::int64_t i = 0; i < spoilt.n_children; ++i) {
            children.push_back(*spoilt.children[i]);
            ArrowArray& child = children.back();
            below.emplace_back(child.buffers, child.buffers + child.n_buffers);
            below.back().push_back(nullptr);
            child.buffers = below.back().data();
        }
        for (ArrowArray& child : children) places.push_back(&child);
        places.push_back(nullptr);
        spoilt.buffers = buffers.data();
        spoilt.children = places.data();
        if (dice(3) == 0) {
            spoil(spoilt, dice);
        } else if (!children.empty()) {
            spoil(children[static_cast<std::size_t>(dice(children.size()))], dice);
        }
        ReadArray none;
        static_cast<void>(binding->screen(spoilt, 0, spoilt.length, none.array));
    }
    ReadArray out;
    if (binding->screen(in.array, 0, in.array.length, out.array)) return true;
    ReadSchema given;
    binding->schema(given.schema);
    for (std::int64_t row = 0; row < out.array.length; ++row) {
        ArrowFailure failure;
        const auto profile = binding->profile(in.array, row, failure);
        if (!profile) return false;
        const Screening alone = screen(*profile);
        const auto value = [&](const char* column) {
            return arrow_value(given.schema, out.array, column, row);
        };
        if (value("verdict") != '"' + std::string(key(alone.verdict())) + '"') return false;
        if (value("at_most") != '"' + std::string(key(alone.at_most())) + '"') return false;
        const auto errors =
            std::count_if(alone.problems().begin(), alone.problems().end(),
                          [](const Diagnostic& each) { return each.severity == Severity::error; });
        if (value("problems") != std::to_string(errors)) return false;
    }
    return true;
}

}  // namespace caveat::testing
