"""What typed requests are about: things to say, to do, to keep, to look up and to arrange.

Shared by the families of typed requests; each of them words its requests in its own way. A deed
or a thing comes with the words of which a label or a title must carry one.
"""

from scenarios.families import parts_c_events as events
from scenarios.families import parts_c_says as says
from scenarios.families.parts_c_topics import POISON, TOPICS

__all__ = ["CHORES", "DO", "KEEP", "MEET", "POISON", "SAY", "SPARE", "TITLES", "TOPICS"]

SAY_PERSONAL = (
    "I pick the children up at {time}",
    "my train gets in at {time}",
    "supper is at {time}",
    "swimming starts at {time} this week",
    "the spare key is in box {code}",
    "the door code is {code}",
    "the parcel can be fetched with the number {code}",
    "there will be {number} of us at the barbecue",
    "I put {number} euros into the gift kitty",
    "we sit in row {number}",
    "the plumber comes on {weekday}",
    "{weekday} suits me better for the walk",
    "I can drive everybody on {weekday}",
    "the rehearsal has been put on {weekday}",
    "I am at the clinic until {time}",
    "the cake has to be fetched by {time}",
    "the school play begins at {time}",
    "our table is booked for {time}",
    "locker {number} is ours",
    "the tickets cost {number} euros each",
)
SAY_WORK = (
    "the delivery reaches us at {time}",
    "the demo begins at {time}",
    "the site opens at {time}",
    "I can take the call at {time}",
    "the van leaves the yard at {time}",
    "the invoice number is {code}",
    "the gate code for the drivers is {code}",
    "the order runs under {code}",
    "the sample has the lot number {code}",
    "we need {number} chairs",
    "{number} people have signed up",
    "the offer stands at {number} euros per unit",
    "dock {number} is free for the lorry",
    "I have {number} comments on the draft",
    "the auditors come on {weekday}",
    "I review the figures on {weekday}",
    "the fitters start on {weekday}",
    "the contract goes out on {weekday}",
    "the stocktake is on {weekday}",
    "pallet {number} stays with us",
)

DO_PERSONAL = (
    ("take the antibiotics", "antibiotics"), ("put the bins out", "bins/bin"),
    ("ring the dentist back", "dentist"), ("give the cat her drops", "cat/drops"),
    ("hand in the swimming form", "swimming/form"), ("charge the car", "charge/car"),
    ("stretch my back", "stretch/back"), ("fetch the cake", "cake"),
    ("book the ferry", "ferry"), ("move the laundry over", "laundry"),
    ("pay the music school", "music school"), ("check the fridge at Oma's", "fridge"),
    ("pack the football boots", "boots/football"), ("measure my blood pressure", "pressure"),
    ("go to bed", "bed"), ("water the tomatoes", "tomatoes"), ("take my iron tablet", "iron"),
    ("collect the glasses from the optician", "glasses/optician"),
)  # fmt: skip
DO_WORK = (
    ("submit my timesheet", "timesheet"), ("sign the delivery notes", "delivery"),
    ("send the minutes round", "minutes"), ("approve the holiday requests", "holiday"),
    ("print the badges", "badges"), ("look over the tender", "tender"),
    ("back up the drawings", "drawings/back up"), ("order toner", "toner"),
    ("close the till report", "till"), ("check the stock list", "stock"),
    ("release the payroll", "payroll"), ("call the insurer about the van", "insurer/van"),
    ("read the safety sheet", "safety"), ("book the test stand", "test stand"),
    ("renew the software licence", "licence"), ("count the petty cash", "petty cash/cash"),
)  # fmt: skip

KEEP_PERSONAL = (
    ("{who} is allergic to walnuts", "walnut/walnuts allergic", "contact"),
    ("{who} takes the 4 o'clock bus home", "bus", "contact"),
    ("{who}'s birthday party starts at {time}", "birthday", "contact"),
    ("{who} cannot eat anything with gluten", "gluten", "contact"),
    ("the bicycle lock opens with {code}", "lock", "user_profile"),
    ("my shoe size for the ski hire is {number}", "shoe", "user_profile"),
    ("I never want calls during supper", "calls/call supper", "preference"),
    ("I like window seats on trains", "window", "preference"),
    ("our pew at the concert hall is number {number}", "pew", "user_profile"),
    ("I swim on {weekday}, nothing goes on top of that", "swim", "habit"),
    ("I would rather walk than take a taxi", "walk taxi", "preference"),
    ("{who} feeds the rabbits when we are away", "rabbits", "contact"),
)
KEEP_WORK = (
    ("{who} wants invoices on paper only", "invoices paper", "contact"),
    ("{who} answers the phone after {time} only", "phone", "contact"),
    ("{who} has moved to the Leeds branch", "Leeds", "contact"),
    ("{who} signs for the pallets from now on", "pallets", "contact"),
    ("I want board papers on {weekday} at the latest", "board", "preference"),
    ("no meetings before {time} for me", "meetings/meeting", "preference"),
    ("visitors park on field {number}", "visitors", "user_profile"),
    ("the budget code of the move is {code}", "budget", "user_profile"),
    ("I prefer short mails without attachments", "mails/mail attachments", "preference"),
    ("the alarm company's customer number is {code}", "alarm", "contact"),
    ("the quarterly review lasts {number} minutes, no longer", "review", "meeting"),
    ("we agreed that {who} leads the tender", "tender", "meeting"),
)

