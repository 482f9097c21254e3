"""More texts of `dinner_rescue`: evenings, late meetings, times on offer; training only."""

from scenarios.families.dinner_rescue_shapes import Evening, Late
from scenarios.families.parts_a_shapes import Invite, Offer

EVENINGS = (
    Evening("Stargazing with {kid}", "Observatory hill", "partner",
            "Only that night is the comet high enough, so {title} stays.",
            "The sky is as good on {day}; {title} could be that evening."),
    Evening("Fondue at {who}'s", "Top floor flat", "sister",
            "{title}: the whole house has been invited, no way to move it.",
            "{who} says that {title} tastes just as good on the evening of {day}."),
    Evening("{kid}'s school musical", "Assembly hall", "partner",
            "As there is a single performance, {title} cannot be another day.",
            "A second cast plays on {day}; {kid} is in it as well, so the evening of {title} "
            "may change."),
    Evening("Judo belt test of {kid}", "Dojo at the canal", "partner",
            "The examiner for {title} comes from abroad, it stays put.",
            "{day} evening would do for {title}, the club holds two dates."),
    Evening("Goodbye pizza for {who}", "Pizzeria Lampo", "cousin",
            "{who} moves overseas the next morning. {title} stays.",
            "The move was put off, hence {day} evening is fine for {title}."),
    Evening("Night at the aquarium with {kid}", "Sea house", "partner",
            "{title} was won in a raffle and holds for that night only.",
            "The voucher for {title} is open, {day} evening works as well."),
    Evening("Homework rescue with {kid}", "Kitchen table", "partner",
            "{title}, because the project is handed in the morning after. Not to be moved.",
            "{title} might be on {day} instead, in the evening: the teacher gave more time."),
    Evening("Concert with {who}", "Old brewery", "brother",
            "No refunds, no second night: {title} stays where it is.",
            "They play on {day}, too. {who} would swap the cards for {title} to that evening."),
    Evening("Silver wedding of {who}", "Inn at the mill", "aunt",
            "{title}? The date is the date. It stays.",
            "{who} keeps {title} small this year, and any evening will do, {day} for instance."),
    Evening("Bonfire with {kid}", "Meadow by the weir", "partner",
            "The fire watch is ordered for {title}, so no other evening is possible.",
            "Rain or not, {title} can wait for {day} in the evening."),
    Evening("Ice hockey with {who}", "Rink two", "nephew",
            "{title} is the last match before the ice melts, leave it.",
            "There is another home match, on {day} evening, and {who} does not mind which one "
            "{title} is."),
    Evening("Parents' evening for {kid}", "Room of class four", "partner",
            "The teachers see all parents that night. {title} does not move.",
            "For those who cannot make it there is {day} evening, also for {title}."),
    Evening("Dumplings with {who}", "Grandparents' kitchen", "grandmother",
            "{who} has been kneading since dawn. {title} has to stay.",
            "Dough rests well: {title} on {day} evening, why not."),
    Evening("Lego final with {kid}", "Youth centre", "partner",
            "{title} is judged by a jury at that hour, not to be changed.",
            "The jury comes twice, {day} in the evening is the other date for {title}."),
    Evening("Memorial dinner with {who}", "Harbour inn", "father",
            "It is the anniversary of the day itself, therefore {title} stays.",
            "{who} would rather have {title} on {day}, in the evening, when everybody is back."),
    Evening("Pottery night with {kid}", "Workshop in the yard", "partner",
            "The kiln is lit for {title} and not again this month, so it stays.",
            "With a call beforehand {title} can be swapped to {day} evening."),
    Evening("Tango class with {who}", "Dance school Rondo", "partner",
            "{title} is the closing ball in truth, it has one evening only.",
            "Missed lessons are repeated on {day} evening, {title} included."),
    Evening("Birth class with {who}", "Maternity house", "partner",
            "{title} is the last one before the birth. It stays!",
            "The midwife gives the same lesson on {day} evening, so {title} can shift."),
    Evening("Campfire songs with {kid}", "Scout hut", "partner",
            "{kid} leads the singing, no {title} without that evening: it stays.",
            "The scouts sing on {day} evening as well, {title} may go there."),
    Evening("Whist with {who}", "Back room of the club", "uncle",
            "Partners are drawn already, so {title} is not for moving.",
            "{title} is ours alone; {who} proposes {day} evening."),
)  # fmt: skip

