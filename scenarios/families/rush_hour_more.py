"""More texts of `rush_hour`: times that are offered, and what collides; training only."""

from scenarios.families.parts_a_shapes import Clash, Invite, Offer

PERSONAL_OFFERS = (
    Offer("orthodontist", "brace of {kid}, today",
          "Wire came loose? We can fix it at {a}, or then at {b}. Write back before {by} with "
          "the one you want, after that the school bus children get it."),
    Offer("speech therapist", "Moved: lesson with {kid}",
          "Because of the power cut I had to shift everybody. What is left for {kid}: {a}; {b}. "
          "Plans go on the door at {by}. Which is yours?"),
    Offer("car workshop", "Brakes done",
          "your car can be fetched at {a} or {b} - which? at {by} i park it in the far yard and "
          "take the key home"),
    Offer("solicitor", "Reading of the will",
          "Dear client, the other heirs are content with {a} as well as with {b} this "
          "afternoon. Kindly name the hour that you prefer no later than {by}."),
    Offer("locksmith", "New cylinder for your door",
          "Two holes in my round: {a} and {b}. Tell me which by {by}, I have to tell my "
          "apprentice where to drive."),
    Offer("skin clinic", "Your mole, result and talk",
          "The professor insists on seeing you today. Pick {a} or pick {b}; the front desk "
          "releases both at {by} if we do not hear from you."),
    Offer("school counsellor", "A word about {kid} - nothing bad",
          "When would you drop by, {a} or {b}? I tick off the visitors' book at {by}, so please "
          "let me know by then."),
    Offer("housing office", "Flat 4, viewing",
          "Fourteen people want it. You are allowed in at {a} or at {b}. Name one of the two by "
          "{by}, or the next in the queue gets your turn."),
    Offer("bicycle shop", "Your frame size",
          "If you want it measured today I have time at {a}, also at {b}. Say which until {by} "
          "- then I ride over to the trade show."),
    Offer("swimming coach", "Lane for {kid}'s make-up exam",
          "Lane two is ours at {a}, lane five at {b}. {kid} needs only one of them; the "
          "lifeguard wants it settled by {by}. Your pick?"),
    Offer("pharmacy", "Cool box for you",
          "It may not stand here all day. Our boy on the bike can bring it at {a} or at {b}, as "
          "you like it. He sets off for his round at {by}."),
    Offer("adoption office", "Home visit",
          "We know that it is short notice. The social worker could see you at {a}; if that is "
          "bad, at {b}. She must enter one of them by {by}."),
    Offer("gas supplier", "Meter must be sealed",
          "Somebody has to open the cellar for us, either {a} or {b}. Which of these? No word "
          "until {by} means a fee, and none of us wants that."),
    Offer("ceramics course", "your bowls are out of the kiln",
          "They are still hot!! You could collect at {a} or {b}. I label the crates at {by}, "
          "which time do I write on yours?"),
    Offer("ferry office", "Rebooking",
          "The noon boat does not sail. We hold a place for your parents on the ones at {a} and "
          "{b}. Confirm one before {by}, holds are deleted then."),
    Offer("cardiologist", "Long-term ECG",
          "The recorder has to come off today: {a} or {b}? It goes to the next patient's kit, "
          "which we pack at {by}."),
    Offer("children's theatre", "Fitting of the fox costume",
          "{kid} can be pinned up at {a} or at {b}, which one? My sewing list is final at {by}."),
    Offer("foster cat home", "Two kittens, one door",
          "Come and choose at {a}. Or come at {b}, the tabby is awake then. But tell us which "
          "before {by}, a family from the coast is asking too."),
)  # fmt: skip

