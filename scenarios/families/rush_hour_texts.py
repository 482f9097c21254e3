"""Texts of `rush_hour`; training only."""

from scenarios.families import rush_hour_asks, rush_hour_more
from scenarios.families.parts_a_shapes import Ask, Awaited, Clash, Invite, Offer, Relay

PERSONAL_OFFERS = (
    Offer("doctor", "A gap in the list",
          "A patient has called off, so {a} and {b} are open today. Tell us which one you take.\n"
          "The list is closed at {by}."),
    Offer("teacher", "{kid}'s marks",
          "I have {a} and {b} left today for a talk about {kid}. Which one do I put down for you? "
          "The plan is printed at {by}."),
    Offer("dentist", "That broken filling",
          "We could see to the filling at {a} or at {b} today. Which one?\nFrom {by} on the chair "
          "is offered to somebody else."),
    Offer("care home", "Round with the doctor",
          "She can speak with you about your father at {a} or {b}. Her round is fixed at {by}. "
          "Which time do you choose?"),
    Offer("physiotherapist", "Your knee",
          "Sorry for the mix-up! Today there is {a} or {b} instead, tell me which one before {by}, "
          "then I start treating."),
    Offer("registry office", "Passport of {kid}",
          "Both of you have to be present. Free counters today: {a}, {b}. Which of them do I "
          "block?\nWithout an answer by {by} your number lapses."),
    Offer("plumber", "Water under the sink",
          "I am in your street anyway, {a} or {b} would do. Which of the two? I buy the parts at "
          "{by}."),
    Offer("music school", "Audition of {kid}",
          "The jury hears {kid} at {a} or at {b}, you choose.\nThe order of play is pinned up at "
          "{by}. Which one shall it be?"),
    Offer("eye clinic", "Check of the left eye",
          "The machine was repaired. We have kept {a} and {b} for you, one of them is yours if you "
          "write before {by}."),
    *rush_hour_more.PERSONAL_OFFERS,
)  # fmt: skip

PROFESSIONAL_OFFERS = (
    Offer("customs agent", "Goods are at the gate",
          "The officer opens the crates at {a} or at {b}. Which is it?\nAt {by} his list goes to "
          "the printer."),
    Offer("client", "We are in town",
          "Our buyers could walk through your line at {a} or {b} today. Which of these suits? The "
          "driver wants to know by {by}."),
    Offer("auditor", "Last open point",
          "I can close the books with you on the phone at {a} or {b}. If I hear nothing by {by} it "
          "goes into the report as open."),
    Offer("bank", "Release of the payment",
          "Two signatures are missing. My desk is free at {a} and {b}, the order is returned at "
          "{by} otherwise. Which one do you take?"),
    Offer("journalist", "Two questions for the paper",
          "Ten minutes on the phone are enough, {a} or {b}. My editor fills the page at {by}, "
          "please pick one."),
    Offer("landlord of the hall", "Handover of the hall",
          "The caretaker could be there with the keys at {a} or {b}. He leaves the office at {by} "
          "and wants to know before."),
    Offer("printer", "Proof of the brochure",
          "The sheet is on the press at {a} and again at {b}. Somebody of yours must look. I lock "
          "the order of jobs at {by}. Which run?"),
    Offer("insurer", "Damage at the ramp",
          "Our expert can look at the ramp at {a} or {b} today. He drives off at {by}, so which "
          "one do you prefer?"),
    Offer("vendor", "Crane for the roof unit",
          "We lift either at {a} or at {b}. The road has to be closed, the town wants one time "
          "from us by {by}."),
    *rush_hour_more.PROFESSIONAL_OFFERS,
)  # fmt: skip

