"""More texts of `priority_inversion`, of other places and other ways to write; training only."""

from scenarios.families.parts_b import Ask, Errand, Long, Offer

PERSONAL_OFFERS = (
    Offer("midwife", "House visit today",
          "{a} or {b}? Both would be fine for me and the scales are in the car. After {by} I am at "
          "a birth and cannot read anything."),
    Offer("riding school", "Pony for {kid}",
          "Because the farrier comes, {kid} can only ride at {a} or at {b} today. Mrs Plum does "
          "the list at {by} and has to know."),
    Offer("piano tuner", "Tuning - today after all",
          "Somebody dropped out. That leaves {b} and, a little less noisy for the neighbours, {a}. "
          "Please choose until {by}; I set off then."),
    Offer("hearing studio", "Your moulds have come",
          "Good morning! We would fit them at {a}, or else at {b}. Kindly answer by {by}, at which "
          "point the cabin is given away."),
    Offer("dance teacher", "costume fitting",
          "{kid} still needs the costume pinned. i am at the hall {a} and {b}, pick one by {by} or "
          "it stays too long"),
    Offer("bicycle shop", "Brakes are done",
          "Your bike is ready. So that somebody is at the till: will you come at {a}, or would {b} "
          "be better? We draw up the rota at {by}."),
    Offer("savings bank", "Papers for the flat",
          "For the certified copy two appointments are left, namely {a} and {b}. A word by {by} is "
          "enough."),
    Offer("scout leader", "Tent check",
          "Two helpers needed, one of them you. Times: {a} / {b}. Say which until {by}, I print "
          "the sheet then and will not print it twice."),
    Offer("physiotherapist", "Running late, sorry",
          "My morning fell apart. If you still want your back done today, it can be {a}; if not, "
          "{b}. Let me hear by {by}."),
    Offer("school nurse", "Eye test of {kid}",
          "A parent has to sit in. We have {a} in the library or {b} in the gym. The form goes "
          "back at {by}, with a time on it."),
    Offer("locksmith", "New cylinder",
          "Got the part. Could fit it {a}. Could also fit it {b}. Need to know by {by} what it is "
          "going to be."),
    Offer("blood donor service", "Your appointment has to move",
          "Dear donor, the nine o'clock team is ill. We can see you at {a} or at {b} instead. "
          "Online lists close at {by}."),
    Offer("aunt", "Help with the boxes",
          "Dear, the removal people let me choose between {a} and {b}, and without you I will not "
          "manage. Which one? They want my answer by {by}."),
    Offer("chimney sweep", "Visit in your street",
          "I am in number nine and can come across at {a}. Or on the way back, {b}. Answer till "
          "{by} please, my phone is flat after that."),
    Offer("choir leader", "Short solo rehearsal",
          "Would you sing it through once with me? {b} in the vestry, otherwise {a}. By {by} the "
          "organist goes home unless I tell him."),
    Offer("pharmacist", "Blood pressure cuff",
          "The device is in and somebody should show you how it works: {a} with me, {b} with my "
          "colleague. We settle that at {by}."),
)  # fmt: skip

