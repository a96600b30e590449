// The options of `caveat explain` and `caveat ask`. Entrances: `add_explain`, `add_ask`.

#include "adapters/cli/ask_command.hpp"
#include "adapters/cli/explain_command.hpp"
#include "adapters/cli/options.hpp"

#include <CLI/CLI.hpp>

#include <map>

namespace caveat::cli {

CLI::App* add_explain(CLI::App& app, ExplainOptions& options) {
    static const std::map<std::string, Format> formats{{"text", Format::text},
                                                       {"json", Format::json}};
    CLI::App* const command = app.add_subcommand(
        "explain", "Say why a rule ended as it did for a patient, and what would change it");
    command->add_option("rules", options.rules, "The rule file")->required()->type_name("RULES");
    command->add_option("rule", options.rule, "The id of the rule")
        ->required()
        ->type_name("RULE-ID");
    command->add_option("profile", options.profile, "The profile as JSON; - is standard input")
        ->type_name("PROFILE");
    command
        ->add_option("--as-of", options.as_of,
                     "The day of the screening where the profile names none (today)")
        ->type_name("DATE")
        ->check(CLI::Validator(full_date_or_why, "", "date"));
    command->add_option("--format", options.format, "text or json (text)")
        ->type_name("FORMAT")
        ->transform(CLI::CheckedTransformer(formats).description(""));
    add_extra_facts(*command, options.extra_facts);
    return command;
}

void add_extra_facts(CLI::App& command, ExtraFacts& reported_as) {
    static const std::map<std::string, ExtraFacts> ways{{"problem", ExtraFacts::problem},
                                                        {"note", ExtraFacts::note}};
    command
        .add_option("--extra-facts", reported_as,
                    "What a fact that the rules do not ask is: problem (most are misspelt), or "
                    "note, for profiles that know more (problem)")
        ->type_name("KIND")
        ->transform(CLI::CheckedTransformer(ways).description(""));
}

void add_reader_alone(CLI::App& command, std::optional<Reader>& reader, const std::string& help) {
    static const std::map<std::string, Reader> readers{
        {"clinician", Reader::clinician}, {"desk", Reader::desk}, {"patient", Reader::patient}};
    command.add_option("--for", reader, help)
        ->type_name("READER")
        ->transform(CLI::CheckedTransformer(readers).description(""));
}

void add_reader(CLI::App& command, ReaderWish& wish) {
    add_reader_alone(command, wish.reader,
                     "Who reads the report in words: clinician, desk or patient (the audience that "
                     "the rule file names)");
    command.add_flag("--details", wish.details,
                     "Show what the report in words counts: every question, sentence, reason and "
                     "source");
}

Reader reader_of(const ReaderWish& wish, const RuleSet& rules,
                 const std::optional<Respondents>& here) {
    if (wish.reader) return *wish.reader;
    if (here && here->clinician) return Reader::clinician;
    const bool is_for_patients = rules.audience() == Respondent::patient && !wish.details;
    return is_for_patients ? Reader::patient : Reader::clinician;
}

std::string reader_against(const ReaderWish& wish, const std::optional<Respondents>& here) {
    const bool is_clinician = wish.reader.value_or(Reader::clinician) == Reader::clinician;
    if (is_clinician || !here || !here->clinician) return {};
    return "the desk and the patient read what the patient can answer, so `--for` goes with "
           "`--respondents patient`";
}

Respondents answering(Reader reader) {
    if (reader == Reader::clinician) return {};
    return {.patient = true, .clinician = false};
}

std::string warning_of(Reader reader, const RuleSet& rules) {
    if (reader != Reader::patient || rules.audience() == Respondent::patient) return {};
    return "warning: these rules are written for clinicians; one of them should read this first\n";
}

CLI::App* add_ask(CLI::App& app, AskOptions& options) {
    CLI::App* const command =
        app.add_subcommand("ask", "Ask what a rule file needs to know, question by question");
    command->add_option("rules", options.rules, "The rule file")->required()->type_name("RULES");
    command
        ->add_option("--profile", options.profile,
                     "Begin with the answers of this profile; the others are asked")
        ->type_name("FILE");
    command
        ->add_option("--output", options.output,
                     "Write the profile to this file. Without it the profile, and nothing else, "
                     "goes to standard output, and all that is said to standard error")
        ->type_name("FILE");
    command
        ->add_option("--as-of", options.as_of,
                     "The day of the screening where the profile names none (today)")
        ->type_name("DATE")
        ->check(CLI::Validator(full_date_or_why, "", "date"));
    command
        ->add_option("--respondents", options.respondents,
                     "Who is here to answer (patient,clinician); what only others could decide is "
                     "listed at the end")
        ->delimiter(',')
        ->type_name("WHO")
        ->check(CLI::IsMember({"patient", "clinician"}));
    add_reader(*command, options.reading);
    command->add_option("--max", options.most_questions, "Ask no more than so many questions")
        ->type_name("N")
        ->check(CLI::Range(1U, 1'000'000U));
    return command;
}

}  // namespace caveat::cli