PERSONAL_INVITES = (
    Invite("friend", "Sandwich on the steps?",
           "I am in your part of town at {x} today, will you join me? I order at {by}."),
    Invite("neighbour", "Parcel man",
           "He rings for both of us at {x} today. Can you be at home then? I have to tell him by "
           "{by}."),
    Invite("teacher", "Class chorus, {kid} sings",
           "We sing for the parents at {x} today. Will you be there? Chairs are counted at {by}."),
    Invite("sister", "Call with mum's doctor",
           "He rings us both at {x} today. Can you be on the line? I answer him at {by}."),
    Invite("football coach", "Lift for {kid}",
           "The bus is broken. Could you drive five kids at {x} today? Need to know by {by}."),
    Invite("partner", "Looking at the flat",
           "The agent shows the flat at {x} today. Can you come along? She needs a word by {by}."),
    *rush_hour_more.PERSONAL_INVITES,
)  # fmt: skip

PROFESSIONAL_INVITES = (
    Invite("team member", "Short meeting about the rota",
           "Could you sit in at {x} today? I settle the list of people at {by}."),
    Invite("client", "Call with our buyer",
           "Our buyer would like to talk at {x} today. Are you free? I answer her at {by}."),
    Invite("vendor", "Demo of the sealing machine",
           "We show it once, at {x} today. Will you be there? Seats are handed out at {by}."),
    Invite("colleague", "Stand in for me?",
           "I should greet the trainees at {x} today and cannot. Can you? I tell them at {by}."),
    Invite("auditor", "Signing of the protocol",
           "The protocol is to be signed at {x} today in your office. Does it suit? Word by {by} "
           "would be kind."),
    Invite("client", "Test of the sample",
           "We break the sample on purpose at {x} today. Do you want to watch? Tell me by {by}."),
    *rush_hour_more.PROFESSIONAL_INVITES,
)  # fmt: skip

PERSONAL_ASKS = (
    Ask("code", "neighbour", "Locked out of {thing}",
        "The plumber is here and {thing} is locked. What is the code? He leaves at {by}.",
        "{thing} opens with the code {value}.",
        "{thing} opened with the code {value} until the lock was changed.",
        ("the cellar door", "the bike shed", "the boiler room", "the laundry room")),
    Ask("when", "school office", "Date of {thing}",
        "For our list: on which day and at what time does {kid} have {thing}? We close it at {by}.",
        "{kid} has {thing} on {value} this term.",
        "Last term {kid} had {thing} on {value}.",
        ("violin lessons", "the swimming course", "speech training", "chess club")),
    Ask("evening", "babysitter", "Tonight, {thing}",
        "Quick one before {by}, then I am on the train: what time is {thing}?",
        "{thing} is at {value} on school days.",
        "{thing} is at {value} on weekends only.",
        ("bedtime for the kids", "supper for the kids", "the last feed of the baby")),
    Ask("count", "party host", "{thing} for Saturday",
        "I hand in the order at {by}. How many of {thing} did you plan?",
        "For the party on Saturday we planned {value} of {thing}.",
        "For the party last year we planned {value} of {thing}.",
        ("the small quiches", "the paper lanterns", "the lemon tarts", "the folding chairs")),
    Ask("price", "cousin", "What did {thing} cost?",
        "Somebody wants to buy one like it and rings again at {by}. How much was {thing}?",
        "We paid {value} euros for {thing}, tyres and lock included.",
        "The shop in town asks {value} euros for {thing} like ours.",
        ("the cargo bike", "the double pushchair", "the bike trailer")),
    Ask("room", "paediatrician", "Where is {kid}'s file?",
        "We look for {thing} of {kid} from the hospital. In which room was that? The archive shuts "
        "at {by}.",
        "The hospital made {thing} of {kid} in room {value}.",
        "The hospital made {thing} of grandpa in room {value}.",
        ("the X-ray", "the hearing test", "the allergy test")),
    *rush_hour_asks.PERSONAL_ASKS,
)  # fmt: skip