PROFESSIONAL_OFFERS = (
    Offer("client", "Colour proof",
          "The proof of the poster can be looked at here at {b} or {a}. It goes to the press "
          "without you if I have not read anything by {by}."),
    Offer("vendor", "Oil change on the lift",
          "Our fitter is near you. Choose {a}, choose {b}, but choose before {by} because then he "
          "drives to {firm}."),
    Offer("tax office", "Query on your return",
          "For a call about form four the slots {a} and {b} are free. The officer leaves the desk "
          "at {by}; please confirm one of them before."),
    Offer("theatre", "Stage time",
          "We could give you the stage for your set-up: {a} (lights half on) or {b} (dark). Need "
          "it by {by}, the crew wants a plan."),
    Offer("laboratory", "Your three samples",
          "As the centrifuge is shared, you may have it at {a} or at {b}. Whoever has not chosen "
          "by {by} waits until next week."),
    Offer("client", "tasting",
          "Chef says {a}, Chef also says {b}. You say? By {by} she orders the fish"),
    Offer("vendor", "Forklift for hire",
          "One machine came back early, so it can be with you at {a}. Second run is {b}. The yard "
          "of {firm} gets it when nothing is decided at {by}."),
    Offer("fire service", "Inspection of the exits",
          "Two officers will walk through with one of your people. Possible are {a} and {b}. We "
          "fix the round at {by} and ask for a reply."),
    Offer("journalist", "Two questions for Saturday's page",
          "My editor closes the page soon: could I ring at {a}, or is {b} kinder? I have to tell "
          "her by {by}."),
    Offer("museum", "Loan of the model",
          "The conservator can hand the model over in person, {a} or {b}. She books her tram at "
          "{by} and asks me to ask you."),
    Offer("landlord", "Rooms next door",
          "You wanted to see the empty rooms. {kid} from our office would open them at {b}, "
          "alternatively at {a}. Keys are signed out at {by}."),
    Offer("client", "Fitting of the uniforms",
          "Eleven drivers, two times to pick from! Either all at {a} or all at {b}. Our canteen "
          "has to know by {by}."),
    Offer("trainer", "First aid refresher",
          "Only the short part is missing. I have {a} and {b}. Which shall I take? At {by} I "
          "answer {firm}, who want the rest."),
    Offer("notary", "Deed is ready",
          "The deed can be read out at {a} or {b} this day. In view of the queue I must have your "
          "choice by {by}."),
    Offer("vendor", "Sample tiles",
          "Rep here. Boot full of tiles, at your door {a} or {b}. Tell me which till {by} and I "
          "will not bother you again"),
    Offer("union office", "Room for the count",
          "Because of the painters we have one room and two gaps, {a} and {b}. Please let {kid} "
          "know by {by} which gap is yours."),
)  # fmt: skip

PERSONAL_FORMS = (
    "By {by} the club wants the consent for {kid}'s match: fill it in and send it off",
    "Parents' evening, the slots go online and are gone at {by}: book one for {kid}",
    "Ask for the refund of the cancelled ferry; after {by} the page takes no more claims",
    "The library closes {kid}'s account at {by} unless the new address is entered",
    "Music school: re-register {kid}, since places not confirmed by {by} are passed on",
    "health insurer, sick note, upload it (link dies {by})",
    "Vote in the housing co-op, the ballot ends at {by}",
    "Order {kid}'s lunches for next month, kitchen counts at {by}",
    "Because the lottery for the allotments is at {by}, hand in our two names before",
    "Change the delivery of grandma's meals, the kitchen line is open until {by}",
    "At {by} the town stops taking requests for the residents' parking, send ours",
    "Enrol in the evening pottery class while there are seats, which is until {by}",
    "Object to the hospital bill in writing - the fax there is switched off at {by}",
    "Answer the questionnaire for {kid}'s speech therapy, due back {by}",
    "Tell the registry which date we take for the wedding; their system shuts {by}",
    "Get {kid} onto the bus list for the holiday camp (organiser counts heads at {by})",
)  # fmt: skip

PROFESSIONAL_FORMS = (
    "By {by} the harbour wants the crew list for {firm}: enter and submit it",
    "The grant portal logs everybody out at {by}, submit the budget table before that",
    "Declare the chemicals bought from {firm}; register is read out at {by}",
    "customs number for {firm}, request it (helpdesk gone after {by})",
    "Since {firm} prints its catalogue at {by}, approve our page in the tool",
    "Rota swap requests close at {by}: enter the two for the night ward",
    "Confirm the hall for {firm} in the booking system, unconfirmed ones lapse at {by}",
    "At {by} the exchange stops; place the hedge that {firm} ordered",
    "Hand in the noise log for the building site, town hall reads it at {by}",
    "Statistics office: trade report, electronic form, window ends {by}",
    "Ethics board - upload the study plan, no later than {by}",
    "Put our bid on the {firm} auction; hammer falls at {by}",
    "Get the lorry of {firm} onto the ferry list, which the port seals at {by}",
    "Before the kitchen orders at {by}, type in the head count for the {firm} banquet",
    "Correct the hours of the two temps; payslips are made at {by} and not again",
    "Claim the warranty on the cutter from {firm} - last day, desk open until {by}",
)  # fmt: skip

