"""Texts of days on which somebody goes on leave; held out."""

from typing import NamedTuple

from scenarios.families.parts_heldout import Asked, Slot


class Job(NamedTuple):
    """Something that has to be passed on, as a deed and as a thing, and what it takes."""

    do: str
    what: str
    skill: str


class Unsaid(NamedTuple):
    """A message whose content the person forgot to say."""

    slot: Slot
    text: str
    answer: str


JOBS = (
    Job("draw up the night rota for the {thing}", "the night rota for the {thing}", "night rota"),
    Job("translate the safety leaflet on the {thing}", "the safety leaflet on the {thing}",
        "safety leaflet"),
    Job("count the spring inventory of the {thing}", "the spring inventory of the {thing}",
        "spring inventory"),
    Job("finish the grant report on the {thing}", "the grant report on the {thing}",
        "grant report"),
    Job("calibrate the floor scales in the {thing}", "the floor scales in the {thing}",
        "floor scales"),
    Job("subtitle the silent film about the {thing}", "the silent film about the {thing}",
        "silent film"),
    Job("redo the seating plan of the {thing}", "the seating plan of the {thing}", "seating plan"),
    Job("redraw the wiring diagram of the {thing}", "the wiring diagram of the {thing}",
        "wiring diagram"),
    Job("restock the first aid boxes of the {thing}", "the first aid boxes of the {thing}",
        "first aid boxes"),
    Job("answer the visitors' book of the {thing}", "the visitors' book of the {thing}",
        "visitors' book"),
    Job("catalogue the glass plates of the {thing}", "the glass plates of the {thing}",
        "glass plates"),
    Job("settle the key deposits of the {thing}", "the key deposits of the {thing}",
        "key deposits"),
)  # fmt: skip
JOB_THINGS = (
    "east ward", "mill museum", "cold room", "marsh project", "west gallery", "boat hall",
    "orchard", "sound studio", "seed bank", "guest wing", "lower dock", "reading hall",
)  # fmt: skip

ASSIGNED = (
    "{me} will {do} by {day}.",
    "By {day}, {me} has to {do}.",
    "Action: {me} to {do} by {day}.",
    "It was agreed that {me} will {do} before {day}.",
    "{me} promised to {do} by {day}.",
    "- {me} is going to {do}, due {day}.",
)
"""Sentences of a summary that leave the person with a task."""

PASSED = (
    "Hand over {what} to {name}",
    "Pass {what} on to {name}",
    "Assign {what} to {name}, {leaver} has told them",
    "Delegate {what} to {name}",
    "give {what} to {name}",
    "Have {name} take care of {what}",
)
"""What already stands on the person's own list, with a name."""

AROUND = (
    "{leaver} went through the desk, drawer by drawer.",
    "The heating was discussed at some length.",
    "There was carrot cake.",
    "{leaver} showed where the spare keys hang.",
    "Nobody could remember who had ordered the second kettle.",
    "The old contact sheet was thrown away.",
    "{leaver} explained the labels on the green folders.",
    "Thanks went round the table.",
)
"""Sentences of a summary that leave nobody with anything."""

TITLES = (
    "Passing the baton", "Last round with {leaver}", "Before {leaver} goes", "Desk clearing talk",
    "Handing over, part two", "{leaver}'s list",
)  # fmt: skip

ABLE = (
    "{name} has done {what} before and has room for one more thing this week.",
    "With {what} {name} is well trained, and the week there looks light.",
    "{name} did {what} last year and would gladly do it again, there is time.",
    "Ask {name} about {what}: practised, and free from this afternoon.",
    "{name} learnt {what} from scratch and is looking for something to do.",
    "{What} would suit {name}, who has just closed two other jobs.",
)
BUSY = (
    "{name} knows {what} best of all, but is buried until next week.",
    "{name} taught us {what} and has no minute left, three jobs are waiting already.",
    "Not {name} for {what}, good as they are: the plate there is more than full.",
    "{name} used to do {what} and has taken on too much this month, hands off.",
    "{name} would be right for {what} in a quieter week; this one is crammed.",
    "{What} with {name}? Excellent at it, and overbooked.",
)
NOVICE = (
    "{name} is new here and has never been near {what}.",
    "{name} asked what {what} even means. Bless them.",
    "{name} is with us for the summer and has seen nothing of {what} yet.",
    "Whatever {name} says, {what} is beyond them so far.",
)

