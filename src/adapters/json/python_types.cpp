// The types of a profile as a module of Python. Entrance: python_of.

#include "adapters/json/contract.hpp"
#include "adapters/json/profile_types.hpp"

#include <map>
#include <string_view>
#include <vector>

namespace caveat::json {
namespace {

std::string hash_comment(std::string_view said, std::string_view indent) {
    if (said.empty()) return {};
    std::string made = std::string(indent) + "# ";
    for (const char c : said) made += static_cast<unsigned char>(c) < 0x20U ? ' ' : c;
    return made + '\n';
}

std::string literal_of(const std::vector<std::string_view>& codes) {
    std::string made = "Literal[";
    for (std::size_t i = 0; i < codes.size(); ++i) {
        made += (i == 0 ? "" : ", ") + in_quotes(codes[i]);
    }
    return made + "]";
}

/// Types get numbers and not names, so that no two facts ever want the same one.
class PythonWriter {
  public:
    explicit PythonWriter(const RuleSet& rules) : rules_(rules) {}

    std::string write() {
        std::string facts;
        for (const FactId id : rules_.facts()) {
            const FactInfo& fact = rules_.fact(id);
            facts += hash_comment(said_of(fact), "        ");
            facts += member(fact.key, fact.kind == FactKind::records ? records(fact)
                                                                     : type_of(fact, fact.name));
        }
        std::string made = hash_comment("Profiles for " + name_of(rules_) + ": " +
                                            origin_of(rules_) + ". Written by caveat schema.",
                                        "");
        made +=
            "# A fact that was not asked has no key; None says that it was asked, and is not "
            "known.\n# A list is complete; of {\"present\": …} what is not said is unknown.\n\n"
            "from typing import List, Literal, TypedDict, Union\n\n"
            "# 2026-11-20\nDay = str\n\n"
            "# A day, or as much of it as is known: 2026-11-20, 2026-11, 2026.\n"
            "Date = str\n";
        made += types_;
        made += "\n# What is known of one patient.\n";
        made += typed_dict("Facts", facts, false);
        const std::string day = member("as_of", rules_.needs_as_of() ? "Day" : "Union[Day, None]");
        const std::string rest =
            member("patient", "Union[str, float, None]") + member("facts", "Union[Facts, None]");
        if (rules_.needs_as_of()) made += "\n" + typed_dict("ProfileDay", day, true);
        made += "\n# One patient, on one day.\n";
        if (!rules_.needs_as_of()) return made + typed_dict("Profile", day + rest, false);
        return made +
               "class Profile(ProfileDay, total=False):\n"
               "    patient: Union[str, float, None]\n"
               "    facts: Union[Facts, None]\n";
    }

  private:
    static std::string member(std::string_view key, const std::string& type) {
        return "        " + in_quotes(key) + ": " + type + ",\n";
    }
    static std::string typed_dict(const std::string& name, const std::string& members,
                                  bool is_total) {
        return name + " = TypedDict(\n    \"" + name + "\",\n    {\n" + members + "    },\n" +
               (is_total ? "" : "    total=False,\n") + ")\n";
    }
    std::string next(const std::string& kind) { return kind + std::to_string(++counts_[kind]); }

    template <class Info>
    std::string type_of(const Info& info, std::string_view name) {
        switch (info.kind) {
            case FactKind::yes_no:
                return "Union[bool, None]";
            case FactKind::number:
                return number_in(info.unit);
            case FactKind::choice:
                return "Union[" + literal_of(info.codes) + ", None]";
            case FactKind::choices:
                return codes(info.codes, name);
            case FactKind::date:
                return "Union[Date, None]";
            case FactKind::records:
                break;
        }
        return {};
    }

    std::string number_in(std::string_view unit) {
        std::string& known = numbers_[std::string(unit)];
        if (!known.empty()) return known;
        known = next("Number");
        const std::string number = known.substr(std::string_view("Number").size());
        const std::string named = unit.empty() ? "" : member("unit", literal_of({unit}));
        types_ += "\n" + hash_comment(unit.empty() ? "A number without a unit."
                                                   : "A number in " + std::string(unit) + ".",
                                      "");
        const std::string quantity = "Quantity" + number;
        const std::string limits = "Limits" + number;
        types_ += typed_dict(quantity, member("value", "Union[float, None]") + named, false) + "\n";
        types_ += hash_comment(
            "A number known in part: one of `from` and `above`, one of `to` and "
            "`below`.",
            "");
        std::string ends;
        for (const std::string_view end : {"from", "above", "to", "below"}) {
            ends += member(end, "float");
        }
        types_ += typed_dict(limits, ends + named, false) + "\n";
        types_ += known + " = Union[float, " + quantity + ", " + limits + ", None]\n";
        return known;
    }

    std::string codes(const std::vector<std::string_view>& all, std::string_view name) {
        const std::string type = next("Codes");
        const std::string code = "Code" + type.substr(std::string_view("Codes").size());
        const std::string open = "Open" + type;
        types_ += "\n" + hash_comment("Codes of " + std::string(name) + ".", "");
        types_ += code + " = " + literal_of(all) + "\n";
        const std::string list = "List[" + code + "]";
        types_ += typed_dict(open, member("present", list) + member("absent", list), false);
        types_ += type + " = Union[" + list + ", " + open + ", None]\n";
        return type;
    }

    std::string records(const FactInfo& fact) {
        std::string fields;
        for (const FieldInfo& field : fact.fields) {
            fields += hash_comment(said_of(field), "        ");
            fields += member(field.key, type_of(field, field.name));
        }
        const std::string type = next("Records");
        const std::string entry = "Record" + type.substr(std::string_view("Records").size());
        const std::string open = "Open" + type;
        types_ += "\n" + hash_comment("One of " + std::string(fact.name) + ".", "");
        types_ += typed_dict(entry, fields, false);
        types_ += typed_dict(open, member("present", "List[" + entry + "]"), true);
        types_ += type + " = Union[List[" + entry + "], " + open + ", None]\n";
        return type;
    }

    const RuleSet& rules_;
    std::string types_;  ///< in the order in which facts need them
    std::map<std::string, int> counts_;
    std::map<std::string, std::string> numbers_;  ///< by unit
};

}  // namespace

std::string python_of(const RuleSet& rules) {
    return PythonWriter(rules).write();
}

}  // namespace caveat::json