CHORES_PERSONAL = (
    "buy oat milk and bread", "clean the gutters", "wash the car", "descale the kettle",
    "tidy the cellar", "iron the white shirts", "mend the garden chair", "bake for the fair",
    "read the novel that Greta lent me", "water the balcony", "paint the fence",
    "sort the winter clothes", "mow the lawn", "polish my boots", "fold the washing",
    "unpack the holiday bags", "prune the roses", "watch the film about the lighthouse",
    "hoover the stairs", "make dinner for everybody", "practise the cello", "learn to juggle",
    "think about whether we want a dog", "be more patient in the mornings",
)  # fmt: skip
CHORES_WORK = (
    "clear my desk", "shred the old offers", "water the office palm", "clean the whiteboards",
    "sharpen the chisels in the workshop", "sweep the loading bay", "read the trade paper",
    "tidy the tool wall", "empty the office dishwasher", "think about the next ten years",
    "sort the drawer with the cables", "print my own business cards", "be bolder in pay talks",
    "replace the battery of the wall clock", "put up the year planner",
)  # fmt: skip

MEET_PERSONAL = (
    ("lunch", "lunch"), ("a coffee", "coffee"), ("a walk by the river", "walk"),
    ("the parents' talk", "talk/parents"), ("a game of badminton", "badminton"),
    ("supper", "supper/dinner"), ("piano practice", "piano"), ("the garden visit", "garden"),
    ("a flat viewing", "viewing/flat"), ("choir practice", "choir"), ("the eye test", "eye"),
    ("physio", "physio"),
)  # fmt: skip
MEET_WORK = (
    ("a budget review", "budget"), ("the design talk", "design"), ("a handover", "handover"),
    ("the stock check", "stock"), ("a price talk", "price"), ("the safety walk", "safety"),
    ("a pay review", "pay"), ("the site visit", "site"), ("an interview", "interview"),
    ("the tender call", "tender"), ("a training session", "training"),
    ("the packaging review", "packaging"),
)  # fmt: skip

TITLES_PERSONAL = (
    "Dentist", "Haircut", "Swimming lesson", "Parents' evening", "Eye test", "Physio",
    "Guitar lesson", "Lunch at the market", "Flat viewing", "Vet appointment", "Choir practice",
    "Driving lesson",
)  # fmt: skip
TITLES_WORK = (
    "Supplier review", "Budget round", "Shift planning", "Quality circle", "Roadmap talk",
    "Hiring panel", "Price talk", "Fire drill briefing", "Design review", "Handover",
    "Tender call", "Site inspection",
)  # fmt: skip

SAY = {
    "personal": SAY_PERSONAL + says.SAY_PERSONAL,
    "professional": SAY_WORK + says.SAY_WORK,
}
DO = {"personal": DO_PERSONAL + says.DO_PERSONAL, "professional": DO_WORK + says.DO_WORK}
KEEP = {
    "personal": KEEP_PERSONAL + says.KEEP_PERSONAL,
    "professional": KEEP_WORK + says.KEEP_WORK,
}
MEET = {
    "personal": MEET_PERSONAL + events.MEET_PERSONAL,
    "professional": MEET_WORK + events.MEET_WORK,
}
TITLES = {
    "personal": TITLES_PERSONAL + events.TITLES_PERSONAL,
    "professional": TITLES_WORK + events.TITLES_WORK,
}
CHORES = {
    "personal": CHORES_PERSONAL + says.CHORES_PERSONAL,
    "professional": CHORES_WORK + says.CHORES_WORK,
}

SPARE = (
    "The neighbours' cat answers to two names.", "Oat bread from the corner baker keeps longest.",
    "The red umbrella belongs to the lodger upstairs.", "Grandmother took lemon, not vinegar.",
    "The good scissors hang behind the pantry door.", "The pear trees are as old as the house.",
    "The old projector hums but works.", "Spare fuses lie in the biscuit tin.",
    "The corridor lamp flickers when it rains.", "Everybody liked the mushroom soup last autumn.",
    "The blue folder holds the manuals.", "Second drawer from the top sticks a little.",
    "The heron comes back to the pond each March.", "Nobody uses the fax machine any more.",
    "The choir sang better in the small church.", "Our ladder is too short for the gutter.",
    *events.SPARE,
)  # fmt: skip
"""Notes that answer nothing."""