PROFESSIONAL_ASKS = (
    Ask("code", "team member", "Order number of {thing}",
        "The fitters stand at the counter for {thing} and wait until {by}. Which order number is "
        "it?",
        "Order number of {thing}: {value}.",
        "Order number of {thing} at the old site, cancelled: {value}.",
        ("the switch box", "the sample case", "the loading lift", "the spare parts")),
    Ask("when", "client", "Start of {thing}",
        "Our board asks on which day and at what time {thing} begins. I answer them at {by}.",
        "{thing} begins on {value}, the crew is booked.",
        "In the first plan {thing} was to begin on {value}.",
        ("the rebuild of the counter", "the stress test", "the paint job", "the trial run")),
    Ask("time", "vendor", "When is {thing}?",
        "I write the papers for the driver at {by}. What time do you want for {thing}?",
        "We want {value} as the time for {thing}.",
        "{value} is the time for {thing} at the branch office, not here.",
        ("the glass delivery", "the pick-up of the rental van", "the waste collection")),
    Ask("count", "printer", "Number of {thing}",
        "Plates are made at {by}. How many of {thing} do you need from us?",
        "We need {value} of {thing} for the fair.",
        "Last spring we had {value} of {thing} for the fair.",
        ("the big banners", "the menu cards", "the name badges", "the wall charts")),
    Ask("price", "team member", "Price of {thing}",
        "Customer on the phone, wants {thing} and rings back at {by}. What do I say it costs?",
        "New list: {thing} costs {value} euros.",
        "Old list: {thing} cost {value} euros.",
        ("the walnut top", "the curved counter", "the glass shelf", "the steel frame")),
    Ask("room", "courier", "Which room for {thing}?",
        "i have {thing} in the van and no room on the label, i can wait until {by}",
        "Room {value} is meant for {thing}.",
        "Before the move room {value} was meant for {thing}.",
        ("the new screens", "the legal post", "the lab samples", "the safe")),
    *rush_hour_asks.PROFESSIONAL_ASKS,
)  # fmt: skip

PERSONAL_RELAYS = (
    Relay("code", "neighbour", "text {name} the code of {thing}",
          "The code of {thing} is {value} since the repair.",
          "Before the repair the code of {thing} was {value}.",
          ("our garage", "the garden gate", "the letter box", "the shed")),
    Relay("evening", "partner", "let {name} know what time {thing} is",
          "{thing} is at {value} this week.",
          "{thing} was at {value} last week.",
          ("the parents' evening", "the swimming gala", "the viewing of the flat")),
    Relay("weekday", "child", "Text {name} which day {thing} is",
          "{thing} is on {value} this time.",
          "{thing} is on {value} in the holidays.",
          ("the maths resit", "the photo day", "the class trip", "the bake sale")),
    Relay("count", "friend", "tell {name} how many people come to {thing}",
          "{value} people come to {thing}.",
          "Only {value} people came to {thing} last time.",
          ("the street party", "the housewarming", "the reading circle")),
    *rush_hour_asks.PERSONAL_RELAYS,
)  # fmt: skip

PROFESSIONAL_RELAYS = (
    Relay("code", "fitter", "text {name} the part number of {thing}",
          "{thing} at the plant has the part number {value}.",
          "{thing} in the showroom has the part number {value}.",
          ("the compressor", "the roller door", "the pump", "the side gate")),
    Relay("time", "driver", "let {name} know what time {thing} opens",
          "{thing} opens at {value} in summer.",
          "{thing} opens at {value} in winter only.",
          ("the ramp", "the weighbridge", "the cold store", "the wash bay")),
    Relay("weekday", "team member", "Text {name} which day {thing} is due",
          "{thing} is due on {value}, says the office.",
          "{thing} was due on {value} in the draft plan.",
          ("the shift list", "the meter reading", "the safety talk", "the stock file")),
    Relay("count", "caterer", "tell {name} how many guests {thing} has",
          "{thing} has {value} guests this year.",
          "{thing} had {value} guests a year ago.",
          ("the dealer evening", "the jubilee lunch", "the press breakfast")),
    *rush_hour_asks.PROFESSIONAL_RELAYS,
)  # fmt: skip

