"""Texts of `vip_meltdown`; training only."""

from scenarios.families import vip_meltdown_client, vip_meltdown_more
from scenarios.families.parts_a_shapes import Ask, Offer, Relay

# What the client is angry about. {vip} is the client, {firm} is another one.
COMPLAINTS = (
    Ask("when", "client", "Where is {thing}?",
        "Three calls, no answer! On which day and at what time does {thing} get here? I sit with "
        "my board at {by}.",
        "{thing} for {vip} gets there on {value}, the carrier confirmed.",
        "{thing} for {firm} gets there on {value}, the carrier confirmed.",
        ("the second pallet", "the counter top", "the spare pump", "the display case")),
    Ask("price", "client", "Money back for {thing}",
        "{thing} was wrong again. How many euros do we get back? I want the sum by {by}, in "
        "writing.",
        "{vip} gets {value} euros back for {thing}, signed off.",
        "{firm} got {value} euros back for {thing}, signed off.",
        ("the cracked panes", "the short delivery", "the double bill", "the lost crate")),
    Ask("weekday", "client", "Nobody came for {thing}",
        "We cleared the whole floor for {thing} and nobody came. Which day do you come now? "
        "I have to tell forty people at {by}.",
        "The fitters do {thing} at {vip} on {value}.",
        "The fitters do {thing} at {firm} on {value}.",
        ("the rail repair", "the cold room", "the new shelves", "the gate drive")),
    Ask("code", "client", "No record of {thing}?",
        "Your hotline knows nothing of {thing}. What is the number of my case? I hand it to our "
        "lawyer at {by}.",
        "Case number of {vip} about {thing}: {value}.",
        "Case number of {firm} about {thing}: {value}.",
        ("the burnt cable", "the leaking valve", "the wrong paint", "the broken seal")),
    Ask("count", "client", "Half of {thing} are missing",
        "We counted twice. How many of {thing} did you really ship? I stop the payment at {by}.",
        "Shipped to {vip}: {value} of {thing}.",
        "Shipped to {firm}: {value} of {thing}.",
        ("the brackets", "the folding tables", "the ceiling lamps", "the glass jugs")),
    Ask("time", "client", "{thing}: when, for heaven's sake",
        "This morning, you said. Now what time does {thing} begin today? My people go home at "
        "{by} otherwise.",
        "{thing} at {vip} begins at {value}, the crew is on the road.",
        "{thing} at {firm} begins at {value}, the crew is on the road.",
        ("the emergency repair", "the swap of the boiler", "the deep clean", "the reset")),
    *vip_meltdown_client.COMPLAINTS,
)  # fmt: skip

ULTIMATUMS = (
    Offer("client", "Last chance for a talk",
          "My director gives you ten minutes, {a} or {b}, and not one more. Which one? I put it "
          "into his diary at {by}."),
    Offer("client", "You will explain this in person",
          "I expect somebody here at {a} or at {b} today. Which is it? The gate is told at {by}."),
    Offer("client", "Joint inspection of the damage",
          "Our expert looks at the damage at {a} or {b}. Which one do you choose? If I "
          "hear nothing by {by} he goes alone."),
    Offer("client", "We are about to cancel",
          "Before I sign the cancellation you may ring me at {a} or {b}. Which one do you take? "
          "The letter leaves at {by}."),
    Offer("client", "Crisis call",
          "All of our plant managers dial in, at {a} or at {b}. Which one do you take? By {by}, if "
          "you please."),
    *vip_meltdown_client.ULTIMATUMS,
)  # fmt: skip

