"""Texts of `after_meeting`; training only."""

from scenarios.families import after_meeting_more as more
from scenarios.families.after_meeting_shapes import Decided, Duty, Number
from scenarios.families.parts_b import Long

PERSONAL_DUTIES = (
    *more.PERSONAL_DUTIES,
    Duty("teacher", "mail {name} at the school that {kid} is picked up at {x}"),
    Duty("dentist", "mail {name} at the dentist that I come at {x}"),
    Duty("babysitter", "mail {name}, our babysitter, that we are home at {x}"),
    Duty("doctor", "mail {name} at the doctor's that grandma arrives at {x}"),
    Duty("kindergarten", "mail {name} at the kindergarten that {kid} sleeps until {x}"),
    Duty("sports coach", "mail {name} that my daughter's training ends at {x}"),
    Duty("hospital", "mail {name} at the hospital that my father eats at {x}"),
)

PROFESSIONAL_DUTIES = (
    *more.PROFESSIONAL_DUTIES,
    Duty("client", "mail {name} that the client demo starts at {x}"),
    Duty("vendor", "mail {name} that the supplier may unload from {x}"),
    Duty("team member", "mail {name} that the server is switched at {x}"),
    Duty("auditor", "mail {name} that the audit room is free from {x}"),
    Duty("client", "mail {name} that the contract is on its way at {x}"),
    Duty("vendor", "mail {name} that the invoice run begins at {x}"),
    Duty("team member", "mail {name} that the press release goes out at {x}"),
)

PERSONAL_NUMBERS = (
    *more.PERSONAL_NUMBERS,
    Number("school", "mail {name} at the school the sum for the class trip",
           "It comes to {value} euros, not {old} as they first wrote."),
    Number("doctor", "mail {name} at the doctor's the weight of {kid}",
           "That is {value} pounds by now; before the fever it was {old}.", "reading"),
    Number("kindergarten", "mail {name} at the kindergarten the code of the side door",
           "The code has become {value}, {old} no longer opens.", "code"),
    Number("family friend", "mail {name} our family's share of the boat",
           "We settled on {value} euros, after {old} in the first round."),
    Number("dentist", "mail {name} at the dentist the number of my insurance card",
           "The new card says {value}, the lost one said {old}.", "code"),
)  # fmt: skip

PROFESSIONAL_NUMBERS = (
    *more.PROFESSIONAL_NUMBERS,
    Number("client", "mail {name} the price of the client's spare motor",
           "We go for {value} euros instead of {old}."),
    Number("vendor", "mail {name} the sum of the supplier's open invoices",
           "It stands at {value} euros, down from {old}."),
    Number("team member", "mail {name} the code of the server room",
           "Since the change it is {value}; {old} is dead.", "code"),
    Number("auditor", "mail {name} the budget for the audit",
           "The board raised it from {old} to {value} euros."),
    Number("client", "mail {name} the number of seats in the contract",
           "They want {value} of them, and no longer {old}.", "reading"),
)  # fmt: skip

OPENINGS = (
    *more.OPENINGS,
    "We went through the week and skipped the sales charts.",
    "Short round, everybody was there but the intern.",
    "We began late because the projector would not start.",
    "The mood was good, the coffee was not.",
    "Most of the time went into the layout of the new hall.",
    "Two visitors listened in and asked nothing.",
)

CLOSINGS = (
    *more.CLOSINGS,
    "The rest is put off to next time.",
    "Nobody had anything else.",
    "The question of the parking lots stays open.",
    "Next round in two weeks.",
)

LONG_WORK = (
    *more.LONG_WORK,
    "go through the {firm} contract, an hour's work",
    "write the concept for {firm}, which takes an hour",
    "rework the {firm} budget sheet, good for an hour",
    "sum up the {firm} interviews for the report, an hour's task",
    "check the {firm} claim file, about an hour",
)

HANDABLE = (
    *more.HANDABLE,
    Long("have the crane log compared with the hours", "crane log"),
    Long("have the shop windows measured", "shop windows"),
    Long("have the data sheets put into French", "data sheets"),
    Long("have the solvent stock counted", "solvent stock"),
    Long("have the badge list cleaned of leavers", "badge list"),
    Long("have the sample photos retouched", "sample photos"),
    Long("have the route cards redrawn", "route cards"),
    Long("have the old offers scanned", "old offers"),
)

