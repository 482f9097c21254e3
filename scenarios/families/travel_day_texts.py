"""Texts of days between places; held out."""

from typing import NamedTuple

from scenarios.families.parts_heldout import Asked


class Visit(NamedTuple):
    """An appointment somewhere, and what somebody there has to be told before it."""

    title: str
    relation: str
    told: Asked
    """Its subject is the task as the notes know it, its body the task as it is said in full."""


VISITS_PERSONAL = (
    Visit("Hearing test", "audiologist",
          Asked("code", "Mail {who} the insurance number before the hearing test",
                "Mail {who} that the insurance number for the hearing test is {value}",
                "Insurance number on the new card, for the hearing test as well: {value}.",
                "Insurance number on the expired card, hearing test of last year: {value}.", ())),
    Visit("Fitting of the wedding suit", "tailor",
          Asked("amount", "Write {who} the waist in millimetres before the suit fitting",
                "Write {who} that my waist is {value} millimetres, for the suit fitting",
                "Suit fitting: waist {value} millimetres, measured this week.",
                "Suit fitting: waist was {value} millimetres before the diet.", ())),
    Visit("Circle of parents", "class teacher",
          Asked("weekday", "Send {who} our day for the class breakfast before the parents meet",
                "Mail {who} that our day for the class breakfast is {value}",
                "For the class breakfast our day is {value}.",
                "In the lower class our breakfast day was {value}.", ())),
    Visit("Choosing a headstone", "stonemason",
          Asked("amount", "Mail {who} the limit in euros for the headstone beforehand",
                "Mail {who} that the headstone may cost {value} euros",
                "The family limit for the headstone is {value} euros.",
                "Grandfather's headstone cost {value} euros back then.", ())),
    Visit("Trial ride on the handbike", "bike builder",
          Asked("amount", "Write {who} my inner leg in millimetres ahead of the handbike ride",
                "Write {who} that my inner leg is {value} millimetres, for the handbike",
                "Handbike: inner leg is {value} millimetres.",
                "Handbike for my brother: inner leg {value} millimetres.", ())),
    Visit("Adoption of the greyhound", "animal shelter",
          Asked("code", "Mail {who} the chip number of the greyhound before we collect her",
                "Mail {who} that the chip number of the greyhound is {value}",
                "The greyhound carries chip number {value}.",
                "The collie carries chip number {value}.", ())),
    Visit("Viewing of the canal flat", "landlady",
          Asked("amount", "Send {who} the width of the sofa before the canal flat viewing",
                "Mail {who} that the sofa for the canal flat is {value} centimetres wide",
                "The sofa for the canal flat is {value} centimetres wide.",
                "The sofa that stayed at the mill flat was {value} centimetres wide.", ())),
)  # fmt: skip
VISITS_PROFESSIONAL = (
    Visit("Inspection of the lock gate", "lock keeper",
          Asked("code", "Mail {who} the permit number before the lock gate inspection",
                "Mail {who} that the permit for the lock gate has number {value}",
                "Permit for the lock gate: number {value}.",
                "The lapsed permit for the lock gate had number {value}.", ())),
    Visit("Tasting at the vinegar maker's", "vinegar maker",
          Asked("amount", "Write {who} how many litres we might buy at the vinegar tasting",
                "Write {who} that we might buy {value} litres at the vinegar tasting",
                "Vinegar: we might buy {value} litres.",
                "Vinegar bought in the jubilee year: {value} litres.", ())),
    Visit("Walk through the tram museum", "museum director",
          Asked("weekday", "Send {who} the day of our loan request before the tram museum walk",
                "Mail {who} that we want the loan of the tram museum from {value} on",
                "Tram museum: the loan is wanted from {value} on.",
                "Ship museum: the loan was wanted from {value} on.", ())),
    Visit("Handshake at the dairy", "dairy owner",
          Asked("amount", "Mail {who} our price per hundred cups before the dairy handshake",
                "Mail {who} that our price per hundred dairy cups is {value}",
                "Dairy: our price per hundred cups is {value}.",
                "Dairy: the price per hundred cups was {value} under the old contract.", ())),
    Visit("Acceptance of the wind mast", "mast engineer",
          Asked("code", "Write {who} the serial number ahead of the wind mast acceptance",
                "Write {who} that the wind mast has serial number {value}",
                "The wind mast has serial number {value}.",
                "The spare mast has serial number {value}.", ())),
    Visit("Sound check in the abbey", "abbey warden",
          Asked("amount", "Mail {who} how many microphones come to the abbey sound check",
                "Mail {who} that {value} microphones come to the abbey",
                "Abbey: {value} microphones come with us.",
                "Castle: {value} microphones came with us.", ())),
    Visit("Audit of the grain store", "store manager",
          Asked("time", "Send {who} the hour of the fire drill before the grain store audit",
                "Mail {who} that the fire drill at the grain store is at {value}",
                "Fire drill at the grain store: {value}.",
                "Fire drill at the paint store: {value}.", ())),
)  # fmt: skip

