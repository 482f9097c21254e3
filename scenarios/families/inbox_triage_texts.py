"""Texts of `inbox_triage`; training only."""

from assistant.contract.day import Tier
from scenarios.families import inbox_triage_asks, inbox_triage_more
from scenarios.families.parts_a_shapes import Ask, Invite, Offer

PERSONAL_OFFERS = (
    Offer("tax adviser", "Signature for your return",
          "I still have {a} and {b} today, five minutes will do. Which one is yours? I file at "
          "{by}, signed or not."),
    Offer("kindergarten", "Getting to know the new group",
          "You may sit in with {kid} at {a} or at {b}. Which do you prefer? We plan the naps at "
          "{by}."),
    Offer("chimney sweep", "Your stove",
          "I do your house at {a} or {b}. Which one? The ladder goes on the other van at {by}."),
    Offer("hearing clinic", "Test of {kid}'s ears",
          "There is {a} and there is {b}. Tell me which one, the booth is given away at {by}."),
    Offer("running club", "Your number for the race",
          "Start numbers are handed over at {a} or {b}. Which one do you take? I seal the box at "
          "{by}."),
    Offer("furniture store", "The table is in our yard",
          "Our men carry it up at {a} or at {b}. Which one suits you? They load in the order that "
          "stands at {by}."),
    Offer("blood bank", "Your donation today",
          "A bed is free at {a} and at {b}. Which do you want? We call the reserve list at {by}."),
    *inbox_triage_more.PERSONAL_OFFERS,
)  # fmt: skip

PROFESSIONAL_OFFERS = (
    Offer("recruiter", "The candidate is in the building",
          "She can see you at {a} or at {b}. Which one? She has another offer and decides at "
          "{by}."),
    Offer("vendor", "Swap of the meter",
          "Power is off for ten minutes, at {a} or at {b}. Which of the two? The grid people want "
          "it by {by}."),
    Offer("client", "Approval of the colour",
          "The sample dries. You can judge it at {a} or {b}, which one? The paint is mixed at "
          "{by}."),
    Offer("trade union", "Word about the rota",
          "I am in your canteen at {a} and at {b}. Which one fits? At {by} I set up the table."),
    Offer("film crew", "Shot of your entrance",
          "We need you in the door for a minute, {a} or {b}. Which one? The call sheet closes at "
          "{by}."),
    Offer("vendor", "Emptying the grease trap",
          "The tanker passes at {a} or {b}. Which one do you take? The driver locks his tour at "
          "{by}."),
    Offer("health inspector", "Re-check of the kitchen",
          "I could look again at {a} or at {b}. Which do you choose? From {by} I am at the next "
          "restaurant."),
    *inbox_triage_more.PROFESSIONAL_OFFERS,
)  # fmt: skip

INVITES: dict[Tier, tuple[Invite, ...]] = {
    "personal": (
        Invite("cousin", "Video call with grandma",
               "She has learned how it works! We ring at {x} today. Can you? I tell her at {by}."),
        Invite("neighbour", "Cellar flood drill",
               "Everybody carries one box at {x} today. Can you be there? I count at {by}."),
        Invite("friend", "Dog in the park",
               "I walk past your office at {x} today, will you come out? I leave at {by}."),
        Invite("school", "Bake stand",
               "Could you sell waffles at {x} today? The shifts are pinned up at {by}."),
        *inbox_triage_more.INVITES["personal"],
    ),
    "professional": (
        Invite("colleague", "Interview of the trainee",
               "Could you join the talk at {x} today? I tell the trainee at {by}."),
        Invite("client", "Opening of the parcel",
               "We open the prototype at {x} today. Are you there? I send the link at {by}."),
        Invite("vendor", "Short introduction to the till",
               "Our trainer explains it once more at {x} today. Do you come? He asks at {by}."),
        Invite("team member", "Retake of the group photo",
               "Photo at {x} today, in the yard. Can you make it? I name the people at {by}."),
        *inbox_triage_more.INVITES["professional"],
    ),
}  # fmt: skip

