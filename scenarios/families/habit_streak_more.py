"""More texts of `habit_streak`, of other homes and trades; training only."""

from scenarios.families.habit_streak_shapes import Routine
from scenarios.families.parts_b import Errand, Relay

ROUTINES = (
    Routine("Hip rotations", "hip", 10),
    Routine("Skipping rope in the yard", "skipping", 15),
    Routine("Reservoir lap", "reservoir", 35),
    Routine("Grip trainer", "grip", 5),
    Routine("Plank on the carpet", "plank", 5),
    Routine("Cycling to the gate", "cycling", 30),
    Routine("Neck rolls", "neck", 5),
    Routine("Kettlebell swings", "kettlebell", 15),
    Routine("Standing on one leg", "one leg", 5),
    Routine("Climbing wall", "climbing", 40),
    Routine("Punchbag rounds", "punchbag", 20),
    Routine("Stairs, all floors", "stairs", 10),
    Routine("Ballet barre", "barre", 25),
    Routine("Wrist bends", "wrist", 10),
    Routine("Accordion, five bars", "accordion", 15, is_bodily=False),
    Routine("Feeding the sourdough", "sourdough", 5, is_bodily=False),
    Routine("Calligraphy", "calligraphy", 20, is_bodily=False),
    Routine("Chess puzzle", "chess", 10, is_bodily=False),
    Routine("Sign language clip", "sign language", 15, is_bodily=False),
    Routine("Weather book", "weather book", 5, is_bodily=False),
    Routine("Irregular verbs", "irregular", 15, is_bodily=False),
    Routine("Birds at the feeder", "feeder", 10, is_bodily=False),
    Routine("Three thank-you lines", "thank-you", 5, is_bodily=False),
    Routine("Telescope drawing", "telescope", 20, is_bodily=False),
    Routine("Till balance", "till balance", 10, "professional", is_bodily=False),
    Routine("Greenhouse readings", "greenhouse", 15, "professional", is_bodily=False),
    Routine("Customs law cards", "customs law", 15, "professional", is_bodily=False),
    Routine("Cold chain graph", "cold chain", 10, "professional", is_bodily=False),
    Routine("Voice warm-up", "voice", 10, "professional", is_bodily=False),
    Routine("Lab book in ink", "lab book", 15, "professional", is_bodily=False),
)  # fmt: skip

LOGGED = (
    "{clock}, today: {low}. Nothing left out.",
    "Tick in the app at {clock}, a few hours ago: {low}",
    "Already behind me since {clock} today - {low}",
    "The tracker says that the {low} happened today ({clock}).",
    "{label} ... {clock} ... today, in full, with a gold star",
    "Up early: {low} over and done with by {clock} today.",
    "Today's row of the chart: {low}, kept, {clock}",
    "At {clock} today I finished this: {low}. Feels good.",
)  # fmt: skip

YESTERDAY = (
    "{clock}, yesterday: {low}. Nothing left out.",
    "Tick in the app at {clock} on the day before today: {low}",
    "The tracker's newest line on the {low} is yesterday's ({clock}).",
    "Yesterday's row of the chart: {low}, kept, {clock}",
    "{label} ... {clock} ... yesterday, today's field is blank",
    "At {clock} yesterday I finished this: {low}. Once more today, please.",
    "Kept yesterday at {clock}, and what about today? {label}",
    "Last time: yesterday, {clock}. That was the {low}.",
)  # fmt: skip

PAUSED = (
    "Not until {day}! The {low} must wait for the swelling to go down.",
    "Because of the stitches: no {low}, not even a little, earlier than {day}.",
    "{day} is the first day on which I may return to the {low}.",
    "From the hospital letter - {low}: suspended, resume {day}",
    "The osteopath was strict. {label}: nothing before {day}.",
    "{label}? Have a break from it till {day}, otherwise the cramp comes back.",
    "I may take up the {low} again on {day}, and must leave it alone so long.",
    "Antibiotics run to {day}. As long as they do, skip the {low}.",
)  # fmt: skip

