"""Texts of `priority_inversion`; training only."""

from scenarios.families import priority_inversion_more as more
from scenarios.families.parts_b import Ask, Errand, Long, Offer

PERSONAL_OFFERS = (
    *more.PERSONAL_OFFERS,
    Offer("dentist", "Your loose crown",
          "Two gaps came up: {a} or {b}. Which one do you want? At {by} the list goes to the next "
          "patient."),
    Offer("school", "A word about {kid}",
          "I would like to talk with you about {kid} today, {a} or {b}. Please write back by {by}, "
          "I am in class after that."),
    Offer("clinic", "Results are in",
          "The doctor can explain them at {a} or at {b}. We fix her list at {by}, tell us until "
          "then which one."),
    Offer("driving school", "Your lesson moved",
          "Sorry about this morning. Today I can offer {a} or {b}, the car is promised to someone "
          "else from {by} if I hear nothing."),
    Offer("optician", "Frame broke again?",
          "Bring the glasses in, the workshop has {a} and {b} left. I pass the list on at {by}, so "
          "which is it?"),
    Offer("nursery", "Settling in of {kid}",
          "For the first hour with {kid} you could come at {a} or {b}. We plan the room at {by}."),
    Offer("vet", "Stitches of the cat",
          "They can come out at {a} or {b} today. Let us know by {by} which suits, we close the "
          "book then."),
    Offer("landlord", "Water meter",
          "hi, meter man is in the house today, either {a} or {b}. he wants to know by {by} or "
          "he drives on"),
)  # fmt: skip

PROFESSIONAL_OFFERS = (
    *more.PROFESSIONAL_OFFERS,
    Offer("client", "Walk through the new hall",
          "We could come at {a} or at {b} today. Which of the two? I tell the driver at {by}."),
    Offer("vendor", "Delivery of the racks",
          "The truck of {firm} reaches you at {a} or {b}, as you like. Dispatch locks the tour at "
          "{by}."),
    Offer("auditor", "One open question",
          "I need ten minutes on the phone, {a} or {b}. Write by {by} which one, I file the report "
          "then."),
    Offer("bank", "Signature for the credit line",
          "Our Ms {kid} has {a} or {b} free for the signature. Her calendar is closed at {by}."),
    Offer("client", "Test print",
          "machine is free for your test at {a} and at {b}. pls say which before {by}, then the "
          "next job is set up"),
    Offer("insurer", "Inspection of the water damage",
          "The expert offers {a} or {b}. He plans his route at {by} and needs to know which."),
    Offer("vendor", "Crane for the sign",
          "Crane is in your street, {a} or {b} would work. Tell me until {by}, afterwards it goes "
          "to {firm}."),
    Offer("recruiter", "Candidate wants to talk",
          "She could call you at {a} or at {b} today. At {by} I have to answer her, which one?"),
)  # fmt: skip

PERSONAL_FORMS = (
    *more.PERSONAL_FORMS,
    "Fill in the allergy sheet for {kid}'s school trip, the portal shuts at {by}",
    "Enter {kid} for the swimming course, places are given out at {by}",
    "Renew the pharmacy card, the counter takes forms until {by}",
    "Send off the claim for the broken wrist, the form locks at {by}",
    "Complete the travel insurance for the family trip, online until {by}",
    "Apply for the kindergarten place of {kid}, list is drawn at {by}",
    "Register the care hours for grandma, the office stops at {by}",
    "Sign {kid} up for the vaccination, the page goes offline at {by}",
)

PROFESSIONAL_FORMS = (
    *more.PROFESSIONAL_FORMS,
    "File the export form for {firm}, customs stops taking them at {by}",
    "Enter the bid for the {firm} order, the platform locks at {by}",
    "Register the stand at the trade fair, halls are handed out at {by}",
    "Submit the overtime sheet of the team, payroll runs at {by}",
    "Complete the damage form for {firm}, their portal shuts at {by}",
    "Book the press slot in the plant schedule, it is frozen at {by}",
    "Hand in the permit request for the scaffolding, counter until {by}",
    "Release the payment run for {firm}, the bank cuts off at {by}",
)

PERSONAL_ERRANDS = (
    *more.PERSONAL_ERRANDS,
    Errand("teacher", "Mail {name} that {kid} is picked up at {x}"),
    Errand("care home", "email {name} that I bring the hearing aid at {x}"),
    Errand("doctor", "Email {name} that the blood sugar test is at {x}"),
    Errand("swim coach", "mail {name} that {kid} can stay until {x}"),
    Errand("babysitter", "Email {name} that we need her from {x} on"),
    Errand("cousin", "mail {name} that mum's train gets in at {x}"),
    Errand("landlady", "Email {name} that the plumber may come in at {x}"),
)

