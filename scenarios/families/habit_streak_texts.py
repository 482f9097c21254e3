"""Texts of `habit_streak`; training only."""

from scenarios.families import habit_streak_more as more
from scenarios.families.habit_streak_shapes import Routine
from scenarios.families.parts_b import Errand, Relay

ROUTINES = (
    *more.ROUTINES,
    Routine("Knee exercises on the mat", "knee", 15),
    Routine("Breathing drill with the belt", "breathing", 10),
    Routine("Walk to the weir", "walk", 30),
    Routine("Rowing machine", "rowing", 25),
    Routine("Shoulder stretches", "shoulder", 10),
    Routine("Swimming before lunch", "swimming", 40),
    Routine("Balance board", "balance", 10),
    Routine("Hill sprints", "sprints", 20),
    Routine("Twenty Spanish cards", "spanish", 15, is_bodily=False),
    Routine("Cello scales", "cello", 25, is_bodily=False),
    Routine("Reading aloud with the little one", "reading", 20, is_bodily=False),
    Routine("Journal page", "journal", 10, is_bodily=False),
    Routine("Trade press digest", "trade press", 15, "professional", is_bodily=False),
    Routine("Safety round through the hall", "safety round", 20, "professional", is_bodily=False),
    Routine("English phrases for customers", "phrases", 15, "professional", is_bodily=False),
)

LOGGED = (
    *more.LOGGED,
    "{label}: finished at {clock} this morning, written down by the watch.",
    "Watch log of today, {clock}: {low}, all of it.",
    "{label}: done today before breakfast, {clock}.",
    "Today {clock} ticked by hand in the paper diary: {low}.",
)

YESTERDAY = (
    *more.YESTERDAY,
    "Watch log of yesterday, {clock}: {low}, all of it.",
    "{label}: last entry is from yesterday, {clock}.",
    "{label}: done yesterday before breakfast, {clock}.",
    "Paper diary, the day before: {low} at {clock}.",
)

PAUSED = (
    *more.PAUSED,
    "{label}: pause until {day}, says the physiotherapist.",
    "No {low} before {day}, doctor's orders after the fall.",
    "{label}: off until {day}, agreed with the trainer.",
    "Stop the {low} for now and begin again on {day}; the strain has to settle.",
)

FULL = (
    *more.FULL,
    "{label}: never more than {times} a week, the rest is recovery.",
    "Trainer on the {low}: {times} a week and not once more.",
    "Limit for the {low}: {times} a week until the scan.",
    "Rule from the clinic: {low} {times} a week at most, then rest days.",
)

WATCHES = (
    *more.WATCHES,
    "On call for the hotline", "Intern looks over the shoulder", "Open door for the team",
    "Watch at the plant monitor", "Trial shift of the temp",
)  # fmt: skip

SHIFTS = (
    *more.SHIFTS,
    "the clocks of the booking system were wrong, all meetings are an hour earlier",
    "building closes early, every meeting moves up by one hour",
    "because of the storm warning all meetings start an hour sooner",
    "the caretaker locks up early today: each meeting begins an hour before its time",
)

MEDICINES = (
    *more.MEDICINES,
    "thyroid tablet", "iron drops", "allergy spray", "eye ointment", "cough syrup",
    "blood thinner", "vitamin capsule", "asthma inhaler", "stomach tablet", "migraine pill",
)  # fmt: skip

DAILY = (
    *more.DAILY,
    "Remind me of the {med} every day at {at}",
    "remind me to take the {med} daily at {at} pls",
    "Set a reminder for the {med}, every day at {at}",
    "I need a reminder every day at {at}: {med}",
)

ONCE = (
    *more.ONCE,
    "Remind me at {at} to take the {med}",
    "remind me of the {med} at {at}, just today",
    "Set a reminder for {at}: {med}, with a full glass",
    "Remind me at {at}: {med}, I keep forgetting it on busy mornings",
)

BY_SLIP = (
    *more.BY_SLIP,
    "Remind me of the {med} every day, at the hour on the slip",
    "remnid me daily of the {med}, the pharmacy wrote down when",
    "Set a daily reminder for the {med}; the time is in my notes",
    "I want to be reminded of the {med} every day at the time the doctor gave",
)

