// The value of an Observation, or of an extension. Entrance: read_value.

#include "adapters/fhir/absence.hpp"
#include "adapters/fhir/evidence.hpp"
#include "mapping/form.hpp"

#include <algorithm>
#include <array>

namespace caveat::fhir {

namespace {

constexpr std::string_view ucum = "http://unitsofmeasure.org";

class ValueReader {
  public:
    ValueReader(Record& record, Element holder, const ValuePlace& place)
        : record_(record), holder_(holder), place_(place) {}

    Value read() {
        find_value();
        const Absence absence = why_absent();
        const std::string_view reason = absence.reason;
        if (values_ > 1) return unusable("it has more than one value");
        if (values_ == 1 && !reason.empty()) {
            return unusable("it has a value, and a reason why there is none");
        }
        if (absence.differs) return unusable("its reasons why it has no value differ");
        if (reason == "asked-unknown" || reason == "asked-declined") {
            Value value;
            value.kind = Value::Kind::not_known;
            return value;
        }
        if (!reason.empty()) return {};
        if (values_ == 0) return unusable("it has neither a value nor a reason why there is none");
        switch (place_.kind) {
            case FactKind::yes_no:
                return yes_no();
            case FactKind::number:
                return number();
            case FactKind::choice:
            case FactKind::choices:
                return codes();
            case FactKind::date:
                return date();
            case FactKind::records:
                break;
        }
        return {};
    }

  private:
    void find_value() {
        const JsonTree& tree = holder_.tree();
        for (const Node* each = tree.first(*holder_.node()); each != nullptr;
             each = tree.after(*each)) {
            if (!each->key.starts_with("value")) continue;
            ++values_;
            value_ = Element(tree, each);
        }
    }

    /// Why there is no value, as the resource says, or the value itself. One that is nothing but
    /// that reason is no value.
    [[nodiscard]] Absence why_absent() {
        Absence absence;
        if (const Element coded = holder_["dataAbsentReason"]) add_coded(coded, absence);
        const JsonTree& tree = holder_.tree();
        for (const Node* each = tree.first(*holder_.node()); each != nullptr;
             each = tree.after(*each)) {
            if (each->key.starts_with("_value")) absence.add_extensions({tree, each});
        }
        if (values_ != 1 || !absence.reason.empty()) return absence;
        absence.add_extensions(value_);
        absence.add_extensions(value_["_value"]);
        if (!absence.reason.empty() && !says_anything(value_)) values_ = 0;
        return absence;
    }

    /// What R4 calls the reason counts, whatever the house calls it beside that.
    static void add_coded(Element coded, Absence& absence) {
        Absence of_others;
        each_coding(coded, [&](CodingView coding) {
            (coding.system == mapping::absent_system ? absence : of_others).add(coding.code);
        });
        if (absence.reason.empty()) absence = of_others;
        if (absence.reason.empty()) absence.add({});
    }

    /// Whether a value has more than extensions, and words for a unit that it would have.
    static bool says_anything(Element value) {
        const JsonTree& tree = value.tree();
        for (const Node* each = tree.first(*value.node()); each != nullptr;
             each = tree.after(*each)) {
            const bool is_of_a_unit =
                each->key == "unit" || each->key == "system" || each->key == "code";
            const bool is_aside =
                each->key == "id" || each->key == "extension" || each->key.starts_with('_');
            if (!is_aside && (!is_of_a_unit || value.node()->key != "valueQuantity")) return true;
        }
        return false;
    }

    Value problem(mapping::DiagnosticCode code, std::string message, std::string help) {
        const std::string key(value_ ? value_.node()->key : std::string_view("value[x]"));
        record_.problems.error(code, place_.path + "." + key, std::move(message), std::move(help));
        return {};
    }
    Value unusable(std::string message) {
        return problem("unusable-value", std::move(message), "it counts as not answered");
    }
    Value wrong_type() {
        return unusable("`" + std::string(value_.node()->key) + "` gives no answer to this fact");
    }

    Value yes_no() {
        Value value;
        value.kind = Value::Kind::yes_no;
        if (value_.node()->key == "valueBoolean" && value_.is(NodeKind::boolean)) {
            value.yes = value_.is_true();
            return value;
        }
        if (!is_coded()) return wrong_type();
        bool is_yes = false;
        bool is_no = false;
        each_meaning([&](CodingView coding) {
            is_yes = is_yes || place_.answers.yes.contains(coding.system, coding.code);
            is_no = is_no || place_.answers.no.contains(coding.system, coding.code);
        });
        if (is_yes && is_no) return unusable("its codes mean yes and no");
        if (!is_yes && !is_no) return unmapped();
        value.yes = is_yes;
        return value;
    }

    /// As Observations write it, or extensions and forms.
    [[nodiscard]] bool is_coded() const {
        const std::string_view key = value_.node()->key;
        return key == "valueCodeableConcept" || key == "valueCoding";
    }
    template <class Visit>
    void each_meaning(Visit visit) const {
        if (value_.node()->key == "valueCodeableConcept") return each_coding(value_, visit);
        visit(CodingView{value_["system"].text(), value_["code"].text()});
    }

    Value unmapped() {
        return problem("unmapped-code", "its coded value is none of those that the mapping knows",
                       "add the code to the mapping; until then it counts as not answered");
    }