PERSONAL_ERRANDS = (
    Errand("judo coach", "{kid} comes at {x} and not with the others, mail that to {name}"),
    Errand("vet", "A mail to {name}, please: we bring the rabbit in at {x}"),
    Errand("brother-in-law", "Could you mail {name}? Our ferry docks at {x}."),
    Errand("art teacher",
           "since {kid} has the clay with her, {name} should get a mail that she starts at {x}"),
    Errand("caretaker", "Mail for {name}: moving van is there from {x}, lift please"),
    Errand("head nurse", "Write {name} a mail. Dad may be woken at {x}, the family agrees."),
    Errand("beekeeper", "{name} has to know by mail that the hives get picked up at {x}"),
    Errand("godmother", "Drop {name} a mail and say the cake is cut at {x}"),
    Errand("orthodontist", "At {x} {kid} can be there for the brace. {name} wants that as a mail."),
    Errand("gardener", "email to {name}, short: gate is open from {x}"),
    Errand("stepfather", "I promised {name} a mail, put in it that the roast goes in at {x}"),
    Errand("tutor", "Let {name} have an email; maths with {kid} ends at {x} this time"),
    Errand("pastor", "Please email {name}, the reading is mine and I am in church by {x}"),
    Errand("allotment chair",
           "mail {name}!! water gets turned on at {x}, she has been asking all week"),
)  # fmt: skip

PROFESSIONAL_ERRANDS = (
    Errand("client", "{name} is to hear by mail that the proofs lie at the desk from {x}"),
    Errand("vendor", "A mail to {name}, please: the weighbridge opens at {x}"),
    Errand("stage manager", "Could you mail {name}? Curtain for the dress run is {x}."),
    Errand("client",
           "since the oven is being fixed, {name} should get a mail that the bread leaves at {x}"),
    Errand("harbour master", "Mail for {name}: our barge ties up at {x}, two hands needed"),
    Errand("team member",
           "Write {name} a mail. The freezer gets defrosted at {x}, everything out."),
    Errand("lab manager", "{name} has to know by mail that the samples thaw at {x}"),
    Errand("vendor", "Drop {name} a mail and say we take the last pallet at {x}"),
    Errand("curator", "At {x} the alarm in the east wing is off. {name} wants that as a mail."),
    Errand("site manager", "email to {name}, short: concrete comes {x}"),
    Errand("client", "I promised {name} a mail, put in it that the boat is slipped at {x}"),
    Errand("union rep", "Let {name} have an email; the count of votes starts at {x}"),
    Errand("auditor", "Please email {name}, the archive is unlocked from {x} on"),
    Errand("vendor", "mail {name}!! ramp two is blocked until {x}, their driver keeps ringing"),
)  # fmt: skip

OWN_WORK = (
    "{firm}: minutes of the site visit, write them up properly",
    "Answer the forty questions in the tender of {firm}",
    "Price list for {firm}, second half, still to be done",
    "Think through how the {firm} goods get from the quay to the shop",
    "Because {firm} changed the roof, redo the load table",
    "Three pages on what went wrong with the {firm} batch",
    "Enter the {firm} readings, every one of them, into the sheet",
    "Mark up the play script that {firm} sponsors",
    "The yearly letter to the members, {firm} pays the print: write it",
    "Build the test plan, {firm} audits it afterwards",
    "Read the {firm} lease and list what is odd about it",
    "Stock differences at {firm}, find out where they come from",
    "Write up the menu and the costs for the {firm} jubilee",
    "Plan who sits where when {firm} moves into the second floor",
    "Review of the {firm} prototype, with photos and a verdict",
    "Finish the wage comparison that {firm} and the council asked for",
    "Turn the interviews at {firm} into a short report",
    "Recipe cards for the {firm} canteen, allergens and all",
    "Translate what {firm} wrote about the warranty, carefully",
    "Make the yearly plan for the greenhouse, {firm} delivers by it",
)  # fmt: skip

