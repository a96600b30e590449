#pragma once

// What clinicians write, and what becomes of it: a line a wording, and the rule file around it.
// The namespace is that of the suite.

#include <string_view>

namespace wordings {

inline constexpr std::string_view head = R"(caveat: 1
id: wordings
version: 1.0.0
facts:
  fever: {type: yes/no}
  chills: {type: yes/no}
  cough: {type: yes/no}
  temperature: {type: number, unit: °C, from: 30, to: 45}
  age: {type: number, unit: a, from: 0, to: 120}
  sex: {type: choice, of: [female, male]}
  drinks: {type: choice, of: [few, some, less than daily, "2-4 a week"]}
  pain zone: {type: choices, of: [ankle, midfoot, heel, none of these]}
  weight loss: {type: number, unit: "%", from: 0, to: 100}
  item 1: {type: number, whole: true, from: 0, to: 3}
  item 9: {type: number, whole: true, from: 0, to: 3}
  birth date: {type: date, to: as of}
  surgery date: {type: date, to: as of}
  visits: {type: records, each: visit, of: {eased: {type: yes/no}}}
)";

inline constexpr std::string_view score = R"(scores:
  sc: {points: [item 1, item 9], bands: {severe: 5 and over, mild: below 2, moderate: 2 to 4}}
)";

inline constexpr std::string_view outcomes = R"(outcomes:
  refer doctor: {say: See your doctor.}
)";

enum class Place { condition, rule, fact, points, term };
enum class Way { loads, by_help, leads };

/// `means`: for a condition the same in plain words, for other places what the place should hold;
/// where the message can only lead, a part of its help.
struct Row {
    Place place;
    std::string_view written;
    Way way;
    std::string_view means;
};

inline constexpr auto condition = Place::condition;
inline constexpr auto rule = Place::rule;
inline constexpr auto fact = Place::fact;
inline constexpr auto points = Place::points;
inline constexpr auto term = Place::term;
inline constexpr auto loads = Way::loads;
inline constexpr auto by_help = Way::by_help;
inline constexpr auto leads = Way::leads;