PERSONAL_ASKS = (
    Ask("weekday", "vet", "Recall of {thing}",
        "We still need one word. Which day shall {thing} come in? The plan is shut at {by}.",
        "{thing} goes to the vet on {value}.",
        "{thing} went to the vet on {value} last time.",
        ("the old tomcat", "the parrot", "the guinea pig", "the greyhound")),
    Ask("few", "travel club", "Beds in {thing}",
        "How many beds do you need in {thing}? We allot them at {by}.",
        "We need {value} beds in {thing}.",
        "Last autumn we needed {value} beds in {thing}.",
        ("the hut", "the youth hostel", "the lake cabin", "the sleeper car")),
    Ask("price", "nephew", "Lending me money for {thing}",
        "You said a number at dinner, how many euros for {thing} was it? The seller waits until "
        "{by}.",
        "For {thing} we lend {value} euros.",
        "{thing} costs {value} euros in all, we lend less.",
        ("the moped", "the guitar amp", "the driving test", "the tuxedo")),
    Ask("code", "tenant", "Heating in {thing}",
        "The technician stands in {thing} until {by}. Which serial number has the boiler there?",
        "The boiler in {thing} has the serial number {value}.",
        "The boiler in {thing} that was scrapped had the serial number {value}.",
        ("the granny flat", "the attic flat", "the garden house", "the flat on the left")),
    Ask("when", "football coach", "{kid} and {thing}",
        "Last gap in my list: on which day and at what time does {kid} do {thing}? Print is at "
        "{by}.",
        "{kid} does {thing} on {value}.",
        "{kid}'s cousin does {thing} on {value}.",
        ("the penalty training", "the fitness test", "the keeper course", "the referee duty")),
    Ask("evening", "housemate", "{thing} tonight",
        "What time do we do {thing}? I shop at {by} and then I know what to buy.",
        "We do {thing} at {value}.",
        "Last Sunday we did {thing} at {value}.",
        ("the waffles", "the fondue", "the quiz", "the barbecue")),
    *inbox_triage_asks.PERSONAL_ASKS,
)  # fmt: skip

PROFESSIONAL_ASKS = (
    Ask("price", "client", "Quote for {thing}",
        "I have your brochure but no figure. How many euros for {thing}? My form closes at {by}.",
        "Quote for {thing}: {value} euros net.",
        "Quote for {thing} two years ago: {value} euros net.",
        ("the shop window", "the bar shelf", "the cloakroom", "the sound wall")),
    Ask("count", "vendor", "Quantity of {thing}",
        "Line is ready. How many of {thing} may we run? I start it at {by}.",
        "Order with the vendor: {value} of {thing}.",
        "Pre-series with the vendor: {value} of {thing}.",
        ("the hinges", "the fabric rolls", "the light strips", "the gaskets")),
    Ask("weekday", "landlord of the hall", "Free day for {thing}",
        "My calendar lost an entry. Which day did you take for {thing}? I let the hall at {by}.",
        "We took {value} for {thing} in the hall.",
        "We gave back {value} for {thing} in the hall.",
        ("the staff party", "the jumble sale", "the sales training", "the photo exhibition")),
    Ask("room", "courier", "Delivery of {thing}",
        "Which room takes {thing}? Reception signs for parcels until {by}.",
        "Room {value} takes {thing}.",
        "Room {value} took {thing} by mistake last time.",
        ("the legal files", "the blood samples", "the prototype", "the cash box")),
    Ask("when", "client", "Date for {thing}",
        "We mislaid your letter. On which day and at what time is {thing}? Our diary is closed "
        "at {by}.",
        "{thing} at the client's is on {value}.",
        "{thing} at our place was on {value}.",
        ("the handover talk", "the load test", "the tasting", "the instruction")),
    Ask("code", "team member", "Customer number at {thing}",
        "Their hotline is open until {by}. Which customer number do we have at {thing}?",
        "Our customer number at {thing} is {value}.",
        "The customer number of the branch at {thing} is {value}.",
        ("the glazier", "the print shop", "the linen service", "the lift firm")),
    *inbox_triage_asks.PROFESSIONAL_ASKS,
)  # fmt: skip

# A question that hides under a heading of mass mail.
HIDDEN: dict[Tier, tuple[Ask, ...]] = {
    "personal": (
        Ask("weekday", "library", "Newsletter of the town library",
            "Readings, workshops, a chess evening.\nAnd for you: which day do you fetch {thing}? "
            "Please answer this mail.",
            "I fetch {thing} from the library on {value}.",
            "The library is closed on {value}, so no fetching of {thing}.",
            ("the atlas", "the cello sheets", "the puppet book", "the bird guide")),
        Ask("few", "sports club", "Circular no. 9 to all members",
            "Dues, lawn, floodlights.\nYou still owe us a word: how many helpers do you bring "
            "for {thing}?",
            "We bring {value} helpers for {thing}.",
            "At Easter we brought {value} helpers for {thing}.",
            ("the lawn day", "the club feast", "the boat launch", "the tombola")),
        Ask("count", "school", "Parents' letter, second term",
            "Holidays, lost property, head lice.\nSeparately: how many euros did you pay in for "
            "{thing}? We cannot read the slip.",
            "Paid in at school for {thing}: {value} euros.",
            "Still to be paid at school for {thing}: {value} euros.",
            ("the ski week", "the theatre day", "the art box", "the swim bus")),
        *inbox_triage_asks.HIDDEN["personal"],
    ),
    "professional": (
        Ask("count", "vendor", "Spring catalogue",
            "Forty pages of new handles.\nBy the way: how many of {thing} shall we keep back for "
            "you?",
            "The vendor keeps back {value} of {thing} for us.",
            "We sent back {value} of {thing} to the vendor.",
            ("the brass knobs", "the door rails", "the oak handles", "the castors")),
        Ask("price", "insurer", "Customer magazine",
            "Storms, hail and what to do.\nOne line for your contract: at how many euros do you "
            "value {thing}?",
            "We value {thing} at {value} euros.",
            "The tax office values {thing} at {value} euros.",
            ("the press", "the stock of wood", "the vans", "the server room")),
        Ask("weekday", "trade fair", "Exhibitors' bulletin 4",
            "Parking, passes, catering.\nYour stand: which day do you build up {thing}?",
            "We build up {thing} at the fair on {value}.",
            "We take down {thing} at the fair on {value}.",
            ("the show wall", "the lighting rig", "the kitchen block", "the tower")),
        *inbox_triage_asks.HIDDEN["professional"],
    ),
}  # fmt: skip