FULL = (
    "More than {times} a week of the {low} makes it worse, the surgeon warned.",
    "Weekly ration, {low}: {times}. Then the joint needs peace.",
    "{times} a week is plenty for the {low}, so leave it at that.",
    "On doctor's advice do the {low} {times} a week and no oftener.",
    "{label} - upper bound {times} a week, the tendon is not to be overdone",
    "Once the {low} came up {times} in a week, that week is full; stop there.",
    "The sports clinic allows the {low} {times} a week. It does not allow more.",
    "So that the back can heal: {low}, {times} a week, that is the maximum.",
)  # fmt: skip

WATCHES = (
    "Duty at the reception desk",
    "Kiln watch",
    "Supervising the written test",
    "Box office open",
    "Night porter hands over late",
    "On call for the ward",
    "Guided boat at the quay",
    "Lending desk",
    "Guarding the loan exhibits",
    "Fermentation watch",
    "Apprentice at my bench",
)  # fmt: skip

SHIFTS = (
    "power cut planned for the evening, so everything in the calendar comes one hour forward",
    "the ferry leaves sooner today, please take all meetings an hour earlier",
    "Management: whole day one hour earlier, on account of the heat",
    "they brought the fire drill forward and with it every meeting, by an hour",
    "all appointments slide up an hour because the hall is needed for the vote",
    "Since the delegation landed early, each meeting starts one hour sooner",
    "an hour earlier for everything on the calendar, the cleaners come at noon instead",
    "somebody set the planner to winter time: every meeting is really an hour before what it says",
)  # fmt: skip

MEDICINES = (
    "heart capsule", "antihistamine", "zinc lozenge", "nasal rinse", "insulin pen",
    "magnesium powder", "ear drops", "gout tablet", "heparin shot", "charcoal tablet",
    "throat lozenge", "folic acid", "oestrogen gel", "potassium solution", "sleep apnoea spray",
    "arnica globules", "tetracycline capsule", "burn ointment", "diuretic", "fish oil capsule",
)  # fmt: skip

DAILY = (
    "{at}, every single day: {med}. Give me a nudge",
    "Could I have a daily reminder? It is the {med}, at {at}.",
    "As of today the {med} has its fixed hour, {at}, and I want to be reminded each day",
    "every day {at} -> {med}. set that up please",
    "I take the {med} at {at} now. Make sure that I hear of it day by day",
    "my {med}!! daily at {at}, or I forget",
    "Please put the {med} on repeat: every day, {at}, a reminder",
    "Because I missed the {med} twice, remind me at {at} every day from now on",
)  # fmt: skip

ONCE = (
    "{at} today, {med} - please remind me, once will do",
    "I must not miss the {med} at {at}. A reminder for today, please",
    "could you nudge me about the {med} when it is {at}",
    "One-off: at {at} I am due for the {med}, let me know then",
    "Because of the meeting I will lose track; the {med} is at {at}, remind me",
    "at {at} pls say: {med}. only this time",
    "The {med} moved to {at} for today. I would like a reminder of that",
    "Only the {med} counts this morning, so ping me at {at}",
)  # fmt: skip

BY_SLIP = (
    "Every day a reminder for the {med}. When? Look at what the practice noted",
    "The hour for the {med} is written down somewhere, remind me daily by it",
    "daily reminder, {med}, time as the doctor has it, thx",
    "I do not have the hour of the {med} in my head. Find it and remind me every day",
    "So that the {med} is not forgotten: a reminder each day, at the hour from my notes",
    "{med}: remind me each day. The nurse told us the time",
    "Would you set up the {med} as a daily reminder, following the leaflet with the time",
    "take the time for the {med} from the notes and ring every day",
)  # fmt: skip

SLIPS = (
    "{value} it is for the {med} now, the practice rang.",
    "Label on the box, {med}: take at {value}.",
    "Best hour for the {med}, according to the new plan: {value}.",
    "At {value} and never on an empty stomach - {med}, says the specialist.",
    "We talked about the {med} with Dr Plum; {value} is the time to keep to.",
    "After the blood test the {med} was fixed at {value}, daily.",
    "Since the dose was halved, take the {med} at {value}, sitting up.",
    "Medication plan in force: {med} | {value} | one",
)  # fmt: skip