inline constexpr Row rows[] = {
    {condition, "temperature >= 38", loads, "temperature >= 38 °C"},
    {condition, "fever is yes", by_help, "fever"},
    {condition, "fever = yes", by_help, "fever"},
    {condition, "fever != yes", by_help, "not fever"},
    {condition, "sex = male", by_help, "sex is male"},
    {condition, "sex not male", by_help, "not (sex is male)"},
    {condition, "fever is present", by_help, "fever"},
    {condition, "fever is absent", by_help, "not fever"},
    {condition, "sex != male", by_help, "sex is not male"},
    {condition, "fever xor chills", by_help, "exactly 1 of (fever; chills)"},
    {condition, "fever but no chills", by_help, "fever and not chills"},
    {condition, "fever with no chills", by_help, "fever and not chills"},
    {condition, "not fever nor chills", by_help, "not fever and not chills"},
    {condition, "item 1 2/3 or more", by_help, "item 1 >= 2"},
    {condition, "pain zone = ankle", by_help, "pain zone include ankle"},
    {rule, "if fever then refer doctor", by_help, "fever → refer doctor"},
    {rule, "when fever then refer doctor", by_help, "fever → refer doctor"},
    {rule, "fever: refer doctor", by_help, "fever → refer doctor"},
    {condition, "pain zone is ankle or midfoot", by_help,
     "pain zone include any of ankle, midfoot"},
    {condition, "pain zone include ankle or midfoot", by_help,
     "pain zone include any of ankle, midfoot"},
    {condition, "pain zone include ankle, midfoot or heel", by_help,
     "pain zone include any of ankle, midfoot, heel"},
    {condition, "pain zone include no ankle", by_help, "pain zone not include ankle"},
    {condition, "pain zone not include ankle", loads, "not (pain zone include ankle)"},
    {condition, "pain zone exclude ankle", by_help, "pain zone not include ankle"},
    {condition, "pain zone is not ankle", by_help, "pain zone not include ankle"},
    {condition, "pain zone contains ankle", by_help, "pain zone include ankle"},
    {condition, "pain zone include none of these", loads,
     "not (pain zone are empty) and pain zone include none of ankle, midfoot, heel"},
    {condition, "temperature >= 38 °C or >= 40 °C", by_help,
     "temperature >= 38 °C or temperature >= 40 °C"},
    {condition, "surgery date within 6 weeks", by_help, "surgery date is within the last 6 weeks"},
    {condition, "surgery less than 6 weeks ago", by_help, "weeks since surgery date < 6"},
    {condition, "surgery date is less than 6 weeks ago", loads, "weeks since surgery date < 6"},
    {condition, "surgery date less than 6 weeks ago", loads, "weeks since surgery date < 6"},
    {condition, "surgery date is at least 6 weeks ago", loads, "weeks since surgery date >= 6"},
    {condition, "surgery date is at most 6 weeks ago", loads,
     "surgery date is within the last 6 weeks"},
    {condition, "surgery date is not more than 2 months ago", loads,
     "surgery date is within the last 2 months"},
    {condition, "surgery date is in the last 6 weeks", by_help,
     "surgery date is within the last 6 weeks"},
    {condition, "surgery date in the past 6 weeks", by_help,
     "surgery date is within the last 6 weeks"},
    {condition, "surgery date is within last 6 weeks", by_help,
     "surgery date is within the last 6 weeks"},
    {condition, "surgery date < 6 weeks", by_help, "weeks since surgery date < 6"},
    {condition, "surgery date > 6 weeks", by_help, "surgery date is more than 6 weeks ago"},
    {condition, "surgery date = 6 weeks", by_help, "weeks since surgery date = 6"},
    {condition, "surgery date >= 6 wk", by_help, "weeks since surgery date >= 6"},
    {condition, "surgery date is 6 weeks ago", by_help, "weeks since surgery date = 6"},
    {condition, "surgery date 6 weeks ago or more", by_help, "weeks since surgery date >= 6"},
    {condition, "surgery date is 6 weeks ago or less", by_help,
     "surgery date is within the last 6 weeks"},
    {condition, "surgery date over 6 weeks ago", by_help, "surgery date is more than 6 weeks ago"},
    {condition, "surgery date is under 6 weeks ago", by_help, "weeks since surgery date < 6"},
    {condition, "surgery date > 2026-10-09", by_help, "surgery date is after 2026-10-09"},
    {condition, "surgery date is 2026-10-09", by_help, "surgery date is on 2026-10-09"},
    {condition, "surgery date <= 2026-10-09", by_help, "not (surgery date is after 2026-10-09)"},
    {condition, "surgery date is within 6 weeks of birth date", leads, "`is before`"},
    {condition, "surgery date is more than 6 weeks", by_help,
     "surgery date is more than 6 weeks ago"},
    {condition, "any 2 of (fever; chills; cough)", loads, "at least 2 of (fever; chills; cough)"},
    {condition, "2 or more of (fever; chills; cough)", loads,
     "at least 2 of (fever; chills; cough)"},
    {condition, "at least two of (fever; chills; cough)", by_help,
     "at least 2 of (fever; chills; cough)"},
    {condition, "at least 2 of fever, chills, cough", by_help,
     "at least 2 of (fever; chills; cough)"},
    {condition, "any 2 of fever, chills, cough", by_help, "at least 2 of (fever; chills; cough)"},
    {condition, "2 or more of fever, chills, cough", by_help,
     "at least 2 of (fever; chills; cough)"},
    {condition, "any of fever, chills or cough", by_help, "fever or chills or cough"},
    {condition, "all of fever, chills and cough", by_help, "fever and chills and cough"},
    {condition, "none of fever, chills", by_help, "not fever and not chills"},
    {condition, "only 2 of (fever; chills; cough)", by_help, "exactly 2 of (fever; chills; cough)"},
    {condition, "2 of (fever; chills; cough)", by_help, "at least 2 of (fever; chills; cough)"},
    {condition, "at least 2 of fever, chills and cough", by_help,
     "at least 2 of (fever; chills; cough)"},
    {condition, "more than 2 of (fever; chills; cough)", by_help,
     "at least 3 of (fever; chills; cough)"},
    {condition, "up to 2 of (fever; chills; cough)", by_help,
     "at most 2 of (fever; chills; cough)"},
    {condition, "2 or more visits where eased", by_help, "at least 2 visits where eased"},
    {condition, "less than 2 visits", by_help, "at most 1 visits"},
    {condition, "either fever or chills", by_help, "fever or chills"},
    {condition, "both fever and chills", by_help, "fever and chills"},
    {condition, "fever but not chills", by_help, "fever and not chills"},
    {condition, "fever without chills", by_help, "fever and not chills"},
    {condition, "fever with chills", by_help, "fever and chills"},
    {condition, "fever and/or chills", by_help, "fever or chills"},
    {condition, "cough and without chills", by_help, "cough and not chills"},
    {condition, "not fever, chills", by_help, "not (fever or chills)"},
    {condition, "fever, chills", by_help, "fever and chills"},
    {condition, "weight loss > 5%", loads, "weight loss > 5 %"},
    {condition, "weight loss > 5 %", loads, "weight loss > 5"},
    {condition, "weight loss is between 5 and 10%", loads,
     "weight loss >= 5 and weight loss <= 10"},
    {condition, "sc is moderate or severe", by_help, "sc is moderate or sc is severe"},
    {condition, "sc is at least moderate", loads, "item 1 + item 9 >= 2"},
    {condition, "sc is not at least moderate", loads, "item 1 + item 9 < 2"},
    {condition, "sc is at most moderate", loads, "item 1 + item 9 <= 4"},
    {condition, "sc is moderate or higher", by_help, "item 1 + item 9 >= 2"},
    {condition, "sc is moderate or worse", leads,
     "`sc is at least moderate` or `sc is at most moderate`"},
    {condition, "sc >= moderate", by_help, "item 1 + item 9 >= 2"},
    {condition, "sc < moderate", by_help, "item 1 + item 9 < 2"},
    {condition, "drinks >= some", leads, "`drinks is one of …`"},
    {condition, "sc is one of moderate, severe", loads, "sc is moderate or sc is severe"},
    {condition, "sc is unknown", leads, "`if unknown`"},
    {condition, "item 9 is not 0", loads, "item 9 != 0"},
    {condition, "item 9 is 1 or more", loads, "item 9 >= 1"},
    {condition, "item 9 1 or more", loads, "item 9 >= 1"},
    {condition, "item 9 is not 2 or less", loads, "item 9 > 2"},
    {condition, "item 9 is greater than 0", by_help, "item 9 > 0"},
    {condition, "item 9 is 1 or 2", by_help, "item 9 >= 1 and item 9 <= 2"},
    {condition, "item 1 + item 9 > 3", loads, "item 9 + item 1 > 3"},
    {condition, "age over 65", loads, "age > 65"},
    {condition, "age above 65", loads, "age > 65"},
    {condition, "age is below 65", loads, "age < 65"},
    {condition, "age is over 65", loads, "age > 65"},
    {condition, "age at least 65", loads, "age >= 65"},
    {condition, "age is 65 or older", loads, "age >= 65"},
    {condition, "age 65 or older", loads, "age >= 65"},
    {condition, "age is 65 or younger", loads, "age <= 65"},
    {condition, "age is older than 65", by_help, "age > 65"},
    {condition, "patient is older than 65", by_help, "age > 65"},
    {condition, "aged 65 to 74", by_help, "age >= 65 and age <= 74"},
    {condition, "age is 65 to 74", loads, "age >= 65 and age <= 74"},
    {condition, "age 65 to 74", loads, "age >= 65 and age <= 74"},
    {condition, "age is from 65 to 74", by_help, "age >= 65 and age <= 74"},
    {condition, "age between 65 and 74", loads, "age >= 65 and age <= 74"},
    {condition, "age is between 65 to 74", by_help, "age >= 65 and age <= 74"},
    {condition, "65 <= age < 75", by_help, "age >= 65 and age < 75"},
    {condition, "age >= 65 and < 75", by_help, "age >= 65 and age < 75"},
    {condition, "age is over 65 and under 75", by_help, "age > 65 and age < 75"},
    {condition, "age is not over 65 or under 50", leads, "`and age is not under 50`"},
    {condition, "age is 65 or under 50", leads, "`age under 50`"},
    {condition, "item 1 over item 9", by_help, "item 1 > item 9"},
    {condition, "age 65-74", by_help, "age >= 65 and age <= 74"},
    {condition, "age is 65 - 74", by_help, "age >= 65 and age <= 74"},
    {condition, "age 65–74", by_help, "age >= 65 and age <= 74"},
    {condition, "age is between 65-74", by_help, "age >= 65 and age <= 74"},
    {condition, "age is between 65 or 74", by_help, "age >= 65 and age <= 74"},
    {condition, "age 65+", by_help, "age >= 65"},
    {condition, "age > = 65", by_help, "age >= 65"},
    {condition, "age not over 65", by_help, "age <= 65"},
    {condition, "age is greater than or equal to 65", by_help, "age >= 65"},
    {condition, "age less than or equal to 65", by_help, "age <= 65"},
    {condition, "age is no more than 65", by_help, "age <= 65"},
    {condition, "age not less than 65", by_help, "age >= 65"},
    {condition, "age up to 65", by_help, "age <= 65"},
    {condition, "age is exactly 65", by_help, "age = 65"},
    {condition, "age exactly 65", by_help, "age = 65"},
    {condition, "age over 65 years old", by_help, "age > 65"},
    {condition, "older than 65", by_help, "age > 65"},
    {condition, "age 65", by_help, "age = 65"},
    {condition, "age since birth date >= 65", by_help, "years since birth date >= 65"},
    {condition, "age from birth date >= 65", by_help, "years since birth date >= 65"},
    {condition, "sex is not known", leads, "`if unknown`"},
    {condition, "fever or not known fever", leads, "`if unknown`"},
    {condition, "always", leads, "name what must be true"},
    {condition, "no fever and no chills", by_help, "not fever and not chills"},
    {condition, "no fever or chills", by_help, "not (fever or chills)"},
    {condition, "no fever, chills or cough", by_help, "not (fever or chills or cough)"},
    {condition, "no fever, no chills", by_help, "not fever and not chills"},
    {condition, "no fever and chills", by_help, "not (fever or chills)"},
    {condition, "neither fever nor chills", by_help, "not (fever or chills)"},
    {condition, "no fever", by_help, "not fever"},
    {condition, "not fever or chills", by_help, "not (fever or chills)"},
    {condition, "not any of (fever; chills)", by_help, "not (fever or chills)"},
    {condition, "none of (fever; chills)", by_help, "not (fever or chills)"},
    {condition, "any of (fever; chills and cough)", by_help, "fever or (chills and cough)"},
    {condition, "all of (fever; chills)", by_help, "fever and chills"},
    {condition, "item 9 in 1 to 2", by_help, "item 9 >= 1 and item 9 <= 2"},
    {condition, "male and age >= 50", by_help, "sex is male and age >= 50"},
    {condition, "sex is woman", leads, "`female`"},
    {condition, "temperature of 38 °C or more", by_help, "temperature >= 38"},
    {condition, "temperature 38 °C or more", loads, "temperature >= 38"},
    {condition, "temperature >= 38°C", loads, "temperature >= 38"},
    {condition, "age >= 6 months", loads, "age >= 0.5"},
    {condition, "drinks is less than daily", loads,
     "not (drinks is one of few, some, \"2-4 a week\")"},
    {condition, "drinks is \"2-4 a week\"", loads,
     "not (drinks is one of few, some, less than daily)"},
    {condition, "drinks is 2-4 a week", by_help, "drinks is \"2-4 a week\""},
    {condition, "drinks is “2-4 a week”", by_help, "drinks is \"2-4 a week\""},
    {condition, "drinks is at least some", leads, "`drinks is one of …`"},
    {condition, "\"fever\" and chills", by_help, "fever and chills"},
    {fact, "bmi: {type: number, unit: kg/m², from: 5, to: 90}", loads, ""},
    {fact, "smoker: {type: boolean}", by_help, "type: yes/no"},
    {fact, "n: {type: integer}", by_help, "type: number"},
    {fact, "note: {type: text}", leads, "choice"},
    {fact, "n: {type: number, range: 0-3}", by_help, "from: 0, to: 3"},
    {fact, "Crohn's disease: {type: yes/no}", loads, ""},
    {fact, "SpO2 (rest): {type: yes/no}", by_help, "SpO2 rest:"},
    {fact, "TIA/embolism: {type: yes/no}", by_help, "TIA embolism:"},
    {fact, "fever in the last 24 hours: {type: yes/no}", loads, ""},
    {fact, "pain at night: {type: yes/no}", loads, ""},
    {fact, "bp: {type: number, unit: mmHg, from: 20, to: 250}", loads, ""},
    {fact, "crp: {type: number, unit: mg/l, from: 0, to: 500}", loads, ""},
    {fact, "cm: {type: yes/no}", loads, ""},
    {fact, "smoking: {type: choice, of: [yes, no, unknown]}", loads, ""},
    {fact, "smoking: {type: choice, of: [0, 1, 2]}", by_help, "of: [\"0\", \"1\", \"2\"]"},
    {fact, "smoking: {type: choice, of: [“never”, “often”]}", by_help,
     "of: [\"never\", \"often\"]"},
    {points, "2 if fever", by_help, "fever: 2"},
    {points, "fever: +1", by_help, "fever: 1"},
    {points, "fever: 1 point", by_help, "fever: 1"},
    {points, "fever: 0.5", loads, ""},
    {term, "cutoff: 3 if sex is female else 4", leads, "`sex is female: 3`"},
    {term, "total score: sum of item 1 and item 9", by_help, "item 1 + item 9"},
    {term, "mean: average of item 1 and item 9", by_help, "(item 1 + item 9) / 2"},
    {term, "mean: (item 1 + item 9) / 2", loads, ""},
};

}  // namespace wordings
