// A seed into patients, as structs and as columns. The entrances are `make_patients`, `make_gaps`
// and `make_table`.

#include "workload.hpp"

#include <cstdlib>
#include <cstring>
#include <new>

namespace bench {

namespace {

constexpr double finding_share = 0.22;
constexpr double no_sessions_share = 0.25;
constexpr double missing_share = 0.1;

Patient make_patient(Random& random) {
    Patient patient;
    for (std::size_t i = 0; i < reading_count; ++i)
        patient.reading[i] =
            static_cast<std::int32_t>(random.below(static_cast<std::uint32_t>(reading_top[i] + 1)));
    for (std::size_t i = 0; i < sign_count; ++i)
        patient.sign[i] = random.chance(0.15 + 0.03 * static_cast<double>(i));
    for (std::size_t i = 0; i < kind_count; ++i)
        patient.kind[i] = static_cast<std::uint8_t>(random.below(kind_codes[i]));
    for (std::size_t i = 0; i < findings_count; ++i) {
        for (std::uint32_t code = 0; code < finding_codes[i]; ++code)
            if (random.chance(finding_share)) patient.findings[i] |= std::uint64_t{1} << code;
    }
    if (random.chance(no_sessions_share)) return patient;
    patient.sessions = 1 + random.below(most_sessions);
    for (std::uint32_t i = 0; i < patient.sessions; ++i) {
        patient.session[i] = {static_cast<std::uint8_t>(random.below(technique_codes)),
                              random.chance(0.4),
                              static_cast<std::int32_t>(random.below(pain_top + 1))};
    }
    return patient;
}

/// Memory for a column: aligned to, and padded with zeros to, whole cache lines.
template <class T>
T* column(Table& table, std::size_t length) {
    constexpr std::size_t line = 64;
    const std::size_t bytes = (length * sizeof(T) + 2 * line - 1) / line * line;
    void* memory = std::aligned_alloc(line, bytes);
    if (memory == nullptr) throw std::bad_alloc();
    std::memset(memory, 0, bytes);
    table.memory.emplace_back(memory, std::free);
    return static_cast<T*>(memory);
}

/// One value of every patient.
template <class T, class Value>
const T* filled(Table& table, const std::vector<Patient>& patients, Value value) {
    T* made = column<T>(table, table.chunks * chunk_patients);
    for (std::size_t i = 0; i < patients.size(); ++i) made[i] = static_cast<T>(value(patients[i]));
    return made;
}

void add_sessions(Table& table, const std::vector<Patient>& patients) {
    std::size_t all = 0;
    for (const Patient& patient : patients) all += patient.sessions;
    auto* begin = column<std::uint32_t>(table, table.chunks * chunk_patients + 1);
    auto* technique = column<std::uint8_t>(table, all);
    auto* eased = column<std::uint8_t>(table, all);
    auto* pain = column<std::int8_t>(table, all);
    std::uint32_t next = 0;
    for (std::size_t i = 0; i <= table.chunks * chunk_patients; ++i) {
        begin[i] = next;
        if (i >= patients.size()) continue;
        for (std::uint32_t s = 0; s < patients[i].sessions; ++s, ++next) {
            technique[next] = patients[i].session[s].technique;
            eased[next] = patients[i].session[s].eased ? 1 : 0;
            pain[next] = static_cast<std::int8_t>(patients[i].session[s].pain);
        }
    }
    table.columns.session_begin = begin;
    table.columns.technique = technique;
    table.columns.eased = eased;
    table.columns.pain = pain;
}

}  // namespace

std::vector<Patient> make_patients(std::size_t count, std::uint64_t seed) {
    Random random(seed + 1);
    std::vector<Patient> patients;
    patients.reserve(count);
    for (std::size_t i = 0; i < count; ++i) patients.push_back(make_patient(random));
    return patients;
}

std::vector<std::uint64_t> make_gaps(std::size_t count, std::uint64_t seed) {
    Random random(seed + 2);
    std::vector<std::uint64_t> gaps(count);
    for (std::uint64_t& gap : gaps) {
        for (std::size_t fact = 0; fact < fact_count; ++fact)
            if (random.chance(missing_share)) gap |= std::uint64_t{1} << fact;
    }
    return gaps;
}

Table make_table(const std::vector<Patient>& patients) {
    Table table;
    table.patients = patients.size();
    table.chunks = (patients.size() + chunk_patients - 1) / chunk_patients;
    Columns& columns = table.columns;
    for (std::size_t i = 0; i < reading_count; ++i) {
        const auto value = [i](const Patient& patient) { return patient.reading[i]; };
        if (i < first_wide_reading)
            columns.reading8[i] = filled<std::int8_t>(table, patients, value);
        else
            columns.reading16[i] = filled<std::int16_t>(table, patients, value);
    }
    for (std::size_t i = 0; i < sign_count; ++i)
        columns.sign[i] = filled<std::uint8_t>(
            table, patients, [i](const Patient& patient) { return patient.sign[i] ? 1 : 0; });
    for (std::size_t i = 0; i < kind_count; ++i)
        columns.kind[i] = filled<std::uint8_t>(
            table, patients, [i](const Patient& patient) { return patient.kind[i]; });
    for (std::size_t i = 0; i < findings_count; ++i) {
        const auto value = [i](const Patient& patient) { return patient.findings[i]; };
        if (i < first_wide_findings)
            columns.findings8[i] = filled<std::uint8_t>(table, patients, value);
        else
            columns.findings16[i] = filled<std::uint16_t>(table, patients, value);
    }
    add_sessions(table, patients);
    return table;
}

}  // namespace bench