OLD_SLIPS = (
    "{value} was the hour of the {med} on the plan that has been torn up.",
    "Label on the empty box, {med}: take at {value}. No longer holds.",
    "As long as the dose was double, the {med} was due at {value}.",
    "Medication plan, struck out: {med} | {value} | two",
    "On night shifts, long ago, I had the {med} at {value}.",
    "The locum put the {med} at {value}, which was a mistake.",
    "Before the blood test the {med} used to be at {value}.",
    "Last winter's hour for the {med}: {value}.",
)  # fmt: skip

WEEK = (
    "Look back on the week for me: habits, above all the {low}",
    "I wonder about my habits. How often this week did I get round to the {low}?",
    "quick overview of the week, {low} - how many times?",
    "The {low}, how did that go this week? Habit recap please",
    "How many times did I keep the {low}? I mean this week, of all my habits",
    "Weekly review! Tell me the count for the {low}",
    "My trainer wants a summary of the week: how often the {low}?",
    "did I slack this week?? habits, the {low}, how often",
)  # fmt: skip

OWN_WORK = (
    "{firm}: forty pages of safety data, condense them to two",
    "The catalogue for {firm} needs its index",
    "Work out why the {firm} order was short by a crate",
    "Go over the lesson plan that {firm} wants to print",
    "Since the {firm} audit found gaps, rewrite the cleaning plan",
    "Everything the visitors of {firm} said: read the cards, group them, write it up",
    "Set the new prices for {firm}, shelf by shelf",
    "Plan the spring planting on the land of {firm}",
    "Letter to {firm} on the delayed ship, long and polite",
    "Type up the measurements from {firm} and draw the curve",
    "Light plan for the {firm} gala, cue by cue",
    "Judge the twelve entries to the {firm} prize",
    "Menu cost for {firm}, recalculate with the new flour price",
    "Prepare the patients' leaflet that {firm} pays for",
    "Draft a rota for the lifeguards at {firm}",
    "Compare what {firm} promised with what came",
)  # fmt: skip

PERSONAL_ERRANDS = (
    Errand("speech therapist", "{kid} is free from school at {x}; write that to {name} by mail"),
    Errand("yoga teacher", "A mail to {name}, please, I keep the mat until {x}"),
    Errand("hospice", "Could you mail {name} that grandad had his drops at {x}?"),
    Errand("tennis partner", "the court is ours from {x}. mail {name}"),
    Errand("dog sitter", "{name} needs a mail: last feeding was at {x}"),
    Errand("diet club",
           "Since the scales are at my place, mail {name} that weighing starts at {x}"),
    Errand("nursery", "tell {name} by email, {kid} had the fever syrup at {x}"),
    Errand("optician", "At {x} I can try the lenses. Put that in a mail to {name}."),
    Errand("sailing friend", "Mail for {name}. We cast off at {x}, tide will not wait."),
    Errand("father-in-law", "An email to {name} would be kind: the nurse rings at {x}"),
    Errand("singing teacher", "my voice is back, so email {name} that I come at {x} after all"),
    Errand("climbing hall", "Please let {name} know in a mail that the group is gone by {x}"),
)  # fmt: skip

PROFESSIONAL_ERRANDS = (
    Errand("client", "the kiln may be opened at {x}; write that to {name} by mail"),
    Errand("vendor", "A mail to {name}, please, we keep the crane until {x}"),
    Errand("team member", "Could you mail {name} that the till was counted at {x}?"),
    Errand("lab", "bench two is ours from {x}. mail {name}"),
    Errand("harbour office", "{name} needs a mail: our ship asks for the pilot at {x}"),
    Errand("client", "Since the keys are at our place, mail {name} that the hall opens at {x}"),
    Errand("vendor", "tell {name} by email, the milk was cooled down at {x}"),
    Errand("theatre", "At {x} we can hang the lamps. Put that in a mail to {name}."),
    Errand("client", "Mail for {name}. The excavator arrives at {x}, street must be clear."),
    Errand("team member", "An email to {name} would be kind: the inspector rings at {x}"),
    Errand("museum", "the loan is cleared, so email {name} that we collect it at {x} after all"),
    Errand("auditor", "Please let {name} know in a mail that the vault is shut by {x}"),
)  # fmt: skip