LATE = (
    Late("Tariff talks", "{title} run against a strike clock and have to be at that hour.",
         "No strike for now, {day} is soon enough for {title}.",
         "No strike for now: {title} on {day}, after {back}, since {name} is away until then."),
    Late("Server migration",
         "The machines are switched that evening by the provider. {title} cannot be moved.",
         "The provider left it to us: {day} is possible for {title}.",
         "The provider left it to us: {title} on {day}, but {name} is away until {back}."),
    Late("Jury session", "{title} is public and announced, so it stays.",
         "Jurors have been asked, {title} suits all of them on {day}.",
         "Jurors have been asked: {day} suits for {title}, except that {name} is away until "
         "{back}."),
    Late("Catalogue deadline",
         "Printing starts at night, {title} has to be before that and stays.",
         "The press has time; put {title} on {day} if you like.",
         "The press has time. {title}: {day}, not earlier than {back}, {name} is away."),
    Late("Harvest forecast", "The exchange wants {title} that evening. No moving.",
         "{day} would be good for {title}, say the growers.",
         "{day} would be good for {title}, only that {name} is away until {back}."),
    Late("Ward handover talk", "{title} belongs to the change of shift and cannot go elsewhere.",
         "Both wards are fine with {title} on {day}.",
         "Both wards are fine with {title} on {day} from {back}; before that {name} is away."),
    Late("Safety board", "An accident has to be heard within a day, hence {title} stays.",
         "Nothing presses about {title}; {day} was named as a spare date.",
         "Nothing presses about {title}, spare date {day}, with {name} away until {back}."),
    Late("Merger questions",
         "Lawyers on three continents have agreed on that one hour for {title}.",
         "The lawyers gave us a choice, and {day} is part of it, for {title}.",
         "The lawyers gave us {day} for {title}. Mind that {name} is away until {back}."),
    Late("Season planning", "{title} must be done, the box office opens the next morning.",
         "As the box office opens later this year, {title} can be on {day}.",
         "As the box office opens later, {title} can be on {day}, {name} is away until {back} "
         "though."),
    Late("Grant interview",
         "The foundation listens to us at that hour and never again, {title} stays.",
         "The foundation is relaxed about {title}: {day} is all right.",
         "The foundation is relaxed about {title}: {day} it may be, {name} is away until {back}."),
    Late("Recipe sign-off", "Cooking starts at dawn and needs {title} before, so no change.",
         "{title} could slip to {day}; the cook said so himself.",
         "{title} could slip to {day}, in the hours after {back}, as {name} is away."),
    Late("Dock schedule", "Ships do not wait. {title} is then.",
         "On {day} there are no ships, which makes it a fine day for {title}.",
         "On {day} there are no ships; {title} could be then once {name}, away until {back}, is "
         "in."),
    Late("Exam grading", "Marks are read out in the morning, {title} cannot slide.",
         "The reading of the marks was put off. {title}: {day}.",
         "The reading of the marks was put off. {title}: {day}, {name} is away until {back}."),
    Late("Claims marathon", "Every case in {title} falls due at midnight. It stays.",
         "The cases got an extension, so {day} is open to {title}.",
         "The cases got an extension, so {title} on {day}, yet not before {back} because {name} "
         "is away."),
    Late("Costume parade",
         "The director sees all costumes at {title} and then flies home, it stays.",
         "The director stays longer, {title} is possible on {day}.",
         "The director stays longer, {title} is possible on {day}; {name} is away until {back}."),
    Late("Water rights talk", "The mayors meet for {title} just that once.",
         "All mayors could do {day} for {title}.",
         "All mayors could do {day} for {title}; our {name} is away until {back}, so after that."),
    Late("Stock reconciliation",
         "The gates are locked for {title} that evening, everything is arranged, it stays.",
         "{title}: the gates can be locked on {day} as easily.",
         "{title}: gates locked on {day}, start after {back}, for {name} is away until then."),
    Late("Trial shift briefing", "The new ones begin that night. {title} cannot be later.",
         "The new ones begin next week, therefore {title} may be held on {day}.",
         "The new ones begin next week. {title} on {day}, when {name}, away until {back}, has "
         "returned."),
)  # fmt: skip

