// Every word that is not the rule file's. Hosts replace any of them by the property `messages`.

/** `{typed}` and the like are filled in; what is filled in may be left out. */
export const english = {
    loading: "One moment …",
    cannotShow: "This form cannot be shown. Please call us.",
    progress: "Question {n} of up to {most}",
    next: "Next",
    back: "Back",
    notKnown: "I don’t know",
    skip: "Skip for now",
    skipped: "Skipped. The question comes back at the end.",
    leave: "Leave it unanswered",
    comesBack: "You skipped this question. Here it is again.",
    moreExact: "Your answer leaves this open. Can you be more exact?",
    contradiction: "{said} Please check your answer. If it is right, press “{next}” again.",
    saidNotKnown: "You answered: {notKnown}.",
    notFinished: "Please answer the questions first.",
    done: "Thank you. There is nothing more to ask.",

    yes: "Yes",
    no: "No",
    chooseOne: "Choose one answer.",
    chooseAll: "Choose all that apply.",
    noneOfThese: "None of these",
    standsAlone: "Only “{label}” is chosen now.",
    nothingChosen: "Please choose an answer, or press “{notKnown}”.",
    nothingTyped: "Please write an answer, or press “{notKnown}”.",

    wholeNumber: "A whole number",
    number: "A number",
    fromTo: "{what} from {from} to {to}{unit}",
    fromOn: "{what}, {from}{unit} or more",
    upTo: "{what}, {to}{unit} or less",
    justIn: "{what}{unit}",
    unit: "Unit",
    unitsOf: {
        a: "years",
        mo: "months",
        wk: "weeks",
        d: "days",
        h: "hours",
        min: "minutes",
        "[lb_av]": "pounds",
        "[in_i]": "inches",
        Cel: "°C",
        "[degF]": "°F",
        "mm[Hg]": "mmHg",
        "/min": "per minute",
    } as Record<string, string>,
    roughly: "I only know it roughly",
    exactly: "I know the number",
    itIs: "It is",
    between: "between",
    atLeast: "at least",
    moreThan: "more than",
    atMost: "at most",
    lessThan: "less than",
    lowest: "The lowest it can be",
    highest: "The highest it can be",
    notANumber: "“{typed}” is not a number. Please write it in digits, such as 7 or 7.5.",
    onlyTheNumber: "“{typed}” has more in it than a number. Please write the digits alone.",
    twoReadings: "“{typed}” can be read in two ways. Which do you mean?",
    digitsAlone: "“{typed}” has signs between its digits. Do you mean this number?",
    tooManyDigits: "“{typed}” has too many digits.",
    notWhole: "“{typed}” is not a whole number. Please write one without decimals.",
    outOfRange: "“{typed}” cannot be right here. Expected: {expected}.",
    wrongOrder: "“{typed}”: the first number must be smaller than the second.",

    day: "Day",
    month: "Month",
    year: "Year",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ] as readonly string[],
    dateOrder: ["day", "month", "year"] as readonly ("day" | "month" | "year")[],
    dateHint: "Leave out the day, or the day and the month, if you do not know them.",
    noYear: "Please give the year too.",
    fourDigits: "“{typed}” is not a year. Please write it with four digits, such as 1980.",
    noMonth: "Please give the month too, or leave out the day.",
    noSuchDay: "There is no such day: {typed}.",
    wrongDay: "“{typed}” is not a day of a month.",
    dateNotPossible: "{typed} cannot be right here. Please check the date.",

    record: "{each} {n}",
    add: "Add {each}",
    remove: "Remove {each} {n}",
    removed: "{each} {n} is removed.",
    bringBack: "Bring {each} {n} back",
    thereAreNone: "There are none",
    mayBeMore: "There may be more that I cannot name",
    noRecords: "Please add what there is, or tick “{none}”.",
    fieldOpen: "Please answer, or tick “{notKnown}”.",

    notUsable: "“{typed}” cannot be used here: {reason}",
};

export type Messages = typeof english;

/** Puts values into the places of a message: `{typed}`. They are not looked into again. */
export function fill(message: string, values: Record<string, string | number | undefined>): string {
    return message.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** A host's own words, and the rest in English. What is no text stays English. */
export function merged(own: Partial<Messages> | undefined): Messages {
    const all = { ...english } as Record<string, unknown>;
    for (const [name, words] of Object.entries(own ?? {})) {
        if (Object.hasOwn(english, name) && typeof words === typeof all[name]) all[name] = words;
    }
    all["unitsOf"] = { ...english.unitsOf, ...own?.unitsOf };
    return all as Messages;
}