LATE_IN = (
    "{name} is out on {day} until {hour}, a thing at the registry.",
    "On {day} {name} comes in at {hour} and not before, the mountain train is slow.",
    "{name} keeps {day} mornings for the clinic and is back at {hour}.",
    "No use in asking {name} before {hour} on {day}: on the water with the students.",
    "{day}, {name}: unreachable up to {hour}, moving house.",
    "{name} told me that {day} only works from {hour}, because of the twins.",
)
LEAVES_EARLY = (
    "{name} has to be gone by {hour} on {day}.",
    "On {day} {name} catches the ferry, so nothing from {hour} on.",
    "{day} ends at {hour} for {name}, the nursery closes.",
    "{name} is away from {hour} on that {day}, a funeral.",
)
GATHER = (
    "Book {n} minutes with {x} and {y} on {day} for the {thing}",
    "Set up {n} minutes on {day} with {x} and {y} about the {thing}",
    "Find {n} minutes on {day} when {x} and {y} can both talk about the {thing}",
    "Schedule the {thing} with {x} and {y} for {day}, {n} minutes",
    "Arrange a meeting on the {thing} with {x} and {y}, {day}, {n} minutes",
    "Plan {n} minutes for the {thing} with {x} and {y} on {day}",
)
GATHER_THINGS = (
    "key register", "spring programme", "supplier list", "shared mailbox", "duty phone",
    "archive move", "volunteer days", "open invoices",
)  # fmt: skip

UNSAID = (
    Unsaid("weekday", "Write {who} about {leaver}'s first day back", "Back again on {value}"),
    Unsaid("amount", "Message {who} about the rest of {leaver}'s budget", "{value} euros are left"),
    Unsaid("time", "Write to {who} about the farewell coffee for {leaver}", "Coffee is at {value}"),
    Unsaid("code", "Message {who} regarding {leaver}'s alarm code", "The code will be {value}"),
    Unsaid("weekday", "Tell {who} until when {leaver} is away", "{leaver} is away until {value}"),
    Unsaid("time", "Let {who} know at what time {leaver} hands in the keys",
           "{leaver} hands them in at {value}"),
    Unsaid("amount", "Tell {who} how many shifts of {leaver}'s are still open",
           "{value} shifts are open"),
    Unsaid("code", "Send {who} the extension for {leaver}'s calls", "The extension is {value}"),
    Unsaid("weekday", "Let {who} know which day we raise a glass to {leaver}",
           "We raise it on {value}"),
    Unsaid("amount", "Tell {who} what goes into the envelope for {leaver}",
           "{value} euros from each of us"),
    Unsaid("time", "Tell {who} from when {leaver}'s parking space is free",
           "It is free from {value}"),
)  # fmt: skip

PAIR_PERSONAL = (
    Asked("time", "Ambulance chair for your uncle",
          "We drive your uncle to the {thing} today and the chair is given out after this. Is "
          "pick-up at {a} or at {b} right for him?",
          "Uncle is picked up for the {thing} at {value}.", "",
          ("eye clinic", "day centre", "heart ward")),
    Asked("code", "Camp office",
          "The coach to the {thing} is waiting at the gate. Under which booking number is your "
          "daughter on our list?", "Booking number for the {thing}: {value}.",
          "The {thing} we cancelled in spring had booking number {value}.",
          ("circus camp", "sailing camp", "forest week")),
    Asked("amount", "Dose for the {thing}",
          "We sit your {thing} and the label came off. How many drops does the {thing} get? It "
          "wants them with its breakfast.",
          "The {thing} gets {value} drops since the last check-up.",
          "Before the check-up the {thing} got {value} drops.",
          ("old spaniel", "tomcat", "one-eyed hen")),
    Asked("weekday", "Ward sister, room nine",
          "Your father asks which day you come for his {thing}. The doctor sits here and enters "
          "it into the plan.", "I come on {value} for Father's {thing}.",
          "I was with Father for the {thing} on {value} last time.",
          ("new splint", "discharge talk", "memory test")),
    Asked("time", "Wedding band",
          "Cousin speaking! The {thing} people are on the phone. Was it {a} or {b} that you "
          "wanted them there?", "The {thing} is to be there at {value}.", "",
          ("brass trio", "cake van", "photo booth")),
    Asked("amount", "Neighbour at your door",
          "A man stands in your hall and wants to pour. How many litres were agreed for the "
          "{thing}?", "{value} litres were agreed for the {thing}.",
          "The first offer for the {thing} said {value} litres.",
          ("heating tank", "rain butt", "pond")),
)  # fmt: skip