# Nothing is asked any more: these are to be put away.
CLOSED = (
    ("team member", "Re: printer", "It was the cable. Thank you, this is settled."),
    ("client", "Re: delivery note", "Found it in my spam folder. All good, no reply needed."),
    ("friend", "Re: Sunday", "Great, see you then! Looking forward to it."),
    ("vendor", "Re: missing screws", "They came today. Thanks, the matter is closed for us."),
    ("neighbour", "Re: the noise", "It has stopped, the pump was loose. No need to answer."),
    ("school", "Re: gym bag", "It has turned up in the hall, thank you for the tip."),
    ("colleague", "Re: key", "Got it, it lay under the plant. Just for your information."),
    ("client", "Re: last week's visit", "We liked it very much. Nothing to do, just thanks."),
    *inbox_triage_more.CLOSED,
)  # fmt: skip

FYI = (
    ("Rota for week {nr}", "As agreed. You are on late shift twice. Just for your information."),
    ("Minutes, item {nr}", "Attached as always. Nothing for you in it this time."),
    ("Copy: order {nr}", "You are in copy only, purchasing takes care of it."),
    ("Ticket {nr} was closed", "The lamp in the stairwell works again. This mail is automatic."),
    ("Backup {nr} finished", "All files were saved. There is nothing to do."),
    ("{firm} confirms receipt of {nr}", "We have your papers and will come back to you."),
    ("Out of office", "I am on holiday until Monday. {firm} covers for me in urgent cases."),
    ("Parking deck, level {nr}", "Cleaning is done, the level is open again."),
    ("Meter reading {nr} received", "Thank you, the reading was booked. No answer needed."),
    ("Guest list, version {nr}", "For your files. The final one follows without your doing."),
    ("Door {nr} squeaks", "Facility has oiled it. Only so that you know."),
    ("Your comment no. {nr}", "It was read and passed on. Have a good day."),
    *inbox_triage_more.FYI,
)

NAMES = ("Sixty unread", "Sorting the post", "Inbox before coffee", "What really needs an answer",
         "Mails, mails, mails", "The needle in the inbox",
         *inbox_triage_more.NAMES)  # fmt: skip

ARRIVALS: dict[Tier, tuple[Ask, ...]] = {
    "personal": (
        Ask("code", "carer", "Door at {thing}",
            "I stand in the rain in front of {thing} with the lunch. Which code?",
            "{thing} has the door code {value}.",
            "{thing} had the door code {value} before Christmas.",
            ("mum's house", "granny's house", "the nursing flat", "the red house")),
        Ask("evening", "school", "Pick-up after {thing}",
            "{thing} ends early. At what time will somebody fetch {kid}?",
            "{kid} is fetched from {thing} at {value}.",
            "{kid} is fetched from school at {value} when there is no {thing}.",
            ("the orchestra trip", "the sports evening", "the museum night", "the film project")),
        *inbox_triage_asks.ARRIVALS["personal"],
    ),
    "professional": (
        Ask("room", "visitor", "I am at reception for {thing}",
            "Nobody here knows about {thing}. Which room is it?",
            "{thing} takes place in room {value}.",
            "{thing} took place in room {value} a month ago.",
            ("the hearing", "the software course", "the jury", "the interview")),
        Ask("price", "sales agent", "Customer wants {thing} now",
            "He has cash in hand. What is the lowest price in euros for {thing}?",
            "Lowest price for {thing}: {value} euros.",
            "Usual price for {thing}: {value} euros.",
            ("the window model", "the last bench", "the floor lamp", "the corner unit")),
        *inbox_triage_asks.ARRIVALS["professional"],
    ),
}  # fmt: skip
