"""More texts of `vip_meltdown`: what the angry client says; training only."""

from scenarios.families.parts_a_shapes import Ask, Offer

COMPLAINTS = (
    Ask("weekday", "client", "Third postponement: {thing}",
        "It was to be last week, then this week, then silence. State the day on which {thing} "
        "will be done. I am before the supervisory board at {by}.",
        "As {vip} has been told on the phone already, {thing} follows on {value}.",
        "As {firm} has been told on the phone already, {thing} follows on {value}.",
        ("the fire door", "the data migration", "the sterile bench", "the crane rail",
         "the cheese vat", "the turnstile", "the leak in the dome")),
    Ask("time", "client", "my people are standing around",
        "{thing}. when. i want a time, not a story. i send everybody home at {by}",
        "Dispatch: at {vip}, {thing} gets going at {value}.",
        "Dispatch: at {firm}, {thing} gets going at {value}.",
        ("the pump truck", "the welding", "the software fix", "the spare generator",
         "the lamp change", "the tank cleaning")),
    Ask("price", "client", "Your bill over {thing} is a joke",
        "Nobody here ordered a gold edition. What is the correct amount for {thing}, in euros? "
        "My accountant shreds the bill at {by}.",
        "Bill corrected: {vip} owes {value} euros for {thing}.",
        "Bill still wrong in the system: {vip} owes {value} euros for {thing}.",
        ("the callout", "the scaffolding", "the bottle rinser", "the guard service",
         "the express crates", "the calibration", "the sound desk")),
    Ask("room", "client", "Where have you put {thing}?",
        "Three floors, two hundred doors and not one label. In which of your rooms is {thing} "
        "that belongs to us? Our van turns round at {by}.",
        "Property of {vip}: {thing}, stored in room {value}.",
        "Property of {firm}: {thing}, stored in room {value}.",
        ("the exhibition wall", "the prototype under the sheet", "the box of dies",
         "the rolled banner", "the frozen samples", "the sealed server")),
    Ask("when", "client", "We were promised {thing}",
        "By you personally. Day and hour of {thing}, and this time they had better be true. I "
        "am on stage explaining it at {by}.",
        "{value} is fixed for {thing}, {vip} is first on the list.",
        "{value} is fixed for {thing}, but for {firm} and not for {vip}.",
        ("the second shift", "the roof inspection", "the bell repair",
         "the training of forty nurses", "the refit of the bar", "the dredging")),
    Ask("count", "client", "Broken, again: {thing}",
        "Open a crate, hear it rattle. How many of {thing} will you replace? Write me the "
        "number by {by} or write to my solicitor.",
        "Claims desk agrees to replace {value} of {thing} at {vip}.",
        "Claims desk offered in the beginning to replace {value} of {thing} at {vip}, that was "
        "too few.",
        ("the wine goblets", "the floor tiles", "the incubators", "the tablet stands",
         "the ski bindings", "the porcelain cups")),
    Ask("code", "client", "{thing} is stuck at the border because of you",
        "The customs officer wants a declaration number for {thing} and I have none. He goes "
        "off duty at {by}. Do you understand what that means for us?",
        "For {thing} of {vip} the declaration number is {value}.",
        "For {thing} of {firm} the declaration number is {value}.",
        ("the vaccine lorry", "the racing boat", "the festival stage", "the live lobsters",
         "the turbine blade", "the antique organ", "the tulip bulbs")),
    Ask("price", "client", "So what is {thing} worth to you?",
        "We have eaten your excuses for a month. Name the compensation for {thing}, in euros. "
        "Press people are here at {by}.",
        "Compensation for {thing}, approved for {vip} by the board: {value} euros.",
        "Compensation for {thing}, approved for {firm} by the board: {value} euros.",
        ("the ruined opening", "the flooded archive", "the spoiled milk",
         "the cancelled premiere", "the silent organ", "the missed ferry")),
    Ask("weekday", "client", "No heating, no lights, no {thing}",
        "We run a hospital and not a camp site. On which day do you finally deliver? I inform "
        "the wards at {by}.",
        "Because it is a hospital, {vip} gets no {thing} later than {value}, which is the day "
        "agreed.", "Because it is only a store, {firm} gets no {thing} before {value}.",
        ("spare boiler", "emergency lamps", "air filters", "warm blankets", "fuse boards",
         "steam valve")),
    Ask("time", "client", "One question, one answer",
        "When does the hotline person in charge of {thing} ring me? A clock time will do. I "
        "switch my phone off at {by}.", "Callback about {thing} is due at {vip} at {value}.",
        "Callback about {thing} is due at {firm} at {value}.",
        ("the wrong allergens", "the jammed gate", "the lost backups", "the dripping roof",
         "the swapped urns", "the false invoices")),
    Ask("room", "client", "Inspection of {thing}",
        "You have moved it again without a word, haven't you? Which room do our experts go to "
        "for {thing}? They get out of the train at {by}.",
        "Experts of {vip} see {thing} in room {value}; coffee is ready.",
        "Experts of {firm} see {thing} in room {value}; coffee is ready.",
        ("the failed weld", "the torn sail", "the scorched motor", "the mouldy hides",
         "the crooked frame", "the bent axle")),
    Ask("count", "client", "{thing} - do you count on your fingers?",
        "Ordered, paid, not there. How many of {thing} are on today's truck? The warehouse "
        "shuts at {by}.", "On today's truck to {vip}: {value} of {thing}.",
        "On tomorrow's truck to {vip}: {value} of {thing}.",
        ("the school desks", "the oxygen bottles", "the hotel beds", "the stadium seats",
         "the ballot boxes", "the sandbags")),
)  # fmt: skip