PERSONAL_READINGS = (
    Relay("cardiologist", "The upper blood pressure of today has to go to {name}, by mail",
          "Blood pressure today, upper value: {value}.",
          "Upper blood pressure at the last visit: {value}."),
    Relay("midwife", "mail for {name}: how many millilitres {kid} drank at night",
          "{kid} drank {value} millilitres during the night.",
          "Millilitres that {kid} drank in the first week: {value}."),
    Relay("running club", "{name} collects the cooper test by email, send mine",
          "Cooper test, my rounds in total: {value}.",
          "My cooper test two years ago gave {value} rounds."),
    Relay("asthma clinic", "Would you email {name} the peak flow I blew after getting up",
          "{value} was the peak flow after getting up.",
          "With the old inhaler the peak flow was {value}."),
    Relay("insurance doctor",
          "{name} asked by mail for the height of {kid}, in centimetres. Answer",
          "Measured at the door frame: {kid}'s height is {value} centimetres.",
          "Height of {kid} as the tailor guessed it, shoes on: {value} centimetres."),
    Relay("pen friend", "Dear {name} bets on how many birds I have on my list. Mail the number",
          "Bird list stands at {value} kinds.",
          "Before I struck the doubtful ones, {value} kinds were on the bird list."),
    Relay("beekeeping uncle", "email {name} the weight of the hive, he asked three times",
          "The hive weighed {value} pounds this morning.",
          "Before the honey was taken the hive weighed {value} pounds."),
    Relay("sleep clinic", "A mail to {name} with the minutes I lay awake, please",
          "Lay awake for {value} minutes, by the wristband.",
          "On holiday the wristband had {value} minutes awake."),
    Relay("heating engineer", "Our oil tank: email {name} how many centimetres are left in it",
          "Dipped the oil tank: {value} centimetres.",
          "Oil tank after the last filling: {value} centimetres."),
    Relay("swim coach", "Mail {name} how many lengths {kid} swam for the badge",
          "For the badge {kid} swam {value} lengths.",
          "At the first try, which did not count, {kid} swam {value} lengths."),
)  # fmt: skip

PROFESSIONAL_READINGS = (
    Relay("lab", "The turbidity of the well has to go to {name}, by mail",
          "Turbidity of the well, filtered: {value}.",
          "Unfiltered, last autumn, the turbidity of the well was {value}."),
    Relay("client", "mail for {name}: how many visitors the stand had",
          "The stand had {value} visitors, clicker count.",
          "Visitors at the stand, estimate of the first hour: {value}."),
    Relay("harbour office", "{name} collects the draught of the barge by email, send ours",
          "Draught of our barge, loaded: {value} centimetres.",
          "Overloaded last year, the barge had a draught of {value} centimetres."),
    Relay("vendor", "Would you email {name} how many sacks of malt are left",
          "{value} sacks of malt are left in the loft.",
          "Sacks of malt before the brewing: {value}."),
    Relay("site manager", "{name} asked by mail for the moisture of the screed. Answer",
          "Measured with the probe: moisture of the screed {value}.",
          "While it was still wet, the screed had a moisture of {value}."),
    Relay("theatre", "How many seats did we sell? {name} wants it mailed",
          "Seats sold for the opening: {value}.", "Seats sold for last year's opening: {value}."),
    Relay("client", "email {name} the yield of the east field, in sacks, she asked three times",
          "The east field gave a yield of {value} sacks.",
          "A year ago the yield of the east field was {value} sacks."),
    Relay("auditor", "A mail to {name} with the number of open complaints, please",
          "Complaints that are open as of now: {value}.",
          "Open complaints at the end of last month: {value}."),
    Relay("museum", "Humidity in the print cabinet: email {name} what the dial shows",
          "The dial in the print cabinet shows a humidity of {value}.",
          "With the window ajar the humidity dial had shown {value}."),
    Relay("team member", "Mail {name} how many helmets passed the drop test",
          "In the drop test {value} helmets passed.",
          "At the trial run of the drop test, not counted, {value} helmets passed."),
)  # fmt: skip