PROFESSIONAL_OFFERS = (
    Offer("harbour master", "Berth for your barge",
          "Tide and pilot allow {a} or {b}, nothing else today. Your choice has to reach the "
          "tower by {by}."),
    Offer("laboratory", "Second opinion on the samples",
          "We can go through the curves with you at {a} or at {b}. Which? The chemist's diary "
          "is filled up at {by}."),
    Offer("fire brigade", "False alarm, follow-up",
          "An officer has to see the panel in the presence of somebody of yours. {a} or {b}, "
          "please decide until {by}, or we bill the second trip."),
    Offer("client", "Contract: two commas",
          "Legal found them. A call of a quarter of an hour will do, at {a} or at {b}. We send "
          "the paper to the board at {by}, so which hour?"),
    Offer("museum", "Loan of the globe",
          "The courier with the globe is allowed to unpack at {a} or {b}. The guard writes his "
          "sheet at {by}; which time goes on it?"),
    Offer("roofer", "scaffold goes up",
          "we start at your wall at {a} or {b}, makes no difference to us. need to know by {by} "
          "bc of the no-parking signs"),
    Offer("works council", "Hearing",
          "Dear colleague, for the hearing about the shift plan we can offer {a} or {b}. Which "
          "suits? The invitation is hung out at {by}."),
    Offer("grain dealer", "Test load",
          "Truck one tips at {a}, truck two at {b}, you need to watch just one of them. Tell my "
          "dispatcher which before {by}."),
    Offer("radio station", "Your expert on air?",
          "Live for four minutes at {a} or at {b}. The running order closes at {by}. Which do "
          "we pencil in for you?"),
    Offer("software vendor", "Update with a short outage",
          "It has to happen today. Outage from {a} on, or from {b} on: ten minutes each way. "
          "Choose by {by}, else the robot chooses."),
    Offer("client", "Patience is over",
          "I have asked twice. Is it {a} or is it {b} for the talk about the late crates? At "
          "{by} I call your competitor."),
    Offer("vocational school", "Visit to your trainee",
          "Her teacher may come at {a}, or at {b} if that is kinder to your kitchen. He leaves "
          "the staff room at {by} and takes your answer along."),
    Offer("lift inspector", "Load test",
          "The weights are on my trailer. Your lift is out for half an hour either at {a} or at "
          "{b}. Which? I cone off the entrance at {by}."),
    Offer("theatre", "Lights for your gala",
          "The rig is free at {a} and then at {b}. Somebody has to say where the stage should "
          "be bright. Which time? The crew list is shut at {by}."),
    Offer("notary", "Entry in the register",
          "Both signatures have to be given before me. I can do {a}, I can do {b}. If you have "
          "not chosen by {by}, I put in another case."),
    Offer("dairy", "Samples of the new cheese",
          "Best eaten fresh: we bring them at {a} or at {b}, you say which. Cooling bags are "
          "filled at {by}."),
    Offer("sports centre", "Hall for the staff tournament",
          "The caretaker shows you the hall at {a} or {b} today. Do let me know which, he "
          "knocks off at {by}."),
    Offer("archive", "The plans from the cellar",
          "You may look into the old plans at {a} or {b}; two of you at most. Which one? We "
          "fetch the boxes up at {by}."),
)  # fmt: skip

PERSONAL_INVITES = (
    Invite("grandmother", "Soup is on",
           "Dear child, there is far too much of it. Do you come and eat with me at {x} today? "
           "I lay the table by {by}."),
    Invite("scout leader", "Lift the big tent?",
           "At {x} today we need one more pair of arms, can we count on yours? I ring the next "
           "one at {by}."),
    Invite("choir", "Short extra practice",
           "Bar forty is a mess. All altos at {x} today, please say whether you can. I open the "
           "church at {by} only if enough do."),
    Invite("landlady", "Walk through the cellar",
           "I should like to show the wet wall to you at {x} today. Is that possible? The "
           "builder asks me at {by}."),
    Invite("brother", "watch the dog?",
           "have to sign something at {x} today, could you hold the lead for ten minutes? if "
           "not i ask mum at {by}"),
    Invite("parents' council", "Emergency meeting, mouldy gym",
           "The mayor comes to the gym at {x} today. Will you stand there with us? Names go to "
           "his office at {by}."),
    Invite("yoga teacher", "Trial lesson",
           "You are first on the waiting list, and somebody is ill. Today, {x}, mat included. "
           "Yes or no until {by}?"),
    Invite("allotment club", "Water meter reading",
           "Every plot has to have its owner there. Ours is at {x} today - can you make it? The "
           "list goes off at {by}."),
    Invite("nephew", "My first goal (maybe)",
           "We play at {x} today, will you come and shout? I need to know by {by} because of "
           "the drinks."),
    Invite("estate agent", "Buyers for the garage",
           "A nice couple would like to see it at {x} today. Could you open up? They decide "
           "about the bus at {by}."),
    Invite("library", "Story hour is short of a reader",
           "Would you read the bear book at {x} today? If we have nobody by {by} we show a film."),
    Invite("godfather", "Telescope!",
           "Lens has come. I unpack it at {x} today and want you there. Shall I wait? I start "
           "on the box at {by}."),
)  # fmt: skip