# What is quiet beside it.
SMALL_THINGS = (
    Ask("weekday", "grandfather", "A small thing about {thing}",
        "It is nothing much, child. Which day is {thing} again? They let me use the phone until "
        "{by}.",
        "{thing} at the home is on {value}.",
        "{thing} at the home was on {value} before the holidays.",
        ("the hearing aid man", "the garden trip", "the singing hour", "the eye drops nurse")),
    Ask("when", "riding school", "{thing} of {kid}",
        "We just need to write it down: on what day and at what time does {kid} take {thing}? "
        "The list is typed at {by}.",
        "{kid} takes {thing} on {value}, as agreed.",
        "{kid} took {thing} on {value} in spring.",
        ("the pony lesson", "the jumping course", "the stable duty", "the trial lesson")),
    Ask("code", "house sitter", "{thing} does not open",
        "Sorry to bother you. Which code has {thing}? The fish can wait, my bus at {by} cannot.",
        "{thing} opens with {value}, new since last week.",
        "{thing} opened with {value} until last week.",
        ("the side door", "the aquarium room", "the grey mailbox", "the pantry")),
    Ask("few", "camp office", "{kid} and {thing}",
        "How many of {thing} does {kid} bring along? The bus is packed at {by}.",
        "{kid} brings {value} of {thing} to the camp.",
        "Last year {kid} brought {value} of {thing} to the camp.",
        ("the sleeping mats", "the water bottles", "the storm lamps", "the rain capes")),
    Ask("price", "brother", "What was {thing}?",
        "Only if you have a second. How many euros did we agree on for {thing}? The man comes by "
        "at {by}.",
        "In the family we agreed on {value} euros for {thing}.",
        "The man first asked {value} euros for {thing}.",
        ("dad's boat", "the old piano", "the caravan", "the workbench")),
    Ask("evening", "choir", "Start of {thing}",
        "Could you tell us at what time {thing} starts? The sheet goes to the copy shop at {by}.",
        "{thing} starts at {value}, wear black.",
        "{thing} started at {value} last Advent.",
        ("the summer concert", "the dress rehearsal", "the church night", "the open singing")),
    Ask("room", "hospital desk", "Flowers for {thing}",
        "Somebody left flowers for {thing}. In which room is that? My shift ends at {by}.",
        "{thing} lies in room {value} since yesterday.",
        "{thing} lay in room {value} after the operation.",
        ("aunt Rosa", "uncle Ben", "cousin Tilda", "grandma Ilse")),
    *vip_meltdown_more.SMALL_THINGS,
)  # fmt: skip

SMALL_OFFERS = (
    Offer("optometrist", "Your lenses",
          "They have come. For trying them on there is {a} or {b} today. Which one? The list goes "
          "up at {by}."),
    Offer("scout leader", "{kid}'s tent",
          "It can be fetched at {a} or at {b}. Which do you prefer? I lock the hut at {by} and "
          "plan around you."),
    Offer("vet", "The rabbit is well again",
          "You may fetch him at {a} or {b}. Which of the two? We settle the cages at {by}."),
    Offer("grandmother", "Tea?",
          "I bake anyway. Will you drop in at {a} or at {b}, dear, which one? The dough wants to "
          "know by {by}."),
    Offer("swim school", "Badge of {kid}",
          "{kid} can swim for the badge at {a} or {b} today. Which one shall I note? Lanes are "
          "given out at {by}."),
    Offer("allotment club", "Key to the water tap",
          "I am on the plot at {a} and at {b}. Which one suits you for the key? I cycle off at "
          "{by} if I hear nothing."),
    *vip_meltdown_more.SMALL_OFFERS,
)  # fmt: skip

RING = (
    "Ring or text, I read no more mails today.",
    "Do not mail me, send a message.",
    "I am on my feet all day, a text reaches me.",
    "A short message please, my mailbox is full.",
    *vip_meltdown_more.RING,
)

APOLOGIES = (
    "I expect an apology to begin with.",
    "And not without an apology this time.",
    "The word sorry would be a start.",
    "Nobody here has said sorry yet.",
    "An apology costs nothing, by the way.",
    *vip_meltdown_client.APOLOGIES,
)

# Once the first answer has helped.
FOLLOW_UPS = (
    Ask("code", "client", "And the papers for {thing}?",
        "All right, that was an answer. Under which number do I find the papers for {thing}?",
        "The papers for {thing} of {vip} are filed under {value}.",
        "The papers for {thing} of {firm} are filed under {value}.",
        ("the warranty", "the insurance case", "the return", "the site survey")),
    Ask("weekday", "client", "Next: {thing}",
        "Good, thank you. So which day do we get {thing}?",
        "{vip} gets {thing} on {value}.",
        "{firm} gets {thing} on {value}.",
        ("the written report", "the loan machine", "the new contract", "the final bill")),
    Ask("price", "client", "One more: {thing}",
        "That helps. What do you charge us for {thing} now, in euros?",
        "{thing} for {vip}: {value} euros, special price.",
        "{thing}, normal price: {value} euros.",
        ("the express lorry", "the night shift", "the second fitter", "the weekend service")),
    Ask("time", "client", "Then about {thing}",
        "Noted, my board is calmer. What time can I count on {thing}?",
        "{vip} can count on {thing} at {value}.",
        "{firm} can count on {thing} at {value}.",
        ("your technician", "the hotline", "the replacement van", "the courier")),
    *vip_meltdown_client.FOLLOW_UPS,
)  # fmt: skip