PERSONAL_OFFERS = (
    Offer("cheese shop", "Platter for your guests",
          "Cut fresh, so it must be fetched the same hour: {a} or {b}. Which one may I cut for? "
          "The slicer is cleaned at {by}."),
    Offer("balloon shop", "Helium goes fast",
          "we fill them right before you come. {a}? {b}? write until {by} pls, the bottle is "
          "rented"),
    Offer("dog hotel", "Bringing the dog for the night",
          "Check-in with walk is at {a}, check-in with bath at {b}. You choose, we tell the "
          "groom at {by}."),
    Offer("wine merchant", "Six bottles, cool",
          "They could be at your door at {a}. Or at {b}, if nobody is home before. Please "
          "decide until {by}, the boy takes the cart then."),
    Offer("piano teacher", "{kid}, last run-through",
          "The stage piano is mine at {a} and at {b}. Tell me by {by} which one {kid} comes to; "
          "two pupils share the other."),
    Offer("barber", "Beard before the feast",
          "Dear sir or madam of the house, I can do one head at {a} and one at {b}. Whose is "
          "yours? I sharpen until {by} and then lock the list."),
    Offer("party hire", "Chairs and the long table",
          "Our two tours pass you at {a} and {b}. Say which before {by}, then it is loaded in "
          "the right order."),
    Offer("grandmother", "The roast",
          "It weighs more than I do. Will someone carry it down at {a} or at {b}, dear? I baste "
          "it until {by} and then I look at my phone."),
    Offer("dressmaker", "Hem of the blue dress",
          "Two pins are missing, that is you in front of my mirror at {a} or at {b}. I switch "
          "off the iron at {by}, tell me before."),
    Offer("ice cream maker", "Bombe for eight",
          "Melts in an hour. So: {a} or {b} for the hand-over? Dry ice is ordered at {by}, by "
          "time."),
    Offer("fishmonger", "Your trout",
          "They still swim. I net them for {a} or for {b}, it is up to you, but I go by what I "
          "know at {by}."),
    Offer("print shop", "Menu cards in gold",
          "Drying now. Counter slots left: {a} and {b}. Please name one until {by}, we are "
          "alone here today."),
    Offer("nanny agency", "Stand-in for tonight",
          "She can meet the children at {a} or at {b}, both short. May we know which by {by}? "
          "She plans her bus."),
    Offer("magician", "Rehearsal with {kid}",
          "I need {kid} in the box for a moment, at {a} or at {b}. Psst, which? The rabbit gets "
          "fed at {by}."),
)  # fmt: skip

PROFESSIONAL_OFFERS = (
    Offer("stage rental", "Ramp for the speaker",
          "Two men, one ramp. Either {a} or {b}, then the truck is needed at the opera. Tell us "
          "which until {by}."),
    Offer("client", "Keys to the cold room",
          "I hand them to a person, never to a mailbox. {a} suits me, {b} suits me. You? I "
          "leave my desk at {by}."),
    Offer("interpreter", "Going through the terms",
          "A short call saves us a long evening: {a} or {b}? I read until {by} and then make my "
          "plan."),
    Offer("county office", "Sealing of the scales",
          "The official comes once, at {a} or at {b}, as you decide. He writes down what he has "
          "heard by {by}, otherwise he comes next year."),
    Offer("cleaning firm", "Trial on your carpet",
          "we show the machine at {a} or {b}, ten mins. which one do we take? boss divides the "
          "crew at {by}"),
    Offer("client", "Your speech at our jubilee",
          "My assistant would like to time it with you by phone. She has {a}, she has {b}. She "
          "settles it at {by}; which do you take?"),
    Offer("florist", "Arch for the entrance",
          "Roses do not like waiting. Should the arch come at {a} or at {b}? They leave the "
          "cooler at {by}, in one box or the other."),
    Offer("security firm", "Walk round before the gala",
          "Our chief can walk the doors with you at {a} or at {b}. As she signs the duty book "
          "at {by}, an answer before that would be good."),
    Offer("veterinary office", "Swabs in the kitchen",
          "For the swabs one of your cooks must be present, at {a} or at {b}. Which? Our lab "
          "books the tubes at {by}."),
    Offer("bus company", "Shuttle for your guests",
          "The driver can test the turn in your yard at {a} or {b}. Kindly choose. He has to "
          "clock on, that is done at {by}."),
    Offer("client", "Two minutes on the invoice",
          "Line nine. I am at the phone at {a} and at {b}; say which and I have the file open. "
          "I pay what is clear at {by}."),
    Offer("piano mover", "Grand piano to the foyer",
          "It takes six of us, and a free foyer, at {a} or at {b}. The choice is yours until "
          "{by}, later it is ours."),
    Offer("weather service", "Wind talk for the tent",
          "Our forecaster can explain the gusts at {a} or at {b}. The line is given to the "
          "airport at {by}. What do you prefer?"),
    Offer("youth orchestra", "Seating test",
          "Forty chairs and you, at {a} or at {b}. We would be grateful for a line until {by}, "
          "the children get sweets in between."),
)  # fmt: skip