PROFESSIONAL_INVITES = (
    Invite("client", "Smell test",
           "Odd request: we need three noses at {x} today. Will one of them be yours? I tell "
           "the lab at {by}."),
    Invite("works doctor", "Eye test for screen work",
           "One place came free at {x} today. Do you take it? It goes to accounts at {by} "
           "otherwise."),
    Invite("colleague", "Farewell on the loading dock",
           "Cake for our driver at {x} today, two speeches, no more. Are you in? I count plates "
           "at {by}."),
    Invite("town hall", "Signing of the permit",
           "The permit would be signed with you at {x} today. We have to ask whether that is "
           "possible; please answer by {by}."),
    Invite("team member", "Can you sit in?",
           "Tricky customer at {x} today, I would like not to be alone. Do you have the time? "
           "He tells me the room at {by}."),
    Invite("film crew", "Your hands in the picture",
           "We film the kneading at {x} today and need real hands. Would you do it? Call sheet "
           "goes out at {by}."),
    Invite("software vendor", "Restart of the server",
           "Somebody should stand next to the rack at {x} today. Can that be you? I hand in the "
           "ticket at {by}."),
    Invite("university", "Guest in the seminar",
           "The students are here at {x} today and hoped to see you for five minutes. May I "
           "tell them yes? They ask at {by}."),
    Invite("team member", "drill",
           "fire drill wardens meet at {x} today. you too? vests are given out by name at {by}"),
    Invite("supplier", "Farm visit",
           "At {x} today we show the new barn to those who buy from it. Will you walk along? "
           "Boots are put ready at {by}."),
    Invite("client", "Photo with the big key",
           "The press wants both of us at {x} today in front of the door. Could you be there? I "
           "must say so by {by}."),
    Invite("colleague", "Listening in",
           "Customer calls are played at {x} today, four of them, none longer than a song. Do "
           "you join? Headsets are laid out at {by}."),
)  # fmt: skip

CLASHES = (
    Clash("Handing in of the dissertation", "Lab tidy-up",
          "For {fixed} the office opens this once, so leave it there.",
          "{day} suits everybody for the {loose}, should it be in the way."),
    Clash("Pilot's medical", "Route planning", "No doctor, no flight: {fixed} stays.",
          "{loose} has been offered {day} as an alternative."),
    Clash("Blood donation van", "Canteen tasting",
          "{fixed} comes to us once a year, at that hour and no other.",
          "Ask the cook, {day} is all right for {loose}."),
    Clash("Hearing at the court", "Filing afternoon",
          "The judge has set the {fixed}; nobody moves a judge.",
          "Filing is patient. {day} will do for the {loose}."),
    Clash("Launch of the lifeboat", "Rope inventory",
          "{fixed} depends on the tide and therefore stays.",
          "{loose}: also possible on {day}, the ropes do not run away."),
    Clash("Exam of the apprentices", "Tool order",
          "Examiners travel in from three towns for the {fixed}, do not touch it.",
          "On {day} there is time enough for the {loose}."),
    Clash("Delivery of the kiln", "Glaze tests",
          "{fixed}: the road is closed for it, hence no change.",
          "{loose} could wait until {day}."),
    Clash("Visit of the school inspector", "Timetable tweaks",
          "We were told the hour of the {fixed} and have no say in it.",
          "If something has to give, let it be {loose}; {day} works."),
    Clash("Screening with the director", "Poster choice",
          "{fixed} - she flies on to a festival, it is then or never.",
          "{loose} - anyone can choose a poster on {day}."),
    Clash("Harvest check by the co-op", "Fence repair talk",
          "Only while the field is wet can the {fixed} be done, so it has to be then.",
          "The neighbours would rather have the {loose} on {day} anyhow."),
    Clash("Vaccination of the herd", "Milk price round",
          "The vet is booked for {fixed}, that is not to be changed.",
          "{loose} is better on {day}, the numbers come out before that."),
    Clash("Radio mast switch-off", "Uniform fitting",
          "Regulator's order, {fixed} stays where it is.",
          "The tailor can come for the {loose} on {day} as well."),
    Clash("Organ inspection", "Hymn list",
          "The expert for the {fixed} is here for an hour in ten years. Leave it.",
          "{loose}? {day} is free for that."),
    Clash("Finals of the debating cup", "Snack budget",
          "{fixed} is announced on every wall and stays.",
          "{day}, then, for the {loose}; the treasurer agreed."),
    Clash("Arrival of the glass dome", "Gift shop review",
          "Forty people hold ropes at the {fixed}, it cannot be put off.",
          "The {loose} would be happier on {day}."),
    Clash("Oath of the new nurses", "Locker count",
          "Families travel for the {fixed}; it must not move.",
          "We may count on {day} instead, that is about the {loose}."),
    Clash("Closing of the sluice", "Boat list update",
          "{fixed} follows the water board's clock, so no shifting.",
          "{loose} goes on {day} without any harm."),
    Clash("Radio interview about the flood", "Sandbag accounts",
          "{fixed} was fixed by the station, and they are live.",
          "As to the {loose}: {day}, says the treasurer, is early enough."),
    Clash("Weighing of the giant pumpkin", "Seed catalogue talk",
          "The jury comes for {fixed} and goes straight on. It stays.",
          "Put the {loose} on {day} if that helps, I do not mind."),
    Clash("Handover of the relay torch", "Parking plan",
          "{fixed} is one link in a chain across the country and has no other time.",
          "{loose}, though, is fine on {day}."),
)  # fmt: skip

