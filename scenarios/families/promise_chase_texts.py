"""Texts of `promise_chase`; training only."""

from scenarios.families import promise_chase_more as more
from scenarios.families.parts_b import Relay
from scenarios.families.promise_chase_shapes import Date, Figure, Owed

PERSONAL_TOLD = (
    *more.PERSONAL_TOLD,
    Relay("godfather", "Let {name} know that the christening is at {value}", "", ""),
    Relay("scout leader", "Tell {name} that {kid} arrives at {value}", "", ""),
    Relay("neighbour", "Let {name} know that the skip is fetched at {value}", "", ""),
    Relay("aunt", "Tell {name} that the film begins at {value}", "", ""),
    Relay("tenant", "Let {name} know that the heating man comes at {value}", "", ""),
    Relay("old friend", "Tell {name} that we leave for the lake at {value}", "", ""),
)

PROFESSIONAL_TOLD = (
    *more.PROFESSIONAL_TOLD,
    Relay("client", "Tell {name} that the courier leaves at {value}", "", ""),
    Relay("vendor", "Let {name} know that acceptance is at {value}", "", ""),
    Relay("client", "Tell {name} that the showroom is theirs from {value}", "", ""),
    Relay("team member", "Let {name} know that the van is back at {value}", "", ""),
    Relay("auditor", "Tell {name} that the vault is opened at {value}", "", ""),
    Relay("vendor", "Let {name} know that unloading ends at {value}", "", ""),
)

PERSONAL_OWN = (
    *more.PERSONAL_OWN,
    Relay("landlord", "Send {name} the reading of the gas meter",
          "Gas meter, read yesterday: {value}.", "Gas meter when we moved in: {value}.", "price"),
    Relay("cousin", "Send {name} the price of the holiday flat",
          "The holiday flat costs {value} this summer.", "Two years ago the holiday flat cost "
          "{value}.", "price"),
    Relay("tax adviser", "Send {name} what we gave to the food bank",
          "Given to the food bank this year: {value}.", "Given to the food bank last year: "
          "{value}.", "price"),
    Relay("choir friend", "Send {name} the code of the rehearsal room",
          "Rehearsal room, code since the new lock: {value}.", "Rehearsal room, code before the "
          "new lock: {value}.", "code"),
    Relay("neighbour", "Send {name} the weekday of the bulky waste",
          "Bulky waste is taken on {value} here.", "In the old street bulky waste went on "
          "{value}.", "weekday"),
    Relay("grandfather", "Send {name} the hour of {kid}'s match",
          "{kid}'s match starts at {value}.", "{kid}'s match last month started at {value}.",
          "time"),
)  # fmt: skip

PROFESSIONAL_OWN = (
    *more.PROFESSIONAL_OWN,
    Relay("client", "Send {name} the price of the steel stairs",
          "Steel stairs: {value} in the offer that holds.", "Steel stairs: {value} in the first "
          "offer, withdrawn.", "price"),
    Relay("vendor", "Send {name} the code of the yard gate",
          "Yard gate, new code: {value}.", "Yard gate, code until the break-in: {value}.", "code"),
    Relay("client", "Send {name} the hour of the loading",
          "Loading is planned for {value}.", "Before the tour changed, loading was at {value}.",
          "time"),
    Relay("auditor", "Send {name} the sum of the open invoices",
          "Sum of the open invoices today: {value}.", "Sum of the open invoices in spring: "
          "{value}.", "price"),
    Relay("insurer", "Send {name} the value of the burnt stock",
          "Burnt stock, counted twice: {value}.", "Burnt stock, first guess: {value}.", "price"),
    Relay("vendor", "Send {name} the weekday of the inspection",
          "The inspection will be on {value}.", "The inspection had been set for {value}.",
          "weekday"),
)  # fmt: skip

