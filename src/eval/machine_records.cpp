// How many records of a list meet a condition. Entrance: Machine::count.

#include "eval/machine.hpp"

namespace caveat::eval {

using program::FieldTable;
using program::FieldTest;
using program::RecordTests;

const CountRange& Machine::count(std::uint32_t index) {
    if (memory_.count_round[index] != memory_.round) {
        memory_.count_round[index] = memory_.round;
        memory_.counts[index] = find_count(program_.counts[index]);
    }
    return memory_.counts[index];
}

CountRange Machine::find_count(const program::Count& count) {
    const std::uint32_t fact = program_.record_tests[count.record_tests].records;
    const bool is_complete = is_known(fact);
    if (!is_complete && !is_partly(fact)) return {};
    look_at_records(count.record_tests);
    const MachineMemory::RecordBits& records = memory_.records[count.record_tests];
    if (records.is_partly) return {0, CountRange::no_end, true};
    std::int64_t certain = 0;
    std::int64_t possible = 0;
    for (std::size_t i = 0; i < records.passed.size(); ++i) {
        bool counts = false;
        bool may_count = false;
        for (const std::uint64_t lane : count.lanes) {
            counts = counts || (lane & ~records.passed[i]) == 0;
            may_count = may_count || (lane & ~records.possible[i]) == 0;
        }
        certain += counts ? 1 : 0;
        possible += may_count ? 1 : 0;
    }
    CountRange range;
    range.low = certain;
    if (is_complete) range.high = possible;
    return range;
}

void Machine::look_at_records(std::uint32_t index) {
    if (memory_.records_round[index] == memory_.round) return;
    memory_.records_round[index] = memory_.round;
    const RecordTests& tests = program_.record_tests[index];
    const std::size_t fields = rules_.packing.field_count(tests.records);
    const std::size_t size = rules_.packing.record_size(tests.records);
    const std::uint64_t place = word(tests.records);
    const std::uint64_t* record = packed_ + (place >> 32U);
    const auto count = static_cast<std::size_t>(place & 0xffff'ffffU);
    MachineMemory::RecordBits& bits = memory_.records[index];
    bits.passed.clear();
    bits.possible.clear();
    bits.is_known = true;
    bits.is_partly = false;
    for (std::size_t i = 0; i < count; ++i, record += size) {
        look_at_record(tests, record, fields, bits);
    }
}

void Machine::look_at_record(const RecordTests& tests, const std::uint64_t* record,
                             std::size_t fields, MachineMemory::RecordBits& bits) {
    std::uint64_t all_passed = 0;
    std::uint64_t all_possible = 0;
    const std::size_t bit_words = facts::Packing::words_for(fields);
    const std::uint64_t* const words = record + 2 * bit_words;
    for (const FieldTable& table : tests.fields) {
        const std::uint64_t bit = std::uint64_t{1} << (table.field % 64);
        if ((record[table.field / 64] & bit) == 0) {
            bits.is_known = false;
            bits.is_partly = bits.is_partly || (record[bit_words + table.field / 64] & bit) != 0;
            all_possible |= table.tests;
            continue;
        }
        const std::uint64_t word = words[table.field];
        const std::uint64_t entry = word - static_cast<std::uint64_t>(table.low);
        std::uint64_t passed = 0;
        if (entry < table.count) {
            passed = tests.tables[table.first + static_cast<std::size_t>(entry)];
        } else {
            for (std::size_t i = 0; i < tests.tests.size(); ++i) {
                const FieldTest& test = tests.tests[i];
                if (test.field == table.field && program::holds(test.test, word)) {
                    passed |= std::uint64_t{1} << i;
                }
            }
        }
        all_passed |= passed;
        all_possible |= passed;
    }
    bits.passed.push_back(all_passed);
    bits.possible.push_back(all_possible);
}

}  // namespace caveat::eval
