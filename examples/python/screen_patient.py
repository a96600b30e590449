"""Screens one patient, whose answers a program has at hand.

python examples/python/screen_patient.py rules/back-pain-massage.yaml
"""

from __future__ import annotations

import sys
from datetime import date

import caveat


def main(rule_file: str) -> None:
    try:
        rules = caveat.RuleSet.load(rule_file)
    except caveat.RuleFileError as error:
        sys.exit(str(error))

    profile = rules.profile(
        {
            "back pain": True,
            "pain nrs": 8,
            "pain regions": ["lower back"],
            "medical check done": None,  # asked, and not known
        },
        patient="p1",
        as_of=date(2026, 11, 20),
    )
    screening = profile.screen()
    print(f"{screening.verdict}; at most {screening.at_most}")
    for found in screening.outcomes:
        if found.outcome.verb >= "refer":
            print(f"{found.outcome.verb} {found.outcome.name} ({found.certainty})")
            for rule in found.rules:
                print(f"  {rule.id}: {'; '.join(map(str, screening.why(rule)))}")
    first = screening.questions[0]
    print(f"ask the {first.whom}: {first.ask}")

    # The answer comes in; what was wrong with it would be in `problems`.
    answered = profile.replace({"medical check done": True})
    for problem in answered.problems:
        print(problem)
    print(f"then {answered.screen().verdict}; at most {answered.screen().at_most}")


if __name__ == "__main__":
    main(sys.argv[1])
