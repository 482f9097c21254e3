"""More texts of `after_meeting`, of other houses and other ways to take minutes; training only."""

from scenarios.families.after_meeting_shapes import Decided, Duty, Number
from scenarios.families.parts_b import Long

PERSONAL_DUTIES = (
    Duty("swim coach", "mail {name}, who trains my son: {kid} swims from {x}"),
    Duty("vet", "let the vet, {name}, know by mail: the cat came round at {x}"),
    Duty("midwife", "tell {name}, our midwife, by mail about the scan at {x}"),
    Duty("grandmother", "send {name}, my grandmother, the start of the recital, {x}, by mail"),
    Duty("pharmacist", "answer {name} at the pharmacy by mail: I come at {x}"),
    Duty("aunt", "drop my aunt {name} a mail that the christening begins at {x}"),
    Duty("nurse", "tell the nurse, {name}, by mail that mother is fetched at {x}"),
    Duty("scout leader", "confirm to {name} of the scouts by mail: children back at {x}"),
    Duty("neighbour", "warn our neighbour {name} by mail of the birthday band, until {x}"),
    Duty("brother", "remind my brother {name} by mail: wedding rehearsal at {x}"),
    Duty("physiotherapist", "put {x} as the start of my physiotherapy in a mail to {name}"),
    Duty("babysitter", "leave the babysitter {name} a mail that bedtime is {x}"),
    Duty("ballet teacher", "mail {name} about ballet, {kid} is fetched at {x}"),
    Duty("optician", "get {x} to {name}, the optician, by mail, for the new glasses"),
)  # fmt: skip

PROFESSIONAL_DUTIES = (
    Duty("client", "mail {name}, our oldest client: proofs hang from {x}"),
    Duty("vendor", "let the supplier, {name}, know by mail: warehouse open from {x}"),
    Duty("auditor", "tell {name}, the auditor, by mail about the inventory at {x}"),
    Duty("client", "send {name}, the customer, the start of the workshop, {x}, by mail"),
    Duty("vendor", "answer {name} at the supplier by mail: the invoice gets signed at {x}"),
    Duty("team member", "drop my colleague {name} a mail that the deployment begins at {x}"),
    Duty("client", "promise the client {name} in a mail to bring the blueprint at {x}"),
    Duty("recruiter", "confirm to {name} by mail: candidate here at {x}"),
    Duty("team member", "warn our freelancer {name} by mail that the database is shut until {x}"),
    Duty("investor", "remind the investor {name} by mail: presentation at {x}"),
    Duty("vendor", "put {x} as the start of the shift in a mail to {name}"),
    Duty("client", "leave the client {name} a mail that the hearing is at {x}"),
    Duty("contractor", "mail {name} about the shipment, contractor collects it at {x}"),
    Duty("journalist", "get {x} to {name} by mail, for the press visit"),
)  # fmt: skip

PERSONAL_NUMBERS = (
    Number("vet", "mail the vet {name} the weight of our dog",
           "On the scales it showed {value} pounds, a year ago {old}.", "reading"),
    Number("grandfather", "let {name}, my grandfather, have the wedding band's price by mail",
           "They take {value} euros, having started at {old}."),
    Number("coach", "send {name} by mail the weekday of my daughter's training",
           "It was {old} and has become {value}.", "weekday"),
    Number("pharmacist", "answer {name} by mail with the number of the prescription",
           "One reads {value} there, whereas the expired one had {old}.", "code"),
    Number("aunt", "tell my aunt {name} by mail when the christening begins",
           "It is {value}, as the priest cannot make {old}.", "time"),
    Number("nursery", "mail {name} at the nursery the head count for the birthday",
           "Counted again: {value}, after {old} on the first list.", "reading"),
    Number("landlord", "pass our flat's new rent on to {name} by mail",
           "The landlord came down from {old} to {value} euros."),
    Number("physiotherapist", "get my knee's angle from physiotherapy to {name} by mail",
           "Last measured were {value} degrees, and {old} the time before.", "reading"),
    Number("neighbour", "mail our neighbour {name} the new code of our door",
           "As {old} was seen by half the street, we took {value}.", "code"),
    Number("sister", "put the price of the holiday house in a mail to {name}",
           "The sum stands at {value} euros, {old} was high season."),
)  # fmt: skip