HANDABLE = (
    Long("Sand the benches, that is the wooden benches in the yard", "wooden benches"),
    Long("Somebody has to ring round about the choir robes", "choir robes"),
    Long("The herbarium needs new labels, sheet after sheet", "herbarium"),
    Long("Read the water meters in all five stairwells", "water meters"),
    Long("Film clips of the open day: cut them to two minutes", "film clips"),
    Long("Count what is left in the paint store", "paint store"),
    Long("Write the guest book entries into one file", "guest book"),
    Long("Seed orders, compare three suppliers and fill the basket", "seed orders"),
    Long("Check the life jackets before the season, buckle by buckle", "life jackets"),
    Long("Make a rota out of the holiday wishes", "holiday wishes"),
    Long("Costume fund, enter the receipts since summer", "costume fund"),
    Long("Label the microscope slides from the course", "microscope slides"),
    Long("Set up the ticket machine with the new tariffs", "ticket machine"),
    Long("Draft a page for visitors on the beehives", "beehives"),
    Long("Test every one of the smoke alarms, top floor to cellar", "smoke alarms"),
    Long("Clear the inbox of the complaints desk, oldest first", "complaints desk"),
    Long("Sew name tags for the jerseys, or have it done", "jerseys"),
    Long("Go through the tool lending book and chase nobody, only list", "tool lending"),
    Long("Calibrate the kitchen scales against the reference weights", "kitchen scales"),
    Long("Subtitles for the safety video, both languages", "safety video"),
)  # fmt: skip

SIDE_ERRANDS = (
    Errand("sister", "{name} wonders when dinner is. {x}. tell her"),
    Errand("flatmate", "drop {name} a line, i have the keys and am back {x}"),
    Errand("grandson", "Ring is broken, so text {name}: door at {x}"),
    Errand("neighbour", "can you let {name} know the ladder comes back at {x}, thanks"),
    Errand("bandmate", "{x} sound check. {name} does not know yet, tell him"),
    Errand("mother", "Please tell {name} not to wait, my bus is only there at {x}"),
    Errand("carpool friend", "message for {name}: we go home at {x} because of the ice"),
    Errand("daughter", "Say to {name} that the orthodontist takes her at {x}"),
    Errand("walking friend", "Would you write {name}? dog and I are at the stile at {x}"),
    Errand("partner", "the fish has to come out at {x}, text {name} pls, she is in the kitchen"),
    Errand("brother", "Let {name} know: dad's scan is at {x}, nothing bad"),
    Errand("roommate",
           "Since the landing is being painted, {name} should use the back door until {x}, tell "
           "him"),
    Errand("uncle", "I will fetch {name} at {x}. Text that, he worries."),
    Errand("team captain", "kick-off was moved to {x}!! {name} must know"),
)  # fmt: skip

