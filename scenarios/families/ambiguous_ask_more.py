"""More requests that lack something, and more notes that tell it or only seem to.

Apart from `ambiguous_ask_texts`, which has the first of each kind and joins these to them.
"""

from assistant.contract.day import Tier

USUAL = (
    "{who} expects me for {thing} as every week, get it into the calendar",
    "can {thing} with {who} go in? the hour is the one we always have",
    "my {thing} with {who} is not in the calendar yet. the slot is in the notes",
    "enter {thing}, {who}, the standing slot",
    "please do the entry for {thing} with {who}, nothing "
    "has changed about when", "{thing} - {who} - same as always",
    "as nothing speaks against it: {thing} with {who} at the regular hour", "book me in with {who} "
    "for {thing}, you'll find when in my notes",
    "put down {thing} with {who}. time? look it up, it "
    "is our fixed one", "again {thing} with {who}, please, at the time we keep for it",
    "would you plan the next {thing}? {who}, fixed slot",
    "{who} asked if {thing} takes place. yes, "
    "usual time, so enter it", "I don't want to spell it out each time: {thing}, {who}, calendar",
    "it is time for {thing} with {who} again, book the slot that we have",
)  # fmt: skip
USUAL_NOTES = (
    "On {weekday} at {clock} it is {thing} with {name}, always {n} minutes.",
    "{weekday}, {clock}: {thing} with {name} ({n} min).",
    "With {name} I keep {n} minutes for {thing}, {weekday} at {clock}.",
    "{Thing}: {name} comes at {clock} every {weekday} and stays {n} minutes.",
    "{n} minutes of {thing} with {name}, fixed for {weekday} at {clock}.",
    "Because of the hall, {thing} with {name} is at {clock} on {weekday}, {n} minutes long.",
)  # fmt: skip
CHANGED_NOTES = (
    "{Thing} with {name} moves for good: {weekday}, {clock}, {n} minutes.",
    "Forget the old slot, {name} now does {thing} on {weekday} at {clock} ({n} minutes).",
    "{name} has a new timetable. {Thing} is at {clock} on {weekday} from today, {n} minutes.",
    "As of today: {weekday} at {clock} for {thing} with {name}, {n} minutes each time.",
)  # fmt: skip
USUAL_THINGS: dict[Tier, tuple[tuple[str, str], ...]] = {
    "personal": (
        ("harp lesson", "harp"), ("pottery evening", "pottery"), ("swimming training",
        "swimming"), ("allotment hour", "allotment"), ("card game", "card/cards"),
        ("physio session", "physio"), ("sketching afternoon", "sketching"), ("dog walk", "dog"),
        ("jam session", "jam"), ("fencing practice", "fencing"), ("Italian class", "Italian"),
        ("baking morning", "baking"),
    ),
    "professional": (
        ("shift handover", "handover"), ("crop walk", "crop"), ("menu tasting", "menu/tasting"),
        ("stage meeting", "stage"), ("lab round", "lab"), ("apprentice hour", "apprentice"),
        ("fleet check", "fleet"), ("ward conference", "ward"), ("budget call", "budget"),
        ("safety briefing", "safety"), ("buyers' breakfast", "breakfast"), ("press hour", "press"),
    ),
}  # fmt: skip

WHOEVER = (
    "I am seeing someone at {clock}. please send them word that {content}",
    "{content}, and the one I meet at {clock} does not know it yet. message them",
    "at {clock} I have an appointment, the person in question must learn that {content}",
    "look who comes at {clock} today and let them know that {content}",
    "for my visitor at {clock}: {content}",
    "can you find out who is down for {clock} and tell them that {content}?",
    "the name is in the calendar at {clock}, they have to be told that {content}",
    "so that my {clock} does not wonder: {content}. tell them",
    "I forgot who it is, but whoever has {clock} today needs to hear that {content}",
    "message to today's {clock} meeting partner: {content}",
    "before I meet them at {clock}, inform them that {content}",
    "write the person I am due to see at {clock} that {content}",
)  # fmt: skip