PLAIN_CLASHES = (
    Clash("Client breakfast", "Inventory of the shelves"),
    Clash("Offer talk with the client", "Office plants round"),
    Clash("Fitting at the client's", "Joint desk cleaning"),
    Clash("Factory walk for the client", "Wiki sprint"),
    Clash("Debrief for the client", "Rota chat"),
    Clash("Customer hearing", "Team quiz"),
    Clash("Quality talk with the client", "Bug sorting"),
    Clash("Client's design review", "Whiteboard hour"),
    Clash("Price talk with the client", "One-to-one with the trainee"),
    Clash("Kick-off at the client's", "Tidying the shared drive"),
    Clash("Harvest tasting with the client", "Internal tool demo"),
    Clash("Client's board meeting", "Lunch and learn"),
    Clash("Measurements at the client's", "Birthday coffee in the team"),
    Clash("Renewal call with the client", "Backlog cleaning"),
    Clash("Tour with the client's director", "Sketching session"),
    Clash("Complaint talk with the client", "Team breathing break"),
)  # fmt: skip

ARRIVALS = (
    Offer("swimming pool", "{kid} feels sick",
          "Too much chlorine, nothing bad. Somebody can fetch {kid} at {a} or at {b}. The first "
          "aider leaves at {by}, tell her which."),
    Offer("police station", "Your bicycle was found",
          "It stands in our yard. Hand-out is at {a} or {b} today; at {by} it goes to the depot "
          "if we have not heard which."),
    Offer("son", "forgot my key",
          "hi, no lunch and no key. can you let me in at {a} or at {b}? battery dies around "
          "{by}, say which one"),
    Offer("vet", "The dog ate a sock",
          "She is fine, but we want to explain the X-ray. You can come at {a} or {b}. Which "
          "one? Theatre starts at {by} and then nobody picks up."),
    Offer("airline desk", "Your father's flight was moved",
          "He is rebooked and needs a lift from the airport. He can be out at {a} or, with the "
          "later bus, at {b}. Please decide by {by}."),
    Offer("caretaker", "Smell of gas on your floor",
          "False alarm probably. The fitter wants to test your stove at {a} or {b}. If I have "
          "no answer at {by} he drills the lock."),
    Offer("summer camp", "Homesick",
          "{kid} wants to come home today. The van is at your corner at {a} or at {b}, which is "
          "better? It sets off at {by}."),
    Offer("optician", "Glasses of your mother",
          "She has sat on them, it happens. We can bend them right at {a} or {b}. Which? The "
          "workshop lamp goes off at {by}."),
)  # fmt: skip

NAMES = (
    "Six kettles on the boil", "Nobody said good morning", "Red letters", "Everyone first",
    "The phone does not stop", "Three alarms and a bus", "Half past panic",
    "A queue at the desk", "Loud and less loud", "Burning at both ends",
    "The hour with no minutes", "Which fire first",
)  # fmt: skip