PAIR_PROFESSIONAL = (
    Asked("amount", "Minister's car park",
          "The cars start rolling. How many badges are ready for our visit to the {thing}?",
          "For the visit to the {thing} {value} badges are ready.",
          "For the rehearsal of the {thing} {value} badges were printed.",
          ("turbine hall", "water lab", "new wing")),
    Asked("code", "Customs desk",
          "Your crate for the {thing} lies on the belt. What is the seal number of the crate? "
          "Otherwise it goes round again.", "Seal number of the crate for the {thing}: {value}.",
          "The returned crate of the {thing} bore seal number {value}.",
          ("coin show", "bone library", "silk exhibition")),
    Asked("time", "Live from the {thing}",
          "Radio here. We go on air from the {thing}; does your speaker stand ready at {a} or at "
          "{b}?", "The speaker stands ready at the {thing} at {value}.", "",
          ("lock gates", "ice cellar", "old brewery")),
    Asked("weekday", "Court usher",
          "The judge fixes a date now. Which day did your side name for the inspection of the "
          "{thing}?", "For the inspection of the {thing} our side named {value}.",
          "The other side wanted {value} for the inspection of the {thing}.",
          ("cracked silo", "leaning wall", "burnt loft")),
    Asked("amount", "Feed silo",
          "Lorry at the ramp, engine running. How many sacks go to the {thing}?",
          "{value} sacks go to the {thing} each month.",
          "In the dry year {value} sacks went to the {thing}.",
          ("upper barn", "island herd", "riding stable")),
    Asked("weekday", "Sluice keeper",
          "I set the board for the {thing} before I go up. Is high water for you on {a} or on {b}?",
          "High water for the {thing} was ordered for {value}.", "",
          ("log drive", "mill race", "spawning beds")),
)  # fmt: skip

SIDE = (
    Asked("code", "Paint for the {thing}",
          "Which shade did we take for the {thing}? The tin is empty, the painter sighs.",
          "Shade of the {thing}: tin number {value}.",
          "Shade of the {thing} under the old owner: tin number {value}.",
          ("stairwell", "shutters", "canteen wall")),
    Asked("time", "Noise from the {thing}",
          "Hello, until when does the {thing} run tonight? My little one sleeps below.",
          "The {thing} runs until {value}.", "In winter the {thing} ran until {value}.",
          ("compressor", "dance class", "juice press")),
    Asked("weekday", "Linen of the {thing}",
          "When is the linen of the {thing} fetched? The bags are in my way.",
          "Linen of the {thing} is fetched on {value}.",
          "Linen of the {thing} was fetched on {value} by the other laundry.",
          ("guest house", "training kitchen", "night shelter")),
    Asked("amount", "Rent of the {thing}",
          "For my tax papers: what did we pay for the {thing}, per quarter?",
          "The {thing} costs {value} euros a quarter.",
          "Under the former lease the {thing} cost {value} euros a quarter.",
          ("storage box", "jetty", "allotment pump")),
    Asked("year", "Bottle from the {thing}",
          "The label is gone. Which year is the bottle from the {thing}? Guests are guessing.",
          "The bottle from the {thing} is of {value}.",
          "The other bottle from the {thing} was of {value}.",
          ("chapel slope", "river terrace", "old cellar")),
    Asked("amount", "Plates for the {thing}",
          "kitchen here, how many plates for the {thing}? need to warm them",
          "{value} plates for the {thing}, all vegetarian.",
          "The {thing} before had {value} plates.",
          ("board lunch", "quiz evening", "retired staff tea")),
)  # fmt: skip