    Value codes() {
        if (!is_coded()) return wrong_type();
        Value value;
        value.kind = Value::Kind::codes;
        std::vector<CodingView> codings;
        each_meaning([&](CodingView coding) { codings.push_back(coding); });
        value.codes = codes_of(place_.answers, codings);
        if (value.codes.empty()) return unmapped();
        const bool is_one = value.codes.size() == 1 || place_.kind == FactKind::choices;
        return is_one ? value : unusable("its codes mean several answers");
    }

    Value date() {
        const std::string_view key = value_.node()->key;
        if (key != "valueDateTime" && key != "valueDate") return wrong_type();
        const auto moment = moment_of(value_.text());
        if (!moment) return unusable("it is no date");
        Value value;
        value.kind = Value::Kind::date;
        value.date = moment->date;
        return value;
    }

    /// The unit in words of the rule language; nothing where it cannot be told.
    [[nodiscard]] std::optional<std::string> unit_of(Element quantity) const {
        const std::string_view system = quantity["system"].text();
        const std::string_view code = quantity["code"].text();
        const std::string_view word = quantity["unit"].text();
        if (!code.empty() && system == ucum) {
            const bool counts = code == "1" || (code.starts_with('{') && code.ends_with('}') &&
                                                code.find('}') + 1 == code.size());
            return counts ? std::string() : std::string(code);
        }
        for (const auto& [local, unit] : place_.units.local) {
            if (local == word || local == code) return unit;
        }
        if (code.empty() && word.empty() && system.empty() && is_plain()) {
            return place_.units.unitless;
        }
        return std::nullopt;
    }
    /// Whether a number without a unit means anything.
    [[nodiscard]] bool is_plain() const { return !place_.units.unitless.empty() || !needs_unit(); }
    [[nodiscard]] bool needs_unit() const { return mapping::has_unit(place_.place); }

    Value no_unit() {
        return problem("no-ucum", "its number has no unit that is known",
                       "write the unit as UCUM, with `system` and `code`, or name it under `unit` "
                       "or `local units` in the mapping");
    }

    Value of_number(std::optional<mapping::Measured> measured, std::string_view unit) {
        if (!measured && !mapping::takes(place_.place, unit)) {
            return problem(
                "wrong-unit",
                "its unit `" + std::string(unit) + "` is not converted to that of the fact",
                "it counts as not answered; where it means one that does, name it "
                "under `local units` in the mapping");
        }
        if (!measured) {
            return unusable(value_.node()->key == "valueRange"
                                ? "it has no two ends that a number can lie between"
                                : "it has no number that can be used");
        }
        Value value;
        value.kind = Value::Kind::number;
        value.number = std::move(*measured);
        return value;
    }

    static std::string_view digits_of(Element number) {
        return number.is(NodeKind::number) ? number.node()->text : std::string_view();
    }

    /// Why a quantity is not what its digits say; empty where it is.
    static std::string why_inexact(Element quantity, bool may_compare) {
        constexpr std::array read{"value", "comparator", "unit", "system", "code"};
        for (const std::string name : read) {
            if (quantity[name] && !reason_of_absence(quantity["_" + name]).empty()) {
                return "it has `" + name + "`, and a reason why there is none";
            }
        }
        if (!reason_of_absence(quantity).empty()) {
            return "it has a value, and a reason why there is none";
        }
        const Element comparator = quantity["comparator"];
        const bool is_there = comparator || !reason_of_absence(quantity["_comparator"]).empty();
        if (!is_there) return {};
        constexpr std::array<std::string_view, 4> known{"<", "<=", ">=", ">"};
        const bool is_known =
            std::find(known.begin(), known.end(), comparator.text()) != known.end();
        return may_compare && is_known ? "" : "it has a `comparator` that R4 does not have here";
    }

    Value number() {
        const std::string_view key = value_.node()->key;
        if (key == "valueInteger" || key == "valueDecimal") {
            if (!is_plain()) return no_unit();
            const std::string& unit = place_.units.unitless;
            return of_number(mapping::measured(place_.place, digits_of(value_), unit, {}), unit);
        }
        if (key == "valueQuantity") {
            if (const auto why = why_inexact(value_, true); !why.empty()) return unusable(why);
            const auto unit = unit_of(value_);
            if (!unit || (unit->empty() && needs_unit())) return no_unit();
            return of_number(mapping::measured(place_.place, digits_of(value_["value"]), *unit,
                                               value_["comparator"].text()),
                             *unit);
        }
        if (key != "valueRange") return wrong_type();
        const Element low = value_["low"];
        const Element high = value_["high"];
        for (const Element limit : {low, high}) {
            if (const auto why = why_inexact(limit, false); !why.empty()) return unusable(why);
        }
        const auto unit = unit_of(low ? low : high);
        const bool is_one_unit = !low || !high || unit_of(low) == unit_of(high);
        if (!is_one_unit) return unusable("its two ends are not in one unit");
        if (!unit || (unit->empty() && needs_unit())) return no_unit();
        return of_number(mapping::measured_between(place_.place, digits_of(low["value"]),
                                                   digits_of(high["value"]), *unit),
                         *unit);
    }

    Record& record_;
    Element holder_;
    const ValuePlace& place_;
    Element value_;
    int values_ = 0;
};

}  // namespace

Value read_value(Record& record, Element holder, const ValuePlace& place) {
    return ValueReader(record, holder, place).read();
}

}  // namespace caveat::fhir
