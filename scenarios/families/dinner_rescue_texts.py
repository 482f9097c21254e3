"""Texts of `dinner_rescue`; training only."""

from scenarios.families import dinner_rescue_asks, dinner_rescue_evenings, dinner_rescue_relays
from scenarios.families.dinner_rescue_shapes import Evening, Late
from scenarios.families.parts_a_shapes import Ask, Invite, Offer, Relay

EVENINGS = (
    Evening("Dinner with {who}", "Osteria Falco", "sister",
            "{title} has to stay: the train back leaves the same night.",
            "{title} can be on {day} instead, the table is ours any evening."),
    Evening("{kid}'s recital", "Hall C", "partner",
            "{title} is in the printed programme and cannot move.",
            "{title} is also played on {day}, in the evening, with the same seats."),
    Evening("Birthday supper of {who}", "Bistro Anselm", "father",
            "{title}: forty guests are coming, it stays.",
            "{title} may be kept on {day} evening, nobody insists on the date."),
    Evening("Swimming gala of {kid}", "Lakeside Pool", "partner",
            "{title} is the last one of the season, no other day.",
            "{title} has a second evening on {day}, both count."),
    Evening("Lantern walk with {kid}", "Meadow Primary School", "partner",
            "{title} is for the whole school and stays as it is.",
            "The school offers {title} again on {day} after five."),
    Evening("Anniversary dinner with {who}", "Café Morgenrot", "partner",
            "{title} cannot be another day, the day is the point of it.",
            "{title}: {who} would be just as happy with {day} evening."),
    Evening("Puppet show with {kid}", "Town Library", "partner",
            "{title} is sold out on all other days, keep it.",
            "The tickets for {title} are good for {day} evening, too."),
    Evening("Chess final of {kid}", "Studio 7", "partner",
            "{title} is played then or not at all.",
            "{title} could be played on {day} evening, says the club."),
    Evening("Farewell dinner for {who}", "Bistro Anselm", "brother",
            "{title}: the flight is at dawn, there is no later evening.",
            "{title} would work on {day} evening as well, the flight was put off."),
    Evening("Card evening with {who}", "Café Morgenrot", "uncle",
            "{title} was promised three times already, it stays this time.",
            "{title} can slide to {day} evening, {who} offered it."),
    *dinner_rescue_evenings.EVENINGS,
)  # fmt: skip

LATE = (
    Late("Budget closing",
         "{title}: the auditors go home that night, it has to be then.",
         "{title} may as well be on {day}, finance does not mind the hour.",
         "{title} may be on {day}, but {name} is away until {back}."),
    Late("Supplier negotiation",
         "{title} cannot be shifted, both boards are in the house.",
         "{title} can go to {day}, whenever it suits us.",
         "{title} can go to {day} once {name} is back at {back}."),
    Late("Quarterly numbers",
         "{title} stays put, the report is published the morning after.",
         "{title} has air until {day}, any time of that day.",
         "{title} fits on {day} from {back} on, {name} is away before."),
    Late("Regional call",
         "{title} is set by head office, nobody here can change it.",
         "{title}: head office also offers {day}, all day.",
         "{title}: head office offers {day} after {back}, {name} is away until then."),
    Late("Contract review",
         "{title} must happen that day, the contract ends at midnight.",
         "{title} is not pressing, {day} is open for it.",
         "{title} is not pressing, take {day}, only not before {back}, {name} is away."),
    Late("Launch rehearsal",
         "{title} cannot wait, the launch is the next morning.",
         "{title} may move to {day}, the stage is ours then.",
         "{title} may move to {day}; {name} is away until {back}."),
    Late("Price committee",
         "{title} needs all seven members, and this is their only hour.",
         "{title} could be held on {day}, all members agreed.",
         "{title} could be held on {day} from {back}, {name} is away earlier."),
    Late("Crisis drill",
         "{title} is ordered by the authorities for exactly that hour.",
         "{title} is ours to plan, {day} would do.",
         "{title} is ours to plan: {day}, when {name} is back from {back} on."),
    Late("Steering round",
         "{title} stays, the chair leaves for good that night.",
         "The chair would take {title} on {day}, too.",
         "The chair would take {title} on {day}; {name} is away until {back}, so later."),
    *dinner_rescue_evenings.LATE,
)  # fmt: skip