CLASHES = (
    Clash("Customs inspection", "Weekly planning",
          "{fixed}: the officer comes only once, it has to stay.",
          "{loose} can be held on {day} just as well, any hour."),
    Clash("Visit of the buyers", "Supplier review",
          "{fixed} cannot be changed, their flight is booked.",
          "{loose} is free to move to {day}, the vendor agreed."),
    Clash("Board call", "Shift handover",
          "{fixed} stays where it is, five directors dial in.",
          "If need be the {loose} moves to {day}."),
    Clash("Fire officer's tour", "Packaging review",
          "{fixed} is set by the town and does not move.",
          "{loose} may go to {day}, nobody minds."),
    Clash("Contract signing", "Roadmap talk",
          "The {fixed} is fixed, the notary has no other hour.",
          "The {loose} would also work on {day}."),
    Clash("Live interview", "Budget round",
          "{fixed} is on air, so that time is fixed.",
          "Finance says {day} is fine for the {loose}, too."),
    Clash("Sample approval", "Hiring panel",
          "{fixed}: the client's lab has only this hour.",
          "The {loose} can slide to {day}, the candidate was asked."),
    Clash("Rehearsal with the mayor", "Menu planning",
          "{fixed} is in the mayor's diary and stays.",
          "{loose} has time until {day}, put it there if needed."),
    Clash("Tender opening", "Sales update",
          "{fixed} happens at its hour with or without us, it cannot be moved.",
          "We can have the {loose} on {day} instead."),
    Clash("Machine acceptance", "Newsletter meeting",
          "{fixed}: the engineer leaves the country that night, no other time.",
          "{loose} is happy with {day}."),
    *rush_hour_more.CLASHES,
)  # fmt: skip

PLAIN_CLASHES = (
    Clash("Visit of the new client", "Team catch-up"), Clash("Client workshop", "Desk planning"),
    Clash("Client site tour", "Weekly check-in"), Clash("Client demo", "Retrospective"),
    Clash("Presentation to the client", "Stand-up of the team"),
    Clash("Contract talk with the client", "Internal review"),
    Clash("Acceptance with the client", "Team training"),
    Clash("Pitch to the client", "Coffee with the team"),
    *rush_hour_more.PLAIN_CLASHES,
)  # fmt: skip

AWAITED = (
    Awaited("code", "courier", "Customs number of {thing}",
            "Which customs number has {thing}? No hurry, I load after lunch.",
            "Customs number {near} of {thing} has run out, a new one comes this morning.",
            "{thing} now has the customs number {value}.",
            ("the trade fair crate", "the paint barrel", "the test engine", "the loan piano")),
    Awaited("count", "team member", "Portions for {thing}",
            "How many portions do I order for {thing}? I ring the kitchen this afternoon.",
            "The first guess for {thing} was {near} portions, the count is due this morning.",
            "Counted: {thing} needs {value} portions.",
            ("the summer lunch", "the open day", "the dealer meeting", "the trainee brunch")),
    Awaited("room", "vendor", "Gate for {thing}",
            "At which gate do we unload {thing}? The truck leaves us at noon.",
            "Gate {near} is closed for repair, a new gate for {thing} is named this morning.",
            "New gate for {thing}: {value}.",
            ("the pallets", "the steel coils", "the oak boards", "the empty kegs")),
    *rush_hour_asks.AWAITED,
)  # fmt: skip

ARRIVALS = (
    Offer("school nurse", "{kid} hurt an ankle",
          "{kid} sits here with an ice pack. Can you fetch {kid} at {a} or at {b}? I go home at "
          "{by} and must know before."),
    Offer("clinic", "Your mother was admitted",
          "It is not serious. The doctor can see you at {a} or {b}. She asks for an answer by "
          "{by}."),
    Offer("landlady", "Water in the hall",
          "The drying firm needs to get into your flat at {a} or {b} today. They plan at {by}."),
    Offer("nursery", "Closing early",
          "Two of us are ill, so fetch {kid} at {a} or {b} today. Please write before {by}."),
    *rush_hour_more.ARRIVALS,
)  # fmt: skip

NAMES = ("Everything is urgent", "Quarter past everything", "A loud morning", "All at once",
         "Before the coffee is cold", "Red flags everywhere",
         *rush_hour_more.NAMES)  # fmt: skip