SLIPS = (
    *more.SLIPS,
    "Slip from the pharmacy: {med} every day at {value}, not with milk.",
    "The doctor wants the {med} taken at {value} from now on.",
    "{med}: new time is {value}, a quarter glass of water.",
    "From the nurse: {med} at {value} sharp, then nothing to eat for half an hour.",
)

OLD_SLIPS = (
    *more.OLD_SLIPS,
    "Old slip, no longer valid: {med} every day at {value}.",
    "During the holidays the {med} was taken at {value}.",
    "{med}: until the check-up the time was {value}.",
    "From the nurse, in hospital: {med} at {value}.",
)

WEEK = (
    *more.WEEK,
    "How do my habits stand this week, what about the {low}?",
    "weekly habits please, how many times did I manage the {low}?",
    "Give me the week in habits. How often was it the {low}?",
    "summary of my habits this week, mainly the {low}?",
)

OWN_WORK = (
    *more.OWN_WORK,
    "Clean up the parts list of {firm}",
    "Write the visit report on {firm}",
    "Fill the training matrix for the {firm} audit",
    "Reckon the freight shares for {firm}",
    "Work out the rota for the {firm} weekend",
    "Sort the claims of {firm} by date and sum them up",
    "Write the reference for the apprentice who goes to {firm}",
    "Check the drawings that {firm} sent back",
)

PERSONAL_ERRANDS = (
    *more.PERSONAL_ERRANDS,
    Errand("physiotherapist", "Email {name} that my ankle is taped until {x}"),
    Errand("running partner", "mail {name} that we start at {x} at the bridge"),
    Errand("music teacher", "Email {name} that {kid} comes to the lesson at {x}"),
    Errand("grandmother", "mail {name} that her pills are in the box from {x}"),
    Errand("pharmacist", "Email {name} that I collect the refill at {x}"),
    Errand("swimming club", "Mail {name} that {kid} needs the lane until {x}"),
)

PROFESSIONAL_ERRANDS = (
    *more.PROFESSIONAL_ERRANDS,
    Errand("vendor", "Email {name} that our gate is manned until {x}"),
    Errand("client", "mail {name} that the trial run begins at {x}"),
    Errand("team member", "Email {name} that the shift swap holds from {x}"),
    Errand("vendor", "Mail {name} that the forklift is back at {x}"),
    Errand("client", "email {name} that we open the showroom at {x}"),
    Errand("auditor", "Mail {name} that the log books are out from {x}"),
)

PERSONAL_READINGS = (
    *more.PERSONAL_READINGS,
    Relay("doctor", "Email {name} my pulse from this morning",
          "Pulse this morning, sitting: {value}.", "Pulse last Sunday, after stairs: {value}."),
    Relay("diabetes nurse", "mail {name} the sugar value from before breakfast",
          "Sugar before breakfast today: {value}.", "Sugar before breakfast last week: {value}."),
    Relay("physiotherapist", "Email {name} how far the knee bends, in degrees",
          "The knee bends {value} degrees now.", "After the operation the knee bent {value}."),
    Relay("coach", "mail {name} my minutes from the last rowing test",
          "Last rowing test: {value} minutes.", "Rowing test in spring: {value} minutes."),
    Relay("doctor", "Email {name} {kid}'s weight from today's scale",
          "Scale today, {kid}: {value} pounds.", "Scale before the flu, {kid}: {value} pounds."),
)  # fmt: skip

PROFESSIONAL_READINGS = (
    *more.PROFESSIONAL_READINGS,
    Relay("auditor", "Email {name} the pressure at the boiler from this morning",
          "Boiler this morning, pressure: {value}.", "Boiler last month, pressure: {value}."),
    Relay("client", "mail {name} how many crates of theirs we counted",
          "Crates counted for {name}: {value}.", "Crates of {name} before the pick-up: {value}."),
    Relay("vendor", "Email {name} the reading of the cold room meter",
          "Cold room meter reads {value}.", "Cold room meter at the turn of the year: {value}."),
    Relay("team member", "mail {name} the number of badges left in the drawer",
          "Badges left in the drawer: {value}.", "Badges before the fair: {value}."),
    Relay("client", "Email {name} the test load of the bench in kilos",
          "Bench, test load: {value} kilos.", "Bench, old frame, test load: {value} kilos."),
)  # fmt: skip