PERSONAL_OFFERS = (
    Offer("bakery", "Your cake for tonight",
          "The cake is ready for collection at {a} or at {b}, which one shall I write on the box? "
          "We sort the shelf at {by}."),
    Offer("hairdresser", "Before the party",
          "I could squeeze you in at {a} or {b} today. Which do you prefer? At {by} I give the "
          "other chair away."),
    Offer("taxi office", "Ride for your parents",
          "We have a car at the station at {a} and another at {b}. Which one should wait for them? "
          "The drivers are told at {by}."),
    Offer("tailor", "The grey suit",
          "It is taken in. For the last fitting there is {a} or {b}. Please choose before {by}, "
          "I close early."),
    Offer("aunt", "Picking me up",
          "My dear, there are two trains, in at {a} or {b}. Which one should I take? The ticket "
          "desk wants to know by {by}."),
    Offer("ticket office", "Your reserved seats",
          "Seats can be fetched at {a} or at {b} today. Which slot is yours? Unclaimed seats go on "
          "sale at {by}."),
    Offer("florist", "Flowers for the table",
          "The van passes you at {a} or {b}. Which one suits? The tour is printed at {by}."),
    *dinner_rescue_evenings.PERSONAL_OFFERS,
)  # fmt: skip

PROFESSIONAL_OFFERS = (
    Offer("caterer", "Tasting for the staff day",
          "The kitchen serves the samples at {a} or at {b}. Which round do you want? The cook "
          "plates from {by} on."),
    Offer("client", "Short handover",
          "We can hand over the papers at {a} or {b}. Which do you prefer? Our messenger gets his "
          "list at {by}."),
    Offer("vendor", "Installing the new lock",
          "Our fitter has {a} and {b} left today. Which one should he take? He loads the van at "
          "{by}."),
    Offer("accountant", "Signature on the return",
          "I need one signature. Desk free at {a} or at {b}, which one? The return goes out after "
          "{by} without it, and that costs a fee."),
    Offer("photographer", "Portraits for the website",
          "The light is good at {a} and at {b}. Which one do I keep for you? I hang out the list "
          "at {by}."),
    Offer("client", "Call about the final invoice",
          "Ten minutes, {a} or {b}, which one? At {by} I go into a meeting that never ends."),
    Offer("vendor", "Trial of the coffee machine",
          "We bring the machine up at {a} or {b}. Which do you want? The lift is booked at {by}."),
    *dinner_rescue_evenings.PROFESSIONAL_OFFERS,
)  # fmt: skip

PERSONAL_INVITES = (
    Invite("neighbour", "Moving the wardrobe",
           "Four hands are enough. Would you have a moment at {x} today? I ask upstairs at {by}."),
    Invite("sister", "Choosing the present",
           "Can you look at two vases with me at {x} today? The shop holds them until {by}."),
    Invite("partner", "Phone call with the landlord",
           "He rings at {x} today and wants both of us. Can you? I text him at {by}."),
    Invite("teacher", "Dress rehearsal",
           "Parents may watch at {x} today. Will you come? I count chairs at {by}."),
    *dinner_rescue_evenings.PERSONAL_INVITES,
)  # fmt: skip

PROFESSIONAL_INVITES = (
    Invite("client", "Quick look at the model",
           "The model stands in our hall at {x} today, then it is shipped. Can you come? I answer "
           "the carrier at {by}."),
    Invite("colleague", "Second pair of eyes",
           "Could you read along at {x} today? Otherwise I ask legal, I decide at {by}."),
    Invite("vendor", "Tour of the bakery line",
           "The line runs at {x} today. Will you be with us? Helmets are laid out at {by}."),
    Invite("team member", "Rota swap meeting",
           "All shift leads meet at {x} today. Can you be there? I settle the agenda at {by}."),
    *dinner_rescue_evenings.PROFESSIONAL_INVITES,
)  # fmt: skip

