// The types of a profile as a module of TypeScript. Entrance: typescript_of.

#include "adapters/json/contract.hpp"
#include "adapters/json/profile_types.hpp"

#include <string_view>
#include <vector>

namespace caveat::json {
namespace {

constexpr std::string_view types_of_answers =
    R"(/** Asked, and not known. A fact that was not asked has no key. */
export type NotKnown = null;

/** 2026-11-20 */
export type Day = string;

/** A day, or as much of it as is known: 2026-11-20, 2026-11, 2026. */
export type DateAnswer = string | NotKnown;

type Low = { from: number; above?: never } | { above: number; from?: never };
type High = { to: number; below?: never } | { below: number; to?: never };
type NoLow = { from?: never; above?: never };
type NoHigh = { to?: never; below?: never };

/** A number known in part: from 5 to below 7. */
export type Limits<Unit extends string> = ((Low & (High | NoHigh)) | (NoLow & High)) & {
    unit?: Unit;
};

/** In the unit of the fact, named or not. */
export type NumberAnswer<Unit extends string = never> =
    | number
    | { value: number | null; unit?: Unit }
    | Limits<Unit>
    | NotKnown;

/** A list is complete; of an open one, what is not said is unknown. */
export type CodesAnswer<Code extends string> =
    | Code[]
    | { present: Code[]; absent?: Code[] }
    | { present?: Code[]; absent: Code[] }
    | NotKnown;

/** A list is complete; of an open one there may be more. */
export type RecordsAnswer<Entry> = Entry[] | { present: Entry[] } | NotKnown;
)";

std::string property(std::string_view key) {
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    bool is_plain = !key.empty() && is_letter(key.front());
    for (const char c : key) is_plain = is_plain && (is_letter(c) || (c >= '0' && c <= '9'));
    return is_plain ? std::string(key) : in_quotes(key);
}

/// On one line, and never the end of the comment.
std::string doc_comment(std::string_view said, std::string_view indent) {
    if (said.empty()) return {};
    std::string made = std::string(indent) + "/** ";
    for (std::size_t i = 0; i < said.size(); ++i) {
        const bool is_blank = static_cast<unsigned char>(said[i]) < 0x20U;
        made += is_blank ? ' ' : said[i];
        if (said[i] == '*' && i + 1 < said.size() && said[i + 1] == '/') made += '\\';
    }
    return made + " */\n";
}

std::string union_of(const std::vector<std::string_view>& codes) {
    std::string made;
    for (const std::string_view code : codes) {
        made += (made.empty() ? "" : " | ") + in_quotes(code);
    }
    return made;
}

template <class Info>
std::string type_of(const Info& info) {
    switch (info.kind) {
        case FactKind::yes_no:
            return "boolean | NotKnown";
        case FactKind::number:
            return info.unit.empty() ? "NumberAnswer"
                                     : "NumberAnswer<" + in_quotes(info.unit) + ">";
        case FactKind::choice:
            return union_of(info.codes) + " | NotKnown";
        case FactKind::choices:
            return "CodesAnswer<" + union_of(info.codes) + ">";
        case FactKind::date:
            return "DateAnswer";
        case FactKind::records:
            break;
    }
    return {};
}

std::string records_type(const FactInfo& fact) {
    std::string made = "RecordsAnswer<{\n";
    for (const FieldInfo& field : fact.fields) {
        made += doc_comment(said_of(field), "        ");
        made += "        " + property(field.key) + "?: " + type_of(field) + ";\n";
    }
    return made + "    }>";
}

}  // namespace

std::string typescript_of(const RuleSet& rules) {
    std::string made = doc_comment(
        "Profiles for " + name_of(rules) + ": " + origin_of(rules) + ". Written by caveat schema.",
        "");
    made += '\n';
    made += types_of_answers;
    made += "\n/** What is known of one patient. */\nexport interface Facts {\n";
    for (const FactId id : rules.facts()) {
        const FactInfo& fact = rules.fact(id);
        made += doc_comment(said_of(fact), "    ");
        made += "    " + property(fact.key) +
                "?: " + (fact.kind == FactKind::records ? records_type(fact) : type_of(fact)) +
                ";\n";
    }
    made += "}\n\n/** One patient, on one day. */\nexport interface Profile {\n";
    made += "    patient?: string | number | null;\n";
    made += doc_comment("The day of the screening.", "    ");
    made += rules.needs_as_of() ? "    as_of: Day;\n" : "    as_of?: Day | null;\n";
    made += "    facts?: Facts | null;\n}\n";
    return made;
}

}  // namespace caveat::json