PROFESSIONAL_NUMBERS = (
    Number("client", "mail the client {name} the quota of spare seats",
           "On paper it is {value} seats, a year ago {old}.", "reading"),
    Number("vendor", "let the supplier {name} have our bid for the timber by mail",
           "We offer {value} euros, after {old} in the first draft."),
    Number("team member", "send {name} by mail the weekday of the deployment",
           "It was {old} and has become {value}.", "weekday"),
    Number("vendor", "answer {name} by mail with the number of the purchase order",
           "One reads {value} there, whereas the cancelled one had {old}.", "code"),
    Number("client", "tell the customer {name} by mail when the product launch begins",
           "It is {value}, as the hall cannot make {old}.", "time"),
    Number("recruiter", "mail {name} the head count of invited candidates",
           "Counted again: {value}, after {old} on the first list.", "reading"),
    Number("landlord", "pass the factory's new rent on to {name} by mail",
           "The offer went down from {old} to {value} euros."),
    Number("auditor", "get the stock from the warehouse check to {name} by mail",
           "Last measured were {value} crates, and {old} the time before.", "reading"),
    Number("contractor", "mail the contractor {name} the code of the site office",
           "As {old} was seen by half the crew, we took {value}.", "code"),
    Number("journalist", "put the price of the press launch in a mail to {name}",
           "The sum stands at {value} euros, {old} was with the tent."),
)  # fmt: skip

OPENINGS = (
    "Nine at the table, one on the line with a bad echo.",
    "Because of the fire alarm we sat in the yard for the first half.",
    "Thanks to the hosts for the plum cake.",
    "The list from last time was read out and found to be done.",
    "First came the numbers of the quarter, which surprised nobody.",
    "Notes, in short, since the regular writer is ill.",
    "A lively hour: the greenhouse, the ferry, the roof.",
    "As usual the heating was either off or unbearable.",
    "The new conductor was introduced and welcomed.",
    "There was much talk of the storm, and a little of the budget.",
    "It took ten minutes to find a room.",
    "Everything about the fair was moved to the end and then dropped.",
)  # fmt: skip

CLOSINGS = (
    "Then the bell rang.",
    "It ended with a round of applause for the kitchen.",
    "Whoever was missing gets these lines.",
    "The dispute over the bicycle stands was not settled.",
    "Date of the following round: open.",
    "All other points were struck from the list.",
    "At the end the lights went out, to general laughter.",
    "No vote was taken on the flags.",
)  # fmt: skip

LONG_WORK = (
    "draw up the {firm} seating, an hour at least",
    "spend an hour on the questions of {firm}",
    "take an hour to find the {firm} stock mistake",
    "redo the timetable for {firm}, roughly an hour",
    "put the lab results of {firm} into one table, an hour's job",
    "sketch the {firm} exhibition, about an hour",
    "turn the {firm} wishes into a test plan, give it an hour",
    "finish the {firm} hygiene file, which needs a quiet hour",
    "proofread the {firm} yearbook, a good hour",
    "work out the {firm} crew list, an hour or so",
    "edit the film about {firm}, an hour in the cutting room",
    "write the obituary for {firm}, an hour's care",
)  # fmt: skip

HANDABLE = (
    Long("arrange that the rose beds are mapped", "rose beds"),
    Long("arrange for a check of the lifeboat winch", "lifeboat winch"),
    Long("take care that the loan forms get sorted by museum", "loan forms"),
    Long("get the trampoline nets inspected", "trampoline nets"),
    Long("make sure to have the allergen cards written anew", "allergen cards"),
    Long("bring about a clean copy of the casting list", "casting list"),
    Long("look after the meter readings of the whole block", "meter readings"),
    Long("have somebody who knows them tune the kettledrums", "kettledrums"),
    Long("make sure that the ballot papers are counted twice", "ballot papers"),
    Long("provide a drawing of the drainage, to scale", "drainage"),
    Long("settle the matter of the library fines, reader by reader", "library fines"),
    Long("have a plan made of the beehive stands", "beehive stands"),
    Long("find a way to get the slit lamp adjusted", "slit lamp"),
    Long("organise the restringing of the rackets", "rackets"),
    Long("have the cheese cellar logged, wheel by wheel", "cheese cellar"),
    Long("let the tide tables be copied into the planner", "tide tables"),
)  # fmt: skip