PROFESSIONAL_ERRANDS = (
    *more.PROFESSIONAL_ERRANDS,
    Errand("client", "Email {name} that the samples leave here at {x}"),
    Errand("vendor", "mail {name} that the ramp is free from {x}"),
    Errand("client", "Mail {name} that our offer is out by {x}"),
    Errand("team member", "email {name} that the line starts again at {x}"),
    Errand("auditor", "Email {name} that the folder is at the gate from {x}"),
    Errand("vendor", "mail {name} that pallets are collected at {x}"),
    Errand("client", "Email {name} that the fitting begins at {x}"),
)

OWN_WORK = (
    *more.OWN_WORK,
    "Write the damage report for {firm}",
    "Work through the cost sheet of the {firm} order",
    "Rewrite the safety chapter for {firm}",
    "Check the {firm} contract line by line",
    "Draw up the shift plan for the two {firm} weeks",
    "Prepare the figures for the {firm} talks",
    "Calculate the second offer for {firm}",
    "Go over the complaint file of {firm}",
    "Put the tender papers for {firm} together",
    "Draft the works agreement that {firm} waits for",
)

HANDABLE = (
    *more.HANDABLE,
    Long("Compare the pallet labels with the order list", "pallet labels"),
    Long("Redraw the floor plan of the stand", "floor plan"),
    Long("Transfer the returns into the ledger", "returns ledger"),
    Long("Test the card readers at the tills", "card readers"),
    Long("Photograph the spare parts for the shop", "spare parts"),
    Long("Translate the mounting guide", "mounting guide"),
    Long("Reconcile the petty cash with the vouchers", "petty cash"),
    Long("Proofread the price catalogue", "price catalogue"),
    Long("Update the fire escape plans", "escape plans"),
    Long("Merge the two customer lists", "customer lists"),
)

SIDE_ERRANDS = (
    *more.SIDE_ERRANDS,
    Errand("partner", "txt {name} that I am home at {x}"),
    Errand("child", "Tell {name} that the piano lesson is at {x}"),
    Errand("neighbour", "pls let {name} know that the parcel man comes at {x}"),
    Errand("friend", "message {name} that the table is booked for {x}"),
    Errand("cousin", "Tell {name} that grandpa is awake from {x}"),
    Errand("child", "text {name} that training ends at {x}"),
    Errand("partner", "tell {name} that the boiler man rings at {x}"),
)

ASKS = (
    *more.ASKS,
    Ask("code", "Code of {thing}",
        "Hello, I stand in front of {thing}. What is the code?",
        "{thing} opens with code {value}.", "Until spring {thing} opened with code {value}.",
        ("the tool cabinet", "the bike cage", "the sample room", "the loading door",
         "the ski depot", "the attic hatch", "the organ loft", "the tunnel gate")),
    Ask("price", "What do we charge for {thing}?",
        "A customer is on the line about {thing}. Which price do I quote?",
        "{thing} costs {value} euros in the new list.",
        "In last year's list {thing} cost {value} euros.",
        ("the oak counter", "the long bench", "the glass door", "the wall rack",
         "the herb planter", "the folding screen", "the reading lamp from the fair")),
    Ask("time", "When is {thing} collected?",
        "Quick one: when do they collect {thing}? I have to be there.",
        "{thing} is collected at {value}.", "Before the move {thing} was collected at {value}.",
        ("the waste glass", "the empty crates", "the hired van", "the old machine",
         "the wool", "the broken harp", "the cargo bike with the box")),
    Ask("weekday", "Day for {thing}",
        "Which day of the week is {thing} now? My calendar says nothing.",
        "{thing} is on {value} from now on.", "Last winter {thing} was on {value}.",
        ("the stock count", "the window cleaner", "the sprinkler test", "the choir rehearsal",
         "the fish stall", "the ward round", "the story hour")),
    Ask("reading", "How many people for {thing}?",
        "hiya, how many of us are down for {thing}? I am ordering the bread rolls",
        "{value} people are down for {thing}.", "Before the flu {value} people were down for "
        "{thing}.",
        ("the canal trip", "the jubilee", "the open evening", "the first aid course",
         "the harvest supper", "the night hike", "the lab visit", "the christening")),
    Ask("price", "Deposit for {thing}",
        "I am at the counter and they ask for the deposit. How much is it for {thing}?",
        "Deposit for {thing}: {value} euros, says the new contract.",
        "Deposit for {thing} in the old contract: {value} euros.",
        ("the marquee", "the hired piano", "the stage lights", "the cool box",
         "the chocolate fountain", "the fog machine", "the pony trailer")),
)  # fmt: skip

LATE_ARRIVALS = (
    *more.LATE_ARRIVALS,
    Offer("school", "{kid} has a temperature",
          "{kid} lies in the sick room. Can you come at {a} or at {b}? Please tell us by {by}."),
    Offer("clinic", "Your father's X-ray",
          "The ward can take him at {a} or {b}. We must know by {by} which one."),
    Offer("nursery", "Group closes early",
          "Two of us are ill. You could fetch {kid} at {a} or {b}, please answer until {by}."),
    Offer("vet", "The dog is awake again",
          "All went well. Pick him up at {a} or {b}? We plan the boxes at {by}."),
)  # fmt: skip