PERSONAL_INVITES = (
    Invite("mother-in-law", "Which tablecloth?",
           "I spread all five out at {x} today and want an opinion. Could you be there? I iron "
           "at {by}."),
    Invite("godmother", "Cherries!",
           "The tree is full. Come with a bucket at {x} today? I put up the ladder by {by} if "
           "so."),
    Invite("choir", "Serenade for the cook",
           "We sing under her window at {x} today, one song. Are you with us? I hand out parts "
           "at {by}."),
    Invite("football coach", "Team photo with parents",
           "Photographer is here at {x} today. Shall we count on {kid}'s family? Benches are "
           "set up at {by}."),
    Invite("friend", "carry a fridge",
           "its small i promise. {x} today, ok for you? i ask the gym guys at {by} if not"),
    Invite("school", "Crossing guard",
           "Ours is ill. Would you hold the sign at {x} today? We have to tell the police by "
           "{by}."),
    Invite("landlord", "Reading the heating meters",
           "I go through all flats at {x} today and need you in yours. Does that suit? I print "
           "the sheets at {by}."),
    Invite("brother", "Tyre change, four hands",
           "The jack is borrowed and goes back soon. At {x} today, you and me? I loosen the "
           "bolts at {by}."),
)  # fmt: skip

PROFESSIONAL_INVITES = (
    Invite("colleague", "Voice for the announcement",
           "We record the new lift voice at {x} today and yours is nice. Would you? I warm up "
           "the microphone at {by}."),
    Invite("client", "Unveiling",
           "At {x} today the cloth comes off the statue that you paid half of. Will you stand "
           "beside me? Programme is fixed at {by}."),
    Invite("apprentice", "My exam piece",
           "It is finished!! I show it at {x} today and would be glad if you came. Do you? I "
           "sweep up at {by}."),
    Invite("auditor", "Counting the safe together",
           "Four eyes are the rule. Today at {x}, yours and mine? I report to the bank at {by}."),
    Invite("team member", "Noise complaint upstairs",
           "The tenant receives us at {x} today, better with you. Can you? He wants our names "
           "by {by}."),
    Invite("vendor", "First cup from the new roaster",
           "It is poured at {x} today. Please say whether you drink with us, beans are weighed "
           "at {by}."),
    Invite("film office", "Location tour",
           "The director walks through your hall at {x} today. Would you show her round? She is "
           "told at {by} who does."),
    Invite("team member", "spare judge",
           "pie contest, canteen, {x} today. we are one judge short - you? forks are counted at "
           "{by}"),
)  # fmt: skip

CALLED = (
    "Flood in the archive, crisis round", "Sudden visit of the owner",
    "Short-notice price round", "Strike committee", "Data loss meeting",
    "Late call with the ministry", "Urgent menu change talk", "Power cut debrief",
    "Extraordinary team meeting", "Crane failure round", "Last-minute tender talk",
    "Quality alarm meeting",
)  # fmt: skip

TOMORROW = (
    "Baking with {kid}", "Night walk with {kid}", "Board games with {kid}",
    "Planetarium with {kid}", "Kite flying with {kid}", "Climbing hall with {kid}",
    "Shadow theatre with {kid}", "Rowing with {kid}", "Book fair with {kid}",
    "Mini golf with {kid}",
)  # fmt: skip

ARRIVALS = (
    Offer("cook", "The oven is dead",
          "Your goose can roast at my sister's. Somebody has to bring the key at {a} or at {b}. "
          "Tell me by {by}, it weighs five kilos."),
    Offer("sister", "Lost the rings",
          "Do not tell anyone!! Help me look at {a} or at {b}? I have to be at the "
          "hairdresser's by {by}, write before."),
    Offer("bus driver", "{kid} left the bus at the wrong stop",
          "All is well, {kid} is at the kiosk with a hot chocolate. Can be fetched at {a} or "
          "{b}; the kiosk woman asks me at {by} which."),
    Offer("piano bar", "Double booking",
          "We have two parties on one evening. Come and choose a room at {a} or at {b}, please. "
          "We roll the dice at {by} otherwise."),
    Offer("veterinary clinic", "Your cat is with us",
          "A cyclist brought her in. She may leave at {a} or at {b}. Which? Her basket is "
          "needed from {by} on, we plan by that."),
    Offer("landlady", "Locksmith in the house",
          "The front door gets a new lock today. New keys are handed out at {a} or at {b}, to "
          "you in person. Say which until {by}."),
    Offer("wedding singer", "no voice",
          "i whisper. can you meet my stand-in at {a} or {b}? she needs to know at {by}, sorry "
          "sorry"),
    Offer("hospital", "Your brother's leg",
          "It is set and in plaster. He may go home at {a} or at {b} with somebody at his side. "
          "The ward plans beds at {by}; which hour do you take?"),
)  # fmt: skip

NAMES = (
    "Nine at the table", "The soup gets cold", "Who lights the candles", "Late again?",
    "A chair stays empty", "The evening belongs to us", "Work ends somewhere",
    "Between desk and dinner", "Curtain at seven", "Keep the table", "The last tram home",
    "A promise with dessert",
)  # fmt: skip
