"""More things that typed requests arrange, more events that stand already, more idle notes.

Apart from the other texts of `parts_c_texts`, which joins these to the first of each kind.
"""

MEET_PERSONAL = (
    ("a picnic on the dyke", "picnic"), ("the first sailing lesson", "sailing"),
    ("our allotment afternoon", "allotment"), ("a fitting for the wedding dress",
    "fitting/dress"), ("pancakes", "pancakes/pancake"), ("the hospital visit", "hospital"),
    ("a rehearsal for the school band", "rehearsal/band"), ("a bike ride along the canal",
    "bike/ride"), ("the talk about Grandpa's care", "care/talk"), ("a board game night", "game"),
    ("band practice in the cellar", "band/practice"), ("the first haircut for the little one",
    "haircut"), ("maths help", "maths"), ("a phone date", "phone"), ("the puppy class", "puppy"),
    ("a wine tasting at the old mill", "wine/tasting"), ("the moving van pick-up",
    "moving/van"), ("skating", "skating"), ("the blood test", "blood/test"),
    ("an hour of French conversation", "French"), ("the jam-making morning", "jam/jam-making"),
    ("our monthly chess duel", "chess"), ("a try-out on the climbing wall", "climbing"),
    ("the goodbye drinks for the neighbours", "drinks/goodbye"),
)  # fmt: skip
MEET_WORK = (
    ("a tasting of the new menu", "tasting/menu"), ("the sound check", "sound"),
    ("the walk through the greenhouse", "greenhouse/walk"), ("a call on the late container",
    "container"), ("an exit interview", "exit/interview"), ("the costume fitting",
    "costume/fitting"), ("a first look at the floor plans", "floor plans/plans"),
    ("the milk quality talk", "milk"), ("a demo of the ticket system", "demo/ticket"),
    ("the acceptance of the roof", "roof"), ("an apprentice review", "apprentice"),
    ("the press briefing", "press"), ("a working lunch", "lunch"), ("the lab safety course",
    "lab/safety"), ("the annual talk with the works council", "council"), ("a tour of the vault",
    "vault/tour"), ("the harvest planning", "harvest"), ("a feedback hour", "feedback"),
    ("the fire officer's visit", "fire"), ("an insurance call", "insurance"),
    ("the rental inspection for hall four", "rental/inspection"), ("the exam board", "exam"),
    ("a quick sync on the web shop", "sync/web shop"), ("the loan talk at the bank", "loan/bank"),
)  # fmt: skip

TITLES_PERSONAL = (
    "Piano tuner", "Scout leaders' meeting", "Blood donation", "Pub quiz", "Tax adviser",
    "Pottery class", "Hearing test", "Ballet trial lesson", "Brunch on the boat",
    "Tenants' meeting",
    "Mole check", "Boiler service", "Football practice", "Godchild's recital", "Car inspection",
    "Yoga in the park", "Seed swap", "Nursery open day", "Orthodontist", "Cinema night",
    "Riding lesson", "Portrait at Oma's", "Wedding rehearsal", "Garden club",
)  # fmt: skip
TITLES_WORK = (
    "Kitchen briefing", "Load-in meeting", "Ward round", "Lease signing", "Crop walk",
    "Curators' round", "Crew call", "Parents' council", "Grant interview", "Tasting panel",
    "Sprint demo", "Customs hearing", "Exam committee", "Crane booking talk", "Spring catalogue",
    "Works council", "Lab induction", "Season kick-off", "Vendor lunch", "Press preview",
    "Pay round", "Stage walk-through", "Fleet check", "Archive visit",
)  # fmt: skip

SPARE = (
    "Nobody ever found out who plays the trumpet at noon.", "Moths got into the felt box.",
    "Soup tastes better the day after, we agreed on that.", "The lift hums in a minor key.",
    "An owl nests above the organ loft.", "Cousins argue about the recipe every Easter.",
    "The big ladder needs two people.", "In the lobby hangs a map from before the war.",
    "Half of the mugs have no handle by now.", "The quince tree bore nothing this year.",
    "When the wind is from the west one smells the bakery.", "The stapler is always empty.",
    "On the back of the barn somebody painted a whale.", "Salt stains come out with vinegar.",
    "The new intern whistles.", "Some of the old slides are upside down.",
    "A good torch lives in the glove compartment.", "The sewing machine likes cotton best.",
    "The stage floor creaks left of the middle.", "Candles are in the drawer under the radio.",
    "It always snows on the day of the bazaar.", "The cat sleeps in the in-tray.",
    "Rhubarb leaves are poisonous, the stalks are not.", "That the clock is slow is well known.",
    "The ferry crew all come from one village.", "Blue chalk runs out first.",
    "The boiler room is the warmest place for tomatoes to ripen.",
    "The casserole dish never went back to her.", "The rink plays the same six songs.",
    "Once the whole street was without power and everybody grilled.",
    "The wobbly table got a folded beer mat.", "Ducks cross the yard in single file in spring.",
)  # fmt: skip