PROMISED = (
    ("look up the tonnage of the barge for me", "tonnage"),
    ("send round the sheet on the new fire drill", "fire drill"),
    ("find out for me what the tuner charges", "tuner"),
    ("lend me the moisture probe", "moisture probe"),
    ("ask about the sandpit and report back to me", "sandpit"),
    ("let me have two samples of the felt", "felt"),
    ("bring up the crate with the trophies", "trophies"),
    ("talk to the caterer and give me a yes or no", "caterer"),
    ("pass me the contact at the weather station", "weather station"),
    ("write down for me how the incubator is started", "incubator"),
    ("forward the sketch of the stage floor to me", "stage floor"),
    ("lay the permit for the bonfire on my desk", "bonfire"),
)  # fmt: skip

DECIDED = (
    Decided("price", "After some haggling, {thing} was given a budget of {value} euros.",
            "How much may we spend on {thing} now?",
            ("The dunking booth", "The jubilee issue", "The bird hide", "The rescue drill",
             "The painted backdrop", "The seed bank")),
    Decided("price", "{value} euros: that is now the fee for {thing}, members pay the same.",
            "What is our fee for {thing} now? Somebody is asking.",
            ("The kayak hire", "The pottery course", "The boat lift", "The blood pressure day",
             "The guided fossil walk", "The baking class")),
    Decided("price", "To be kind, we fine late returns of {thing} with {value} euros only.",
            "{thing} is late. What is the fine?",
            ("The club tent", "The thermal camera", "The brass tuba", "The cargo trailer",
             "The wheelchair van", "The plotter")),
    Decided("weekday", "It was agreed to hold {thing} on {value}, so that the ward can come too.",
            "On which day do we hold {thing}?",
            ("The fire drill", "The tasting of the new bread", "The staff photograph",
             "The sheep shearing", "The vaccination round", "The open rehearsal")),
    Decided("weekday", "Because the ferry is full otherwise, {value} becomes the day of {thing}.",
            "What day is {thing}, please?",
            ("The glacier excursion", "The pallet exchange", "The hygiene visit",
             "The island school", "The equipment swap", "The oyster delivery")),
    Decided("weekday", "{value} it is for {thing}, by nine votes to two.",
            "{thing}: which weekday was voted for?",
            ("The chess evening", "The quiet hour", "The home game", "The farmers' stall",
             "The soup kitchen", "The members' swim")),
    Decided("code", "Under the number {value} we shall book {thing} from today.",
            "Which number do we book {thing} under?",
            ("The roof repair", "The orchestra trip", "The greenhouse heating", "The donated piano",
             "The bee project", "The ferry tickets")),
    Decided("code", "To stop the confusion, locker {value} is reserved for {thing}.",
            "Into which locker do I put {thing}?",
            ("The first aid bag", "The referee kit", "The lost property", "The spare telescope",
             "The dance shoes", "The night key")),
    Decided("code", "{value} was chosen as the door code for {thing}, easy to type with gloves.",
            "Door code for {thing}, do you have it?",
            ("The cold lab", "The ski hut", "The pump house", "The prop store", "The fish hall",
             "The staff garden")),
    Decided("reading", "No more than {value} guests are let in to {thing}.",
            "For {thing}, how many guests can I let in?",
            ("The puppet show", "The cellar tour", "The ward concert", "The wine press day",
             "The model railway hall", "The rooftop dinner")),
    Decided("reading", "We order {value} pieces for {thing}, and a few in reserve are included.",
            "I am ordering for {thing}. How many pieces?",
            ("The lantern parade", "The dental kit", "The tile mosaic", "The rowing regatta",
             "The seed exchange", "The costume ball")),
    Decided("reading", "As for {thing}, {value} volunteers are the goal.",
            "What was our goal for volunteers at {thing}?",
            ("The beach clean-up", "The blood drive", "The night of the museums",
             "The sandbag chain", "The library move", "The harvest camp")),
    Decided("time", "From next week {value} is when {thing} shuts.",
            "When does {thing} shut, from now on?",
            ("The herb garden", "The ice rink", "The reading room", "The sample desk",
             "The playground gate", "The repair corner")),
    Decided("time", "The doors for {thing} open at {value}; earlier is no use to anybody.",
            "When do we open the doors for {thing}?",
            ("The puppet matinee", "The clothes swap", "The pilot exam", "The seed fair",
             "The solemn swearing-in", "The oral history evening")),
    Decided("time", "To help the parents, {thing} is moved to {value}.",
            "When is {thing} now that we moved it?",
            ("The choir audition", "The swim class", "The language table", "The costume fitting",
             "The parents' round", "The sprint training")),
)  # fmt: skip

