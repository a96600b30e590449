// A program as text, a line for each of its parts. Entrance: dump.

#include "program/program.hpp"

#include <sstream>

namespace caveat::program {

namespace {

std::string_view name_of(SourceKind kind) {
    switch (kind) {
        case SourceKind::yes_no:
            return "yes/no";
        case SourceKind::number:
            return "number";
        case SourceKind::date:
            return "date";
        case SourceKind::choice:
            return "choice";
        case SourceKind::choices:
            return "choices";
        case SourceKind::count:
            return "count";
        case SourceKind::derived:
            return "derived";
        case SourceKind::tree:
            break;
    }
    return "tree";
}

class Dump {
  public:
    Dump(const Program& program, const model::RuleSet& rules) : program_(program), rules_(rules) {}

    std::string text() {
        for (std::size_t i = 0; i < program_.counts.size(); ++i) count(i);
        for (std::size_t i = 0; i < program_.derived.size(); ++i) derived(i);
        for (const Source& each : program_.sources) source(each);
        for (std::size_t i = 0; i < program_.conditions.size(); ++i) condition(i);
        for (std::size_t i = 0; i < program_.rules.size(); ++i) rule(i);
        if (program_.applies_to != none) out_ << "applies to c" << program_.applies_to << '\n';
        for (const AlwaysEvaluated& each : program_.always_evaluated) {
            out_ << "watched t" << each.subtree;
            if (each.records != none) out_ << " with " << rules_.catalogue[each.records].key;
            out_ << '\n';
        }
        return out_.str();
    }

  private:
    void interval(const Literal& literal) {
        const bool has_low = literal.low != std::numeric_limits<std::int64_t>::min();
        const bool has_high = literal.high != std::numeric_limits<std::int64_t>::max();
        out_ << (literal.is_negated ? " not [" : " [");
        if (has_low) out_ << literal.low;
        out_ << " .. ";
        if (has_high) out_ << literal.high;
        out_ << ')';
    }

    void codes(const Literal& literal, const facts::ValueType& type) {
        out_ << (literal.is_negated ? " not" : "")
             << (literal.kind == LiteralKind::all_of   ? " all of"
                 : literal.kind == LiteralKind::any_of ? " any of"
                                                       : " one of");
        for (std::size_t code = 0; code < type.codes.size(); ++code) {
            if (literal.codes.contains(code)) out_ << ' ' << type.codes[code].key;
        }
    }

    void test(const Literal& literal, const facts::ValueType* type) {
        if (literal.kind == LiteralKind::interval) {
            interval(literal);
        } else if (literal.kind != LiteralKind::holds && type != nullptr) {
            codes(literal, *type);
        } else {
            out_ << (literal.is_negated ? " no" : " yes");
        }
    }

    void count(std::size_t index) {
        const Count& each = program_.counts[index];
        const RecordTests& tests = program_.record_tests[each.record_tests];
        const facts::Fact& list = rules_.catalogue[tests.records];
        out_ << "count n" << index << " of " << list.key;
        const char* before = " where";
        for (const std::uint64_t lane : each.lanes) {
            out_ << before;
            before = " or";
            if (lane == 0) out_ << " any";
            for (std::size_t i = 0; i < tests.tests.size(); ++i) {
                if ((lane >> i & 1U) == 0) continue;
                const facts::Field& field = list.fields[tests.tests[i].field];
                out_ << ' ' << field.key;
                test(tests.tests[i].test, &field.type);
            }
        }
        out_ << '\n';
    }

    void derived(std::size_t index) {
        const Derived& each = program_.derived[index];
        out_ << "derived d" << index;
        if (each.kind == Derived::Kind::at_least) out_ << " at least " << each.count << " of";
        if (each.kind == Derived::Kind::all) out_ << " all of";
        if (each.kind == Derived::Kind::any) out_ << " any of";
        for (const std::uint32_t part : each.parts) out_ << " l" << part;
        out_ << '\n';
    }

    void source(const Source& each) {
        out_ << "source " << name_of(each.kind) << ' ';
        const facts::ValueType* type = nullptr;
        if (each.kind == SourceKind::count) {
            out_ << 'n' << each.index;
        } else if (each.kind == SourceKind::derived) {
            out_ << 'd' << each.index;
        } else if (each.kind == SourceKind::tree) {
            out_ << 't' << each.index << " of "
                 << program_.orders[program_.subtrees[each.index].order].count << " nodes";
        } else {
            out_ << rules_.catalogue[each.index].key;
            type = &rules_.catalogue[each.index].type;
        }
        out_ << '\n';
        for (std::uint32_t i = 0; i < each.literal_count; ++i) {
            out_ << "  l" << each.first_literal + i;
            test(program_.literals[each.first_literal + i], type);
            out_ << '\n';
        }
    }

    void condition(std::size_t index) {
        const Condition& each = program_.conditions[index];
        out_ << "condition c" << index;
        for (std::uint32_t i = 0; i < each.lane_count; ++i) {
            out_ << (i == 0 ? " =" : " |");
            for (const std::uint32_t literal :
                 program_.literals_of(program_.lanes[each.first_lane + i])) {
                out_ << " l" << literal;
            }
        }
        out_ << '\n';
    }

    void rule(std::size_t index) {
        const RulePlan& each = program_.rules[index];
        out_ << "rule " << rules_.rules[index].id << (each.is_simple ? " = c" : " when c")
             << each.when;
        if (each.unless != none) out_ << " unless c" << each.unless;
        for (const RuleId over : rules_.rules[index].overridden_by) {
            out_ << " lifted by " << rules_.rules[over.index].id;
        }
        out_ << '\n';
    }

    const Program& program_;
    const model::RuleSet& rules_;
    std::ostringstream out_;
};

}  // namespace

std::string dump(const Program& program, const model::RuleSet& rules) {
    return Dump(program, rules).text();
}

}  // namespace caveat::program