ASKS = (
    Ask("code", "I am locked out of {thing}",
        "It beeps and stays shut. Could you look up the number for {thing} and write it to me?",
        "Lock on {thing}: {value} and then the green key.",
        "Lock on {thing} before it was changed: {value}.",
        ("the boat house", "the props room", "the medicine cupboard", "the ticket booth",
         "the key safe by the dairy", "the chapel", "the reptile house")),
    Ask("code", "Alarm!", "{thing} is shrieking. Which digits switch it off? Quick please",
        "To silence {thing}, enter {value}.",
        "Digits for {thing} that the old guard used: {value}.",
        ("the cold store", "the shop window", "the stamp collection", "the back office",
         "the server cellar", "the greenhouse door")),
    Ask("code", "Extension for {thing}",
        "Sorry to be a pest, under which internal number do I reach {thing} these days?",
        "{value} is the extension of {thing} since the new switchboard.",
        "On the card from last year {thing} had the extension {value}.",
        ("the night porter", "the dye works", "the costume workshop", "the harbour office",
         "the school kitchen", "the blood lab", "the bindery")),
    Ask("price", "{thing}, what does it come to?",
        "The treasurer sits next to me and wants a figure for {thing}. You had one.",
        "Agreed for {thing}: {value} euros, nothing on top.",
        "First idea for {thing}, thrown out by the board: {value} euros.",
        ("the bouncy castle", "the second-hand dishwasher from the fair", "the brass band",
         "the fence along the paddock", "the summer school", "the stained glass repair")),
    Ask("price", "Fine print",
        "Which excess did the insurer write into the policy on {thing}? They ask at the garage.",
        "Excess on {thing} under the policy that runs now: {value} euros.",
        "Under the policy we gave notice on, the excess on {thing} was {value} euros.",
        ("the milk lorry", "the rescue boat", "the mobile stage", "the school bus",
         "the loading crane", "the bakery van")),
    Ask("price", "Reserve for {thing}",
        "Auction house on the phone. Below which amount may {thing} not be sold?",
        "{value} euros is the least that we take for {thing}.",
        "In spring we would have let {thing} go for {value} euros.",
        ("the walnut bureau", "the harmonium", "the old tractor", "the printing press",
         "the diving bell", "the model railway", "the dragon costume")),
    Ask("time", "Until when is {thing} open?",
        "I could still make it, if I only knew when they close {thing} today. It used to be "
        "earlier.", "They close {thing} at {value} this season.",
        "Off season they closed {thing} at {value}.",
        ("the recycling yard", "the seed counter", "the passport desk", "the rink",
         "the sample window", "the ferry ticket hut")),
    Ask("time", "{thing} - departure?",
        "Do you happen to know when {thing} leaves? I have three people and a pram with me.",
        "Departure of {thing}: {value}, says the new timetable.",
        "Departure of {thing} under the winter timetable: {value}.",
        ("the museum tram", "the works shuttle", "the cable car", "the island ferry",
         "the mail boat", "the hospital minibus")),
    Ask("time", "Who lets us in?",
        "We meant to rehearse with {thing}. From what time on may we have it?",
        "{thing} is ours from {value} on, the caretaker says.",
        "Caretaker, before the quarrel: {thing} from {value} on.",
        ("the big drum", "the lower hall", "the mirror room", "the mobile sound desk",
         "the upper gallery", "the outdoor stage")),
    Ask("weekday", "rubbish question",
        "sorry, stupid thing to ask. which weekday do they come for {thing}?",
        "They come for {thing} on {value}, put it out the night before.",
        "While the bridge was shut they came for {thing} on {value}.",
        ("the garden waste", "the old glass", "the linen", "the kitchen grease", "the paper",
         "the lab waste", "the returned kegs")),
    Ask("weekday", "Whose turn, and when",
        "I have been put down for {thing} and nobody told me the weekday. Do you know?",
        "Rota, valid now: {value} for {thing}.",
        "Rota of the first term, replaced: {value} for {thing}.",
        ("the playground watch", "the tea urn", "the phones", "the feeding of the geese",
         "the lighthouse tour", "the late till")),
    Ask("reading", "How many chairs?",
        "I am putting up the chairs for {thing}. How many have signed up?",
        "Signed up for {thing} as of today: {value}.",
        "Signed up for {thing} before rain was forecast: {value}.",
        ("the poetry slam", "the parents' council", "the wine course", "the beekeeping talk",
         "the staff assembly", "the repair café")),
    Ask("reading", "Count of {thing}",
        "Hi! The stock sheet has a coffee stain exactly where {thing} should be. What did we "
        "count?", "Last count, {thing}: {value} pieces.",
        "Count before the flood, {thing}: {value} pieces.",
        ("the folding tables", "the safety goggles", "the hymn books", "the pallets with a stamp",
         "the spare saddles", "the clay pots")),
)  # fmt: skip

LATE_ARRIVALS = (
    Offer("neighbour", "Water under your door",
          "There is water coming out of your flat! The plumber could be here at {a} or {b}, he "
          "wants an answer by {by} or he takes the next job."),
    Offer("summer camp", "About {kid}",
          "Nothing broken, only a fright. We would like you to fetch {kid}: {a} from the camp, or "
          "{b} from the station. Which? The bus leaves at {by}."),
    Offer("care service", "Change of plan for your mother",
          "Her carer is stuck in the snow. You may choose {b} or {a} for the visit; at {by} the "
          "route is drawn again."),
    Offer("grandfather", "lost my glasses",
          "can not read the tablets. nurse says someone of the family at {a} or {b}. tell her till "
          "{by} please"),
    Offer("sports coach", "{kid}'s ankle",
          "Twisted it at warm-up, ice is on. Doctor at the ground has {a} and {b}. I need your "
          "word by {by}."),
    Offer("kennel", "Your dog will not eat",
          "Someone he knows should come by, {a} perhaps, or {b}. By {by} we decide about the vet."),
    Offer("airline", "Suitcase found",
          "The driver brings it to your home, at {a} or at {b}. He loads at {by}. Please state "
          "which of the two."),
    Offer("school", "Early end because of the heating",
          "The boiler has failed and {kid} is with us in coats. Pick-up at {a} or {b}, the list "
          "closes at {by}."),
)  # fmt: skip