PERSONAL_ASKS = (
    Ask("evening", "babysitter", "How long for {thing}?",
        "Until what time do I stay with {thing} tonight? I must tell my flatmate by {by}.",
        "The sitter stays with {thing} until {value} tonight.",
        "Last month the sitter stayed with {thing} until {value}.",
        ("the twins", "both kids", "the baby", "the little one")),
    Ask("few", "restaurant", "Table for {thing}",
        "How many people are you for {thing}? Tables are laid at {by}.",
        "For {thing} we are {value} people.",
        "For {thing} of last year we were {value} people.",
        ("the family dinner", "the reunion", "grandma's party", "the summer supper")),
    Ask("few", "bakery", "Candles for {thing}",
        "How many candles go on {thing}? I light the oven at {by}, then I hear nothing.",
        "On {thing} go {value} candles.",
        "{value} candles were on {thing} the year before.",
        ("the chocolate cake", "the marzipan cake", "the nut cake", "the cheesecake")),
    Ask("count", "florist", "Limit for {thing}",
        "Up to how many euros may {thing} cost? I tie it at {by}.",
        "{thing} may cost {value} euros, not more.",
        "Last time {thing} was {value} euros, which was too much.",
        ("the bouquet", "the table wreath", "the garland", "the flower basket")),
    Ask("code", "cleaner", "Getting into {thing}",
        "I come while you are out. Which code opens {thing}? I leave home at {by}.",
        "{thing}: door code {value} since June.",
        "{thing}: door code {value} until May.",
        ("the summer house", "the flat of grandpa", "the studio upstairs", "the wash house")),
    Ask("when", "grandmother", "{kid} and {thing}",
        "Dear, on what day and at what time is {thing} of {kid}? I book my bus at {by}.",
        "{thing} of {kid} is on {value}.",
        "{thing} of the other class is on {value}.",
        ("the school play", "the sack race", "the first concert", "the prize giving")),
    *dinner_rescue_asks.PERSONAL_ASKS,
)  # fmt: skip

PROFESSIONAL_ASKS = (
    Ask("room", "caterer", "Where do we set up {thing}?",
        "Driver asks for the room of {thing}, he unloads at {by}.",
        "We set up {thing} in room {value}.",
        "Room {value} was where we set up {thing} last autumn.",
        ("the buffet", "the tasting table", "the coffee corner", "the farewell lunch")),
    Ask("price", "client", "Final price of {thing}",
        "Our buyer signs at {by} and wants to read the price of {thing} once more. Which is it?",
        "Agreed with the client: {thing} for {value} euros.",
        "First offer, turned down: {thing} for {value} euros.",
        ("the oak stairs", "the bar counter", "the roof light", "the reception desk")),
    Ask("count", "team member", "How many copies of {thing}?",
        "The print shop takes the job until {by}. How many of {thing}?",
        "We print {value} copies of {thing} this time.",
        "In spring we printed {value} copies of {thing}.",
        ("the safety booklet", "the price list", "the staff paper", "the house rules")),
    Ask("time", "vendor", "Slot for {thing}",
        "Which time did we agree on for {thing}? The plan of the yard is closed at {by}.",
        "Agreed with the yard: {value} for {thing}.",
        "The yard first said {value} for {thing}, that is off.",
        ("the crane truck", "the tank lorry", "the tipper", "the low loader")),
    Ask("weekday", "client", "Day of {thing}",
        "Legal asks which day {thing} is. They file at {by}.",
        "The day of {thing} is {value}, signed by both.",
        "The day of {thing} was {value} before both sides signed.",
        ("the acceptance test", "the key handover", "the final inspection", "the first delivery")),
    Ask("code", "team member", "Meter in {thing}",
        "The reader is on the line until {by}. Which number has the meter in {thing}?",
        "The meter in {thing} has the number {value}.",
        "The old meter in {thing} had the number {value}.",
        ("the back office", "the sample store", "the server closet", "the show kitchen")),
    *dinner_rescue_asks.PROFESSIONAL_ASKS,
)  # fmt: skip