OWED = (
    *more.OWED,
    Owed("vendor", "{first} sends back the signed frame contract", "contract"),
    Owed("team member", "{first} hands in the travel receipts", "receipts"),
    Owed("client", "{first} pays the deposit for the hall", "deposit"),
    Owed("lawyer", "{first} has a quick look through the lease", "lease"),
    Owed("cousin", "{first} brings the drill back", "drill"),
    Owed("neighbour", "{first} cuts the hedge on our side of the fence", "hedge"),
    Owed("plumber", "{first} fixes the tap that drips upstairs", "tap"),
    Owed("team member", "{first} uploads the photos of the stand", "photos"),
    Owed("friend", "{first} pays back the concert tickets", "tickets"),
    Owed("vendor", "{first} swaps the pane with the crack", "pane"),
)

KEPT = (
    *more.KEPT,
    "{first} has done it: the {word} is dealt with since last night.",
    "The {word}: came from {first} yesterday, all in order.",
    "Ticked off, {first} kept the word on the {word}.",
    "About the {word}: thanks to {first}, finished on the weekend.",
)

FIGURES = (
    *more.FIGURES,
    Figure("vendor", "{first} works out the price of the awning", "awning", "The awning",
           "It comes to {value} euros, fitting included. {name} is waiting for the figure, would "
           "you pass it on?"),
    Figure("team member", "{first} counts the helmets in the depot", "helmets", "Counted",
           "There are {value} of them. {name} asked me twice already, please send it over there."),
    Figure("lab", "{first} finishes the hardness test", "hardness", "Test is through",
           "Result: {value}. Could you let {name} have it? I only have your address."),
    Figure("surveyor", "{first} measures the loft", "loft", "Loft measured",
           "I make it {value} square feet in all. {name} needs that number, please forward it."),
    Figure("cashier", "{first} sums the takings of the summer fair", "takings", "Summer fair",
           "We took {value} euros. Tell {name}, who is writing the thank-you letter."),
)  # fmt: skip

DATES = (
    *more.DATES,
    Date("niece", "Coffee with {name} on {day} at {x}, one hour", "coffee"),
    Date("mentor", "Chess with {name} on {day} at {x}, one hour", "chess"),
    Date("apprentice", "Talk with {name} about the exam on {day} at {x}, one hour", "exam"),
    Date("sports friend", "Tennis with {name} on {day} at {x}, one hour", "tennis"),
    Date("client", "Tour of the workshop with {name} on {day} at {x}, one hour", "tour"),
)

OWN_WORK = (
    *more.OWN_WORK,
    "Finish the drawings that {firm} was promised",
    "Write the expertise for {firm}, they have our word",
    "Complete the sample set promised to {firm}",
    "Revise the manual as agreed with {firm}",
    "Calculate the variant that {firm} was told to expect today",
    "Prepare the handover file, {firm} relies on it",
)

SOONER = (
    *more.SOONER,
    "the other side needs it earlier than agreed",
    "they have moved the date forward",
    "their truck leaves sooner than planned",
    "the customer flies out earlier and takes it along",
)

ARRIVALS = (
    *more.ARRIVALS,
    ("The promise about {thing}", "You said I would get the price of {thing} from you today. My "
     "board meets at {by}, may I have it before?"),
    ("Still waiting for {thing}", "hi, you wanted to tell me what {thing} costs. need it by {by}"),
    ("Your word on {thing}", "Time flies: at {by} my builder wants to know what "
     "{thing} costs. You were going to tell me."),
    ("price??", "u promised me the price of {thing}!! i have to say yes or no by {by}"),
    ("{thing}, as discussed", "Good day, you promised me the price of {thing}. I close the file "
     "at {by}."),
)  # fmt: skip

THINGS = (
    *more.THINGS,
    "the cedar deck", "the corner shelf", "the roof window", "the folding wall",
)  # fmt: skip

VALID = more.VALID
"""What {thing} costs by now."""

EXPIRED = more.EXPIRED
"""What it cost before; says so."""