ULTIMATUMS = (
    Offer("client", "Face to face, today",
          "My chairwoman will be in your lobby at {a} or at {b}. Choose! She tells her driver "
          "at {by}."),
    Offer("client", "Your last two openings",
          "Ten months of patience are over. There is {a} and there is {b}; take one before {by} "
          "or take the consequences."),
    Offer("client", "video call, cameras ON",
          "whole shift wants to see your face. {a} or {b}. answer by {by} or we post the photos"),
    Offer("client", "Termination meeting",
          "Dear contractor, for the meeting about ending our contract we propose {a} or, "
          "alternatively, {b}. Kindly reply until {by}."),
    Offer("client", "Explain it to our nurses",
          "Not to me. To them, on the ward, at {a} or at {b}. Which? They swap shifts at {by}."),
    Offer("client", "You owe us a walk through the mud",
          "I want you in rubber boots on that site at {a} or at {b} today. The guard opens for "
          "one of the two, tell him by {by}."),
    Offer("client", "Arbitration",
          "The arbitrator has kept {a} and {b}. We accept either. If you name none by {by} she "
          "writes down that you refused."),
    Offer("client", "Call me, for once",
          "I will pick up at {a} and at {b}, at no other time. Which one is it going to be? At "
          "{by} I brief the owner."),
    Offer("client", "Tasting of what you delivered",
          "You shall drink it yourselves, at {a} or at {b}! Say which by {by}. The glasses are "
          "waiting."),
    Offer("client", "Before the lawyers take over",
          "Two windows for a sensible word: {a}, {b}. One answer until {by}, please. I would "
          "rather not sue."),
)  # fmt: skip

APOLOGIES = (
    "Start with an apology or do not start at all.",
    "I have yet to read that you regret it.",
    "And would it hurt you to apologise?",
    "By the way: we are still waiting for a sorry.",
    "An honest apology would go a long way with my people.",
    "No apology so far, I note.",
    "My staff deserve to hear that you are sorry.",
    "You might begin by saying sorry, most people do.",
    "Apologise first, then the facts.",
    "What I miss in all your letters is an apology.",
)  # fmt: skip