# Everybody else who is caught up in it, and those who are not.
AROUND = (
    Ask("weekday", "team member", "What do I tell {vip} about {thing}?",
        "They ring every ten minutes. Which day did we promise for {thing}?",
        "Promised to {vip}: {thing} on {value}.",
        "Promised to {firm}: {thing} on {value}.",
        ("the spare key", "the touch-up", "the training", "the sample box")),
    Ask("price", "team member", "Voucher over {thing}",
        "I am writing the voucher for {vip} over {thing}. How many euros may it be?",
        "Voucher for {vip} over {thing}: {value} euros at most.",
        "Voucher for {firm} over {thing}: {value} euros at most.",
        ("the delay", "the scratches", "the noise", "the waiting time")),
    Ask("room", "colleague", "Room for {thing}",
        "Which room did you take for {thing}? I want to bring coffee.",
        "{thing} is in room {value} today.",
        "{thing} was in room {value} yesterday.",
        ("the crisis talk", "the postmortem", "the war room", "the emergency round")),
    Ask("count", "client", "Our order of {thing}",
        "No rush at all. How many of {thing} are on our standing order?",
        "Standing order of {thing}: {value} a month.",
        "Standing order of {thing} until last year: {value} a month.",
        ("the paper cups", "the work gloves", "the seed trays", "the shipping labels")),
    Ask("time", "client", "Opening of {thing}",
        "Hello from the nice customers. What time does {thing} open on our day?",
        "On customer day {thing} opens at {value}.",
        "On normal days {thing} opens at {value}.",
        ("the show kitchen", "the test track", "the sample room", "the roof garden")),
    Ask("code", "team member", "Extension of {thing}",
        "{vip} is on the other line. Which extension has {thing}?",
        "{thing} has the extension {value}.",
        "{thing} had the extension {value} before the move.",
        ("the complaint desk", "the night shift", "the legal team", "the test lab")),
    *vip_meltdown_more.AROUND,
)  # fmt: skip

HOME = (
    Ask("evening", "sister", "When is {thing}?",
        "Just planning my day. What time is {thing} tonight?",
        "{thing} is tonight at {value}.",
        "{thing} was at {value} last time.",
        ("the film", "the game night", "the stargazing", "the talk at the library")),
    Ask("count", "friend", "Sum for {thing}",
        "I collect for {thing}. How many euros did you put in?",
        "We put {value} euros into the pot for {thing}.",
        "Last year we put {value} euros into the pot for {thing}.",
        ("the teacher's present", "the street musicians", "the rescue boat", "the hut")),
    Ask("weekday", "neighbour", "{thing} this week",
        "Which day do you need {thing}? I would use it on the others.",
        "We need {thing} on {value}.",
        "Last week we needed {thing} on {value}.",
        ("the trailer", "the washing line", "the parking space", "the long ladder")),
    *vip_meltdown_more.HOME,
)  # fmt: skip

RELAYS = (
    Relay("code", "driver", "text {name} the case number of {thing}",
          "Case number of {thing}: {value}.",
          "Case number of {thing}, closed in May: {value}.",
          ("the broken ramp", "the dented van", "the lost parcel", "the spilled paint")),
    Relay("time", "technician", "let {name} know at what time {thing} can be switched off",
          "{thing} can be switched off at {value}.",
          "On Fridays {thing} can be switched off at {value}.",
          ("the mixer", "the furnace", "the air handling", "the belt")),
    Relay("weekday", "branch manager", "send {name} a text: which day {thing} goes back",
          "{thing} goes back on {value}, written agreement.",
          "In the first agreement {thing} went back on {value}.",
          ("the loan van", "the hired crane", "the deposit", "the test unit")),
    *vip_meltdown_more.RELAYS,
)  # fmt: skip

SHOCKS = (
    "{vip} rang the front desk and shouted: mails are not read any more, only messages.",
    "{vip} is beside itself and wants messages instead of mails from now on.",
    "The receptionist says that {vip} is furious and takes nothing but messages.",
    *vip_meltdown_client.SHOCKS,
)

GROWLS = (
    "{vip} rang the switchboard a minute ago and is furious by now.",
    "The driver comes back from {vip}: they are furious.",
    "{vip} has put it on the internet and is furious.",
    "Somebody from {vip} stood at the gate and was furious.",
    *vip_meltdown_client.GROWLS,
)

NAMES = ("The client is not amused", "One loud voice, one quiet one", "Damage control",
         "The whole floor hears it", "A letter in capitals", "Where is my delivery",
         *vip_meltdown_more.NAMES)  # fmt: skip