PERSONAL_RELAYS = (
    Relay("evening", "partner", "text {name} what time {thing} closes tonight",
          "{thing} closes at {value} on weekdays.",
          "{thing} closes at {value} on Sundays only.",
          ("the toy shop", "the pharmacy at the bridge", "the garden centre", "the wine shop")),
    Relay("few", "sister", "let {name} know how many of us come to {thing}",
          "{value} of us come to {thing}.",
          "{value} of us came to {thing} last summer.",
          ("grandpa's lunch", "the christening", "the boat trip", "the garden party")),
    Relay("code", "babysitter", "send {name} a text with the code of {thing}",
          "{thing} has the code {value} now.",
          "{thing} had the code {value} when we moved in.",
          ("the front door", "the pram shed", "the lift to the roof", "the key safe")),
    Relay("evening", "partner", "Text {name} which time the tram to {thing} leaves",
          "The tram to {thing} leaves the office stop at {value}.",
          "The Sunday tram to {thing} leaves the office stop at {value}.",
          ("the pool", "the theatre", "the old town", "the harbour")),
    Relay("weekday", "cousin", "tell {name} which day {thing} comes to us",
          "{thing} comes to us on {value}.",
          "{thing} came to us on {value} in the old plan.",
          ("the chimney sweep", "great-aunt Erna", "the bouncy castle", "the wood delivery")),
    *dinner_rescue_relays.PERSONAL_RELAYS,
)  # fmt: skip

PROFESSIONAL_RELAYS = (
    Relay("room", "guest speaker", "text {name} the room of {thing}",
          "{thing} is in room {value} this week.",
          "{thing} was in room {value} last week.",
          ("the panel", "the workshop", "the sound check", "the jury meeting")),
    Relay("time", "driver", "send {name} a text with the time of {thing}",
          "{thing} is at {value}, ramp two.",
          "{thing} on Saturdays is at {value}, ramp two.",
          ("the evening load", "the return trip", "the frozen goods run", "the parts run")),
    Relay("price", "sales agent", "tell {name} what {thing} may cost",
          "Bottom line for {thing}: {value} euros.",
          "List price of {thing}: {value} euros, not for this deal.",
          ("the demo unit", "the ex-rental truck", "the used press", "the showroom sofa")),
    Relay("weekday", "temp worker", "let {name} know which day {thing} is paid",
          "{thing} is paid on {value} this month.",
          "{thing} is paid on {value} in December.",
          ("the night bonus", "the travel money", "the overtime")),
    Relay("count", "chef", "Tell {name} how many portions {thing} needs",
          "{thing} needs {value} portions.",
          "{thing} needed {value} portions at Easter.",
          ("the board dinner", "the shift meal", "the late buffet", "the crew supper")),
    *dinner_rescue_relays.PROFESSIONAL_RELAYS,
)  # fmt: skip

# Called in the course of the day, into another family evening.
CALLED = ("Emergency supplier call", "Extra shift meeting", "Damage report meeting",
          "Unplanned bank call", "Special board round", "Recall task force",
          *dinner_rescue_evenings.CALLED)  # fmt: skip

TOMORROW = ("Story evening with {kid}", "Pasta at home with {kid}", "Skating with {kid}",
            "Film night with {kid}", "Bike tour with {kid}",
            *dinner_rescue_evenings.TOMORROW)  # fmt: skip

ARRIVALS = (
    Offer("babysitter", "Problem with tonight",
          "My bike has a flat. I can be there for the keys at {a} or {b}. Which one works? I leave "
          "the shop at {by}."),
    Offer("restaurant", "Change of your table",
          "A pipe burst. Please look at the other room with us at {a} or {b}, which one? We must "
          "tell the cook by {by}."),
    Offer("music teacher", "Costume of {kid}",
          "It does not fit. Could somebody bring shoes at {a} or at {b}? Which time, please, I am "
          "on stage from {by} on."),
    Offer("mother", "My train",
          "I sit in the wrong train, dear. I am at the station at {a} or, slower, at {b}. Which "
          "one suits you? The guard asks until {by}."),
    *dinner_rescue_evenings.ARRIVALS,
)  # fmt: skip

NAMES = ("A late meeting and a set table", "Home by seven", "The evening is spoken for",
         "One calendar, two families", "Save the evening", "Candles at half past six",
         *dinner_rescue_evenings.NAMES)  # fmt: skip