BEFORE = {
    "price": (
        "Old protocol: at that time {value} euros were meant for {thing}.",
        "{value} euros for {thing} - so it was until this meeting.",
        "Round before last, since replaced: {thing}, {value} euros.",
    ),
    "weekday": (
        "Old protocol: {value} was meant for {thing}.",
        "Until this meeting {thing} used to be on {value}.",
        "Round before last, since replaced: {thing}, {value}.",
    ),
    "time": (
        "Old protocol: {value} was noted for {thing}.",
        "Until this meeting it was {value} for {thing}.",
        "Round before last, since replaced: {thing}, {value}.",
    ),
    "code": (
        "Old protocol: {value} was written next to {thing}.",
        "Until this meeting {thing} went with {value}.",
        "Round before last, since replaced: {thing}, {value}.",
    ),
    "reading": (
        "Old protocol: {value} was the number for {thing}.",
        "Until this meeting we reckoned with {value} for {thing}.",
        "Round before last, since replaced: {thing}, {value}.",
    ),
}

CORRECTED = {
    "price": (
        "The minutes had a slip: it is {value} euros for {thing}.",
        "Vote taken again, {thing}: {value} euros, this counts.",
        "What the minutes say on {thing} is wrong. {value} euros is right.",
    ),
    "weekday": (
        "The minutes had a slip: it is {value} for {thing}.",
        "Vote taken again, {thing}: {value}, this counts.",
        "What the minutes say on {thing} is wrong. {value} is right.",
    ),
    "time": (
        "The minutes had a slip: it is {value} for {thing}.",
        "Vote taken again, {thing}: {value}, this counts.",
        "What the minutes say on {thing} is wrong. {value} is right.",
    ),
    "code": (
        "The minutes had a slip: it is {value} for {thing}.",
        "Vote taken again, {thing}: {value}, this counts.",
        "What the minutes say on {thing} is wrong. {value} is right.",
    ),
    "reading": (
        "The minutes had a slip: it is {value} for {thing}.",
        "Vote taken again, {thing}: {value}, this counts.",
        "What the minutes say on {thing} is wrong. {value} is right.",
    ),
}

INTENTIONS = (
    "perhaps read up on tidal power when things are calmer",
    "look around for a nicer font, no hurry",
    "at some point count the umbrellas that nobody fetches",
    "muse about a mascot",
    "when the mood strikes, learn the names of the new cleaners",
    "try to smile more at the reception, as everybody said",
    "keep in mind that the foyer could do with a plant",
    "gladly dream of a roof terrace",
    "give some thought to a band for the far-off jubilee",
    "in quiet times leaf through the old guest books",
)  # fmt: skip

TITLES = (
    "Roof committee", "Crew talk", "Ward round-up", "Festival circle", "Library council",
    "Harvest round", "Rehearsal plan", "Bench meeting", "Shop floor round", "Parents' table",
    "Ship's council", "Menu board", "Trial review", "Exhibit circle", "Pitch talk",
    "Catch-up of the trades",
)  # fmt: skip

MINE = (
    "By {due}, I will {text}.",
    "By {due}, I am to {text}.",
    "By {due}, I have to {text}.",
    "Before {due}, I will {text}.",
    "We agreed that by {due}, I will {text}.",
    "To do: by {due}, I will {text}.",
    "Next step: by {due}, I will {text}.",
    "And by {due}, I shall {text}.",
)  # fmt: skip
"""How the minutes say what the writer took on; with {due} and {text}."""

THEIRS = (
    "By {due}, {who} will {text}.",
    "{who} will {text} by {due}.",
    "{who} is to {text} by {due}.",
    "{who} has offered to {text} by {due}.",
    "{who} promised to {text} by {due}.",
    "It was settled that {who} will {text} by {due}.",
    "Before {due}, {who} is going to {text}.",
    "Action: {who} to {text} by {due}.",
)  # fmt: skip
"""How they say what somebody else took on; with {who}, {due} and {text}."""

VAGUE = (
    "I will {text}.", "I should {text}.", "Also, I will {text}.", "So I shall {text}.",
)  # fmt: skip
"""How they say what has no date; with {text}."""