WHICH = (
    "{who} is to be told that {content}", "could you let {who} know that {content}?",
    "I need {who} to know that {content}", "a message for {who}: {content}",
    "inform {who} that {content}", "please see to it that {who} hears that {content}",
    "make {who} aware that {content}", "pass on to {who} that {content}",
    "{content}, that is what {who} has to be told", "would you tell {who} for me that {content}?",
    "{who} needs to hear from me that {content}", "I want {who} informed, {content}",
)  # fmt: skip
KNOWN_AS = (
    "{name}, who is my {relation},",
    "my {relation} {name}",
    "{name} the {relation}",
    "{name} ({relation}, not the other one)",
    "our {relation} {name}",
    "{name}, the {relation},",
)
NAMESAKES: dict[Tier, tuple[str, ...]] = {
    "personal": ("dance partner", "pen friend", "landlord", "fellow gardener"),
    "professional": ("estate agent", "sound engineer", "board member", "night guard"),
}

DOSES = (
    ("the thyroid tablet", "thyroid"), ("the nasal spray", "nasal/spray"),
    ("the heart pills", "heart"), ("the vitamin D capsule", "vitamin"),
    ("the ear drops", "ear"), ("the migraine powder", "migraine"),
    ("the anti-nausea lozenge", "nausea/lozenge"), ("the asthma inhaler", "asthma/inhaler"),
    ("the burn cream", "burn/cream"), ("the cortisone ointment", "cortisone"),
    ("the sleeping tablet", "sleeping"), ("the magnesium sachet", "magnesium"),
    ("the mouth rinse", "mouth/rinse"), ("the compression bandage", "bandage/compression"),
    ("the wart solution", "wart"), ("the stomach tea", "stomach/tea"),
)  # fmt: skip
DOSE = (
    "this evening it is {thing} again, a reminder please, for the hour that I noted",
    "don't let me go to sleep without {thing}. remind me when the doctor said",
    "{thing} tonight - reminder at the prescribed hour", "can you set me an alarm for {thing}? "
    "tonight, exactly when the doctor wants it", "I was told an hour for {thing}, it is written "
    "down. remind me tonight", "evening reminder: {thing}. the hour is known",
    "so that I keep to the prescription, remind me of {thing} this evening at the right hour",
    "please ping me tonight because of {thing}, the notes have the hour",
)  # fmt: skip
DOSE_NOTES = (
    "{clock} in the evening is the hour the doctor gave me for {thing}.",
    "Doctor's note: {thing}, evening, {clock}, with plenty of water.",
    "In the evening at {clock}, and with food: {thing}. The doctor insisted.",
    "For {thing} the doctor chose {clock} in the evening because of my shifts.",
    "{Thing} - evening hour {clock} - as the doctor said.",
    "Asked the doctor again. Hour for {thing} stays {clock} in the evening.",
)  # fmt: skip
NO_HOUR = (
    "can you remind me to {what}?", "I want a reminder so that I {what}", "to {what} must not slip "
    "my mind, reminder please", "please make sure I {what}, with a reminder", "alarm: {what}",
    "I always forget to {what}. remind me!", "nudge me to {what}",
    "at some point I have to {what}, "
    "ping me then", "reminder to {what} please, you know me",
    "could I get a little alarm to {what}?",
)  # fmt: skip