FIRM = (
    "Signing at the land registry", "Eye surgeon's second opinion", "Talk with the rector",
    "Jury of the bread prize", "Surety hearing", "Slot on the test track", "Piano examination",
    "Consulate, biometrics",
)  # fmt: skip
LOOSE = (
    "Catch-up on the shelf labels", "Chat on next year's calendar", "Round on parking bays",
    "Look at the new mugs", "Talk through the key cupboard", "Coffee on the intranet photos",
    "Ten ideas for the foyer", "Walk-and-talk on plants",
)  # fmt: skip
MOVABLE = (
    "{title}: {who} does not care when, this week or next.",
    "{who} said that the {title} may slide to any free half hour.",
    "No hurry with the {title}; {who} is around all week.",
    "The {title} was only pencilled in, says {who}.",
    "{who} moves the {title} without a murmur.",
)
FIXED = (
    "{title}: two months of waiting for this date, it stays.",
    "The date of the {title} was set by others and cannot be had again.",
    "Whoever misses the {title} starts at the end of the queue.",
    "{title}: paid for, stamped, not to be touched.",
)

CALLED_OFF = (
    "Tour of the salt barn", "Lunch with the lighthouse society", "Stop at the seed dealer's",
    "Round table on ferries", "Model railway board", "Look at the used loom",
)  # fmt: skip
OFF = (
    "{title} is called off, the host has a fever",
    "news from the road: {title} will not take place",
    "{title} is cancelled, the roof leaks there",
    "nobody comes to {title}, it is struck off",
)
FOR_NOTHING = (
    Asked("amount", "Mail {who} the number in our group for {thing}", "",
          "In our group for {thing}: {value} people.",
          "In last year's group for {thing}: {value} people.", ()),
    Asked("amount", "Write {who} how many chairs we need at {thing}", "",
          "At {thing} we need {value} chairs.",
          "Without the guests we needed {value} chairs at {thing}.", ()),
    Asked("code", "Send {who} the number plate for {thing}", "",
          "Number plate for the barrier at {thing}: {value}.",
          "Number plate of the van we sold, {thing}: {value}.", ()),
)  # fmt: skip

ON_MY_WAY = (
    "Tell {who} from when I sit in the {title}",
    "Let {who} know at what time the {title} begins",
    "Tell {who} the hour of the {title} so that nobody rings me then",
    "let {who} know when I have to be at the {title}",
)
"""What somebody is to be told; the calendar knows the hour."""
ARRIVALS = (
    "Tell {who} that my train gets to the junction at {time}",
    "Let {who} know that I ring from the road at {time}",
    "tell {who} that the hire car goes back at {time}",
    "Let {who} know that I sleep at the inn and leave it at {time}",
    "Tell {who} that the ferry lands at {time}",
)
SWITCHED = (
    "{who} left the laptop on the train and reads {channel} only",
    "{who} sits in the archive without a phone, {channel} it is",
    "until tonight {who} answers nothing but {channel}",
    "{who} writes: my mailbox is full, use {channel}",
)

BETWEEN = (
    "Squeeze in {n} minutes with {who} on {day} about the {thing}, at {a}, or at {b} if the way is "
    "too long",
    "Book {n} minutes on {day} with {who} for the {thing}: {a} if I get there in time, else {b}",
    "Schedule the {thing} with {who} on {day}, {n} minutes, at {a} or, when travel is in the way, "
    "at {b}",
    "Set up {n} minutes with {who} on the {thing}, {day} {a}; if that clashes with the journey "
    "then {b}",
)
BETWEEN_THINGS = (
    "ticket refund", "hotel contract", "route card", "luggage insurance", "guide book",
    "rental bikes", "travel diary", "spare tent",
)  # fmt: skip
FAR = (
    "Opening at the border post",
    "Day trip to the observatory",
    "Visit to the paper mill",
    "Site walk on the pass",
    "Concert on the island",
)

SIDE = (
    Asked("amount", "Mileage for the {thing}",
          "accounts again: how many kilometres was the {thing} in all?",
          "The {thing} came to {value} kilometres.",
          "The route planner guessed {value} kilometres for the {thing}.",
          ("delta loop", "monastery run", "coast leg")),
    Asked("time", "Luggage from the {thing}",
          "Your case stands with us at the {thing}. Until when will you fetch it?",
          "I fetch the case from the {thing} by {value}.",
          "The porter wanted me at the {thing} by {value}, that was before he went home.",
          ("ski lodge", "pilgrims' inn", "ferry hostel")),
    Asked("weekday", "Berth on the {thing}",
          "Two nights are free on the {thing}, {a} and {b}. Which one shall carry your name?",
          "On the {thing} I travel on {value}.", "",
          ("sleeper to the south", "river steamer", "post boat")),
    Asked("code", "Parking at the {thing}",
          "The barrier at the {thing} does not know you. Ticket number, please?",
          "Parking ticket for the {thing}: {value}.",
          "Parking ticket for the {thing} in May: {value}.",
          ("lower station", "trailhead", "east pier")),
    Asked("amount", "Per head at the {thing}",
          "I am dividing up the {thing}. What did you put on the counter for all of us?",
          "I put {value} euros on the counter at the {thing}.",
          "The menu at the {thing} made me expect {value} euros.",
          ("mountain hut", "fish shack", "wine garden")),
    Asked("year", "Stamp of the {thing}",
          "For the club magazine: in what year did you first cross the {thing}?",
          "First crossing of the {thing}: {value}.", "Second crossing of the {thing}: {value}.",
          ("glacier pass", "mud flats", "high plateau")),
)  # fmt: skip