FOLLOW_UPS = (
    Ask("when", "client", "Thanks. And {thing}?",
        "That was clear for a change. When do we talk about {thing}, day and hour?",
        "Talk with {vip} about {thing}: {value}.", "Talk with {firm} about {thing}: {value}.",
        ("the lessons learned", "the next order", "the bonus", "the service plan",
         "the spare parts list", "the extra warranty")),
    Ask("room", "client", "We will send somebody for {thing}",
        "Fine. Then tell me one thing more: in which room can our woman collect {thing}?",
        "{vip} can collect {thing} in room {value}.",
        "{firm} can collect {thing} in room {value}.",
        ("the refund papers", "the spare fobs", "the test protocol", "the swapped module",
         "the keys to the crate", "the drawings")),
    Ask("count", "client", "On to {thing}",
        "Accepted. To close this I need to know how many of {thing} you add on top.",
        "On top, at no charge, {vip} gets {value} of {thing}.",
        "On top, at full price, {vip} could have had {value} of {thing}.",
        ("the vouchers", "the replacement filters", "the guest passes", "the sample bottles",
         "the safety vests", "the tool kits")),
    Ask("weekday", "client", "What about {thing}",
        "Good. I breathe again. Which day can my team expect {thing}?",
        "As for {thing}, the team of {vip} can expect it on {value}.",
        "As for {thing}, the team of {firm} can expect it on {value}.",
        ("the retraining", "the manual in print", "the night test", "the follow-up visit",
         "the written excuse", "the inspection report")),
    Ask("code", "client", "ok. {thing}?",
        "passed that on, thanks. they now ask for the number of {thing}",
        "{value} is the number of {thing} for {vip}.",
        "{value} is the number of {thing} for {firm}.",
        ("the priority line", "the escalation", "the return label", "the credit note",
         "the repair order", "the visitor pass")),
    Ask("price", "client", "Then let us talk about {thing}",
        "You see, it can be done. What will {thing} be for us next year, in euros?",
        "Next year {vip} pays {value} euros for {thing}.",
        "This year {vip} paid {value} euros for {thing}.",
        ("the maintenance", "the standby crew", "the storage", "the licence",
         "the winter service", "the daily collection")),
    Ask("time", "client", "Last point, {thing}",
        "I have calmed down somewhat. From what time on is {thing} there for us tomorrow?",
        "From {value} on {thing} is there for {vip}.",
        "From {value} on {thing} is there for everybody else.",
        ("the loan lift", "the duty engineer", "the night nurse", "the tow truck",
         "the duty baker", "the ice machine")),
    Ask("weekday", "client", "And when do I get {thing} on paper?",
        "Read out to my board, they nodded. Now the day for {thing}, if you please.",
        "Legal sends {vip} {thing} on {value}.", "Legal sends {firm} {thing} on {value}.",
        ("the amended terms", "the guarantee", "the signed plan", "the root cause letter",
         "the price hold", "the action list")),
)  # fmt: skip

SHOCKS = (
    "Word from the gate: {vip} has blocked our mail address and wants messages only.",
    "{vip} is furious. Their office deletes our mails unread, a message still gets through.",
    "A furious voice on the phone: {vip}, done with mails, waits for a message.",
    "{vip} told the porter that mails from us go straight to the bin, only messages count.",
    "The boss of {vip} is in the car, furious, and can take nothing but messages.",
    "Sales reports: no more mails to {vip}, they want a message on the phone.",
)  # fmt: skip

GROWLS = (
    "{vip} wrote to our board and is furious in three languages.",
    "On the radio somebody from {vip} has just been furious about us.",
    "The crew phones from the yard of {vip}: furious faces everywhere.",
    "It is said that {vip} is furious and has asked for other offers.",
    "{vip} sent a photo of the mess with one word under it; they are furious.",
    "Our driver was sent away by {vip}. They are furious, he says.",
    "A director of {vip} was furious at the trade fair, in front of everybody.",
    "{vip} hung up in the middle of a sentence, plainly furious.",
)  # fmt: skip