NO_TIME = (
    "{who} keeps asking for {thing}, so put it into the calendar", "let's do {thing} with {who}, "
    "please book", "calendar: {thing}, {who}", "I owe {who} {thing}. make the entry",
    "{thing} with {who} is agreed, only not entered yet", "could you find a place for {thing} with "
    "{who}?", "an appointment please: {who}, {thing}", "because {who} is only in town for a bit, "
    "enter {thing} with them", "we talked about {thing}, {who} and I, so schedule it",
    "it's settled with {who}, {thing} goes into my diary", "make sure {thing} with {who} is in the "
    "calendar", "book me for {thing} with {who}, as discussed on the phone",
)  # fmt: skip
NO_CONTENT = (
    ("{who} wants my decision on the colour code, send it", "take colour {code}"),
    ("give {who} the news from the doctor", "I am allowed to get up on {weekday}"),
    ("answer {who}'s question from this morning", "the answer is {number}"),
    ("let {who} know what I found out about the ferry", "the ferry leaves at {time}"),
    ("you can tell {who} now which of the days it will be", "it will be {weekday}"),
    ("message {who} how the vote turned out", "we won by {number} votes"),
    ("say to {who} what I said I would say", "I take the job from {weekday} on"),
    ("{who} is still without the claim number, pass it on", "the claim number is {code}"),
    ("write {who} how far I got", "I got as far as page {number}"),
    ("tell {who} at what hour they should ring me", "ring me at {time}"),
    ("please clear up with {who} what I am willing to pay", "I pay {number} euros"),
    ("inform {who} where in the car park I am", "I am on space {number}"),
)  # fmt: skip
NO_GOAL = (
    "{who} can't make {title}, put it elsewhere", "on {day} I have no babysitter, so {title} must "
    "go to another time", "change the date of {title}", "{title} with {who} needs a new slot",
    "as I said, {title} on {day} is impossible. move it", "could you shift {title} for me?",
    "find something else for {title}, not {day}", "{title}: new date please",
    "I'd rather have {title} at the other time we talked about", "because of the strike {title} on "
    "{day} has to wander", "rebook {title}, the one with {who}", "{title} clashes with something, "
    "give it the other slot",
)  # fmt: skip

SILENT = (
    "{thing} is locked. combination?", "tell me the combination of {thing}",
    "do my notes say which combination {thing} has?", "I need to open {thing}, what combination is "
    "it?", "have I ever written down the combination of {thing}?",
    "combination, please, of {thing}",
    "how do I open {thing}, what was the combination?",
    "look for the combination of {thing}, would "
    "you?", "I can't remember how to dial {thing}, the combination must be somewhere",
)  # fmt: skip
SILENT_THINGS: dict[Tier, tuple[str, ...]] = {
    "personal": (
        "the stamp album case", "the fishing box", "the cello trunk", "the roof box",
        "the medicine chest", "the diary with the clasp", "the tandem", "the sewing casket",
        "the garden chest", "the letter safe", "the camera case", "the beach locker",
    ),
    "professional": (
        "the prop safe", "the poison cupboard", "the ballot box", "the drone case",
        "the seed vault", "the exam safe", "the till bag", "the scaffold chain", "the dye locker",
        "the coin tray", "the pharmacy drawer", "the master key tin",
    ),
}  # fmt: skip
SILENT_NOTES = (
    "{Other} opens with the combination {value}.", "Combination {value} belongs to {other}.",
    "Set the combination of {other} to {value} last week.", "{value}: combination, {other} only.",
)  # fmt: skip

MINE: dict[Tier, tuple[str, ...]] = {
    "personal": (
        "learn to whistle with two fingers", "pick the song for our first dance",
        "forgive the landlord for the winter", "get fitted for the hearing aid",
        "find out if I am too old for the trapeze", "choose between the two kittens",
        "sit with Oma for a while", "have my fingerprints taken at the town hall",
        "think about whether to sell the boat", "try the gluten-free bread", "draw the family tree",
        "get my ears pierced after all", "cast my vote at the school",
        "be on time for once, on my own", "walk the pilgrim path", "give blood",
        "say goodbye to the old car", "break in the hiking boots", "practise my signature",
        "stop worrying about the move",
    ),
    "professional": (
        "work one day on the shop floor", "make peace with the new layout",
        "decide which of the two recipes we keep", "stand for the works council or not",
        "get measured for the lab coat", "sleep on the merger", "listen to the choir's demo tape "
        "with my own ears", "sit the forklift test", "choose the costume for the second act",
        "cut the ribbon at the new bridge", "read the poems that were sent in",
        "learn the names of the new crew", "swear the oath before the judge",
        "look the bull over before we buy", "have my eyes tested for the screen",
        "think about who follows me one day", "taste the vintage from the small barrel",
        "give the eulogy for the old director", "climb the tower and see the cracks myself",
        "show my face at the union fair",
    ),
}  # fmt: skip

TITLES = (
    "The missing half", "Between the lines", "It was written somewhere", "As we discussed",
    "Who, when, how many", "The usual, please", "A blank in every sentence", "Not in so many words",
)  # fmt: skip