PROMISED = (
    *more.PROMISED,
    ("send me the drawings of the ramp", "ramp"),
    ("give me the list of the late deliveries", "deliveries"),
    ("hand me the test protocol of the pump", "pump"),
    ("get me the quote for the awnings", "awnings"),
    ("mail me the names for the fire watch", "fire watch"),
    ("bring me the keys of the annex", "annex"),
)

DECIDED = (
    *more.DECIDED,
    Decided("price", "{thing} will cost {value} euros.", "What did we say {thing} will cost?",
            ("The rental scaffold", "The starter kit", "The winter package", "The trade fair rate",
             "The pony ride", "The blood test", "The costume set from the old theatre")),
    Decided("weekday", "{thing} moves to {value}.", "Which weekday did we agree on for {thing}?",
            ("The stock meeting", "The late shift", "The customer breakfast", "The glass delivery",
             "The yeast order", "The under-tens' training", "The reading to the wards")),
    Decided("code", "{thing} gets the number {value}.",
            "Which number does {thing} get, as we agreed?",
            ("The spare parts cage", "The pilot order", "The blue container", "The new cost centre",
             "The third lifeboat", "The herb bed", "The loan from the museum")),
    Decided("reading", "{thing} is limited to {value} people.",
            "To how many people did we limit {thing}?",
            ("The factory tour", "The test group", "The summer party", "The night crew",
             "The cheese tasting", "The diving course", "The gallery above the stage")),
    Decided("time", "{thing} begins at {value} from now on.",
            "When does {thing} begin, as of this meeting?",
            ("The night feed", "The second run", "The cash count", "The gate watch",
             "The bread sale", "The warm-up", "The consultation hour")),
)  # fmt: skip

BEFORE = {
    "price": ("Minutes of last quarter: {thing} was to cost {value} euros.", *more.BEFORE["price"]),
    "weekday": ("Minutes of last quarter: {thing} was put on {value}.", *more.BEFORE["weekday"]),
    "time": ("Minutes of last quarter: {thing} was to begin at {value}.", *more.BEFORE["time"]),
    "code": (
        "Minutes of last quarter: {thing} was to get the number {value}.",
        *more.BEFORE["code"],
    ),
    "reading": (
        "Minutes of last quarter: {thing} was to be limited to {value} people.",
        *more.BEFORE["reading"],
    ),
}
"""What held before, by kind."""

CORRECTED = {
    "price": (
        "Correction to the minutes: {thing} will cost {value} euros after all.",
        *more.CORRECTED["price"],
    ),
    "weekday": (
        "Correction to the minutes: {thing} moves to {value} after all.",
        *more.CORRECTED["weekday"],
    ),
    "time": (
        "Correction to the minutes: {thing} begins at {value} after all.",
        *more.CORRECTED["time"],
    ),
    "code": (
        "Correction to the minutes: {thing} gets the number {value} after all.",
        *more.CORRECTED["code"],
    ),
    "reading": (
        "Correction to the minutes: {thing} is limited to {value} people after all.",
        *more.CORRECTED["reading"],
    ),
}
"""What holds although the minutes say otherwise, by kind."""

INTENTIONS = (
    *more.INTENTIONS,
    "think about a better coffee machine when there is time",
    "some day tidy the shared folder",
    "keep an eye on the paint smell in the hall",
    "one day sort the old trade fair badges",
    "dream up a name for the new van",
)

TITLES = (
    *more.TITLES,
    "Monthly round", "Hall meeting", "Project table", "Steering round", "Works meeting",
    "Open points", "Department talk", "Launch circle",
)  # fmt: skip

MINE = more.MINE
"""How the minutes say what the writer took on; with {due} and {text}."""

THEIRS = more.THEIRS
"""How they say what somebody else took on; with {who}, {due} and {text}."""

VAGUE = more.VAGUE
"""How they say what has no date; with {text}."""
