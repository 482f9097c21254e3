"""Whose need a text serves, and whether it is a chore: decided by whole words, without a model.

The order of the rules of `infer_tier`; the first that decides wins:

1. who it concerns: a stated relationship (family and friends, or people of work);
2. a context the writer set: `@home`, `@work`, `@errands`, then `+project` tags;
3. the words, clause by clause: first what it is for ("so that I can …", "because …"), then the
   main clause, then what only dates it ("before …", "after …").

Within a clause: words that are personal wherever they stand (kin, health, celebrations), then
words that belong to work wherever they stand (client, invoice, deploy), then groceries and
errands, then weak words of either side by majority. Personal wins every tie, because it is what
gets crowded out. Phrases are read before single words and use their words up, so that "health
check" is work, and a word counts only as a whole: "watermelon" holds no mom, "task" no ask.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.contract.day import Tier

_KIN = """
mom mum mommy mummy mama mother dad daddy papa father parent grandma grandpa granny grandmother
grandfather grandad granddad nana nan opa oma abuela abuelo sister brother sibling sis bro aunt
auntie uncle niece nephew cousin wife husband spouse hubby fiance fiancee girlfriend boyfriend son
daughter kid kiddo child children baby toddler newborn twin twins family godson goddaughter stepson
stepdaughter inlaw inlaws grandson granddaughter grandkid bestie roommate flatmate housemate
neighbor neighbour babysitter nanny childminder daycare nursery kindergarten preschool playdate
dog puppy cat kitten pet vet veterinarian hamster rabbit
"""
_HEALTH = """
health doctor dr gp dentist dental orthodontist pediatrician paediatrician dermatologist optician
optometrist ophthalmologist cardiologist gynecologist physio physiotherapist physiotherapy
chiropractor osteopath therapist therapy counsellor psychologist psychiatrist nurse hospital
surgery mri xray ultrasound vaccine vaccination vaccinate jab inoculation flu fever migraine
allergy asthma insulin diabetes medicine medication meds med pill tablet antibiotic vitamin
prescription pharmacy pharmacist inhaler cholesterol mammogram colonoscopy prenatal pregnancy
pregnant midwife braces glasses gym workout yoga pilates jog jogging meditate meditation
mindfulness sleep nap bedtime insomnia hydrate diet cardio stretch stretching crossfit marathon
swim swimming hike hiking climbing sick ill rehab detox wellbeing wellness floss journaling
"""
_CELEBRATION = """
birthday bday anniversary wedding funeral christening baptism bridal engagement honeymoon
graduation christmas xmas easter thanksgiving halloween hanukkah diwali eid ramadan valentine
valentines recital homework pta piano guitar violin ballet choir soccer football tennis softball
hockey karate gymnastics scouts camping vacation holiday holidays getaway staycation selfcare
hobby haircut barber hairdresser manicure massage spa mortgage landlord passport church mosque
temple synagogue personal
"""
_STRONG_PERSONAL = frozenset(f"{_KIN} {_HEALTH} {_CELEBRATION}".split())

_WEAK_PERSONAL = frozenset(
    """
friend buddy home house flat apartment garden garage kitchen bathroom bedroom attic basement yard
lawn balcony plant laundry dish dishes bin bins trash rubbish sink faucet tap toilet shower boiler
roof gutter shelf sofa couch mattress closet wardrobe vacuum mop tidy declutter rest relax unwind
habit routine walk run ride bike bicycle water breakfast brunch lunch dinner supper picnic
barbecue bbq potluck party gift present movie film cinema theatre theater concert museum zoo
novel read reading music song sing sing dance game puzzle chess weekend evening tonight rent
tax taxes insurance license licence savings pension bank electricity gas wifi plumber electrician
handyman gardener cleaner school teacher class lesson tutor camp match practice drink drinks cook
bake recipe date learn hug listen breathe breath happy happier gratitude journal diary stress
""".split()
)

_STRONG_PROFESSIONAL = frozenset(
    """
client customer vendor supplier investor stakeholder shareholder board boardroom ceo cto cfo coo
cmo vp svp evp boss coworker colleague intern contractor freelancer consultant recruiter candidate
applicant headcount hr payroll onboarding offboarding employee manager teammate invoice invoicing
purchase procurement rfp rfq rfi sow nda msa sla kpi okr roi p&l arr mrr quarterly q1 q2 q3 q4
fiscal forecast budget budgeting revenue pipeline quota crm salesforce hubspot lead prospect
pitch pitchdeck deck slide slides powerpoint keynote webinar demo standup scrum sprint retro
retrospective backlog kanban jira ticket epic roadmap milestone deliverable kickoff offsite
allhands townhall deploy deployment rollout release hotfix bug bugfix codebase repo repository
branch commit merge pr refactor unittest ci cd pipeline staging production prod server backend
frontend api sdk database db schema migration query dashboard analytics metrics telemetry logging
kubernetes docker terraform aws azure gcp cloud devops sre incident outage postmortem oncall pager
rollback latency benchmark spec specification wireframe mockup figma prototype ux ui changelog
compliance audit auditor gdpr soc2 legal counsel contract proposal quote quotation tender
statement timesheet expense expenses reimbursement appraisal promotion salary compensation equity
partnership marketing seo campaign newsletter copywriting blogpost press pressrelease branding
launch feature product spreadsheet workshop seminar conference symposium thesis dissertation
manuscript syllabus grading coursework faculty lecture publication journalclub shift ward
rounds patient patients inventory warehouse shipment logistics factory sitevisit blueprint permit
tenant listing escrow deposition brief filing paralegal lawsuit litigation hearing workload work
office workplace agenda minutes memo briefing deadline report presentation project standups
""".split()
)

_WEAK_PROFESSIONAL = frozenset(
    """
meeting sync team review feedback draft document doc slack zoom teams email mail reply respond
followup follow agenda schedule interview summary proposal plan strategy account company business
corporate industry sales finance accounting engineering design research data analysis study paper
approve approval sign signature submit deliver delivery update status notes transcript hire
training mentor mentee policy process security system software hardware laptop printer vpn
presentation documentation test testing script code review user users partner partners session
quote estimate order vendor draft chart table figure results numbers
""".split()
)

_ERRANDS = frozenset(
    """
grocery groceries supermarket shopping shop store errand errands bakery butcher market costco
walmart target ikea tesco aldi lidl milk egg eggs bread butter cheese yogurt yoghurt cream oat oats
cereal granola rice pasta noodle noodles spaghetti flour sugar salt pepper spice cinnamon oil
vinegar ketchup mustard mayo mayonnaise sauce soup bean beans lentil lentils chickpea
chickpeas tofu tempeh chicken beef pork bacon ham sausage turkey steak mince fish salmon tuna
shrimp prawn apple banana orange lemon lime grape berry berries strawberry blueberry raspberry
mango pineapple watermelon melon peach pear plum cherry avocado tomato potato onion garlic ginger
carrot celery cucumber lettuce spinach kale broccoli cauliflower cabbage zucchini courgette
aubergine eggplant mushroom corn pea peas basil parsley cilantro coriander mint honey jam
marmalade nutella peanut almond cashew walnut nut nuts raisin chocolate cookie cookies biscuit
biscuits cracker crackers chips crisps popcorn snack snacks icecream juice soda cola coke lemonade
coffee tea beer wine whisky whiskey gin vodka toothpaste toothbrush shampoo conditioner soap
detergent bleach sponge sponges tissue tissues napkin napkins nappy nappies diaper diapers wipes
deodorant razor razors sunscreen batteries battery lightbulb lightbulbs bulb bulbs foil candle
candles stamp stamps envelope envelopes hummus salsa tortilla tortillas bagel bagels croissant
croissants baguette muffin muffins pancake pancakes syrup quinoa couscous kimchi olives pickle
pickles sardines stapler drycleaning drycleaner parcel petrol fuel carwash tyres
""".split()
)

_PERSONAL_PHRASES = """
parent teacher|parents evening|school run|school play|school pickup|school drop off|school trip
sports day|date night|game night|movie night|family dinner|mother s day|father s day|mothers day
fathers day|best friend|old friend|my friend|my friends|with friends|college friends|night off
day off|days off|time off|me time|quality time|blood test|blood pressure|blood work|check up
annual checkup|eye test|eye exam|mental health|physical therapy|physical exam|flu shot|doctor s
dry eye|root canal|wisdom tooth|bed time|go to bed|early night|drink water|glass of water
glasses of water|phone free|screen time|baby shower|house party|housewarming|dinner party
holiday party invitations|in laws|mother in law|father in law|son s|my partner|our kids
soccer practice|football practice|swim practice|swim lesson|piano lesson|piano lessons|dance class
go for a run|morning run|evening run|go running|evening walk|morning walk|take a walk
go for a walk|walk the dog|read a book|watch a film|watch a movie|bedtime story|road trip
birth certificate|life insurance|health insurance|home insurance|car insurance|tax return
council tax|driving licence|driving license|car inspection|oil change|power of attorney|last will
book club|bed and breakfast|parental leave|maternity leave|paternity leave|sick leave
annual physical|take a break|school fees|class trip|field trip|parent meeting|parents meeting
open house at school|little league|ballet class|hearing test|hearing aid|bank statement
parking permit|science project|school project|school presentation|school report|report card
stress relief|walk with|call home|at home|work life balance|phone contract|gym contract
""".replace("\n", "|")

_PROFESSIONAL_PHRASES = """
health check|health checks|healthcheck endpoint|parent company|parent task|parent ticket
child process|child ticket|sister company|sister team|family business client|family of products
home page|home screen|home office expenses|rest api|rest endpoint|run the tests|run payroll
run the numbers|dry run|test run|run through|run book|walk through|code walk|dog food|dogfooding
twin study|code review|design review|pull request|merge request|status report|status update
weekly report|monthly report|annual report|team meeting|staff meeting|team lunch|team dinner
team building|team offsite|with the team|to the team|all hands|town hall|one on one|oneonone
skip level|performance review|press release|business trip|business plan|business case|sales call
discovery call|kick off|stand up meeting|daily stand up|stand up|go live|road map|user research
user interview|user story|usability test|data room|term sheet|cap table|due diligence
board meeting|board deck|pitch deck|slide deck|case study|white paper|job interview
job description|job posting|work trip|work email|on call|code freeze|feature flag|release notes
on boarding|exit interview|legal review|expense report|expense claim|purchase order|cost center
change request|risk register|stress test|stress testing|load test|performance test
holiday coverage|vacation coverage|holiday rota|class action|class diagram|test class|base class
water treatment plant|plant manager|plant visit|power plant|dinner with the client|client dinner
client lunch|lunch and learn|brown bag|game plan|engagement letter|engagement survey
engagement rate|book of business|personal development plan|house style|school board contract
school district|baby product line|bank reconciliation|year end|quarter end|month end|half year|qbr
pet project review|health plan enrollment|conference call|lab meeting|office hours|journal article
peer review|ethics board|grant application|grant proposal|grant report|with team|my team|the team
our team|app store|stock options|working lunch|client gift|lead time|design system|company retreat
company party|office party|work party|cleaning crew invoice|data cleaning|data plan review
""".replace("\n", "|")

# These mean nothing for the tier, but hold words that would.
_NEUTRAL_PHRASES = (
    "rest of|work out|working out|in house|at the table|up to date|out of date|to date|by the way"
    "|take a look|run by|run late|running late|run into|run out|in the long run|follow the link"
)

_OTHER_PHRASES = (
    "dry cleaning|dry cleaner|dry cleaners|post office|car wash|shopping list|grocery list"
    "|light bulb|light bulbs|toilet paper|paper towel|paper towels|kitchen roll|dish soap|cat food"
    "|dog food bag|washing up liquid|bin bags|ice cream|oat milk|petrol station|gas station"
    "|hardware store|library book|library books|baking powder|cooking oil|olive oil|orange juice"
)

_PERSONAL_RELATION = frozenset(
    "spouse wife husband partner family mother father mom mum dad parent parents son daughter "
    "child children kid kids sister brother sibling grandparent grandmother grandfather aunt uncle "
    "cousin friend friends neighbour neighbor school teacher doctor dentist therapist "
    "babysitter".split()
)
_PROFESSIONAL_RELATION = frozenset(
    "client customer manager investor board colleague colleagues team teammate coworker vendor "
    "supplier recruiter boss executive stakeholder report direct employee assistant lawyer legal "
    "press business work candidate contractor advisor".split()
)

_CONTEXT: dict[str, Tier] = {
    **dict.fromkeys("home personal family health private me kids gym garden".split(), "personal"),
    **dict.fromkeys("work office job desk business client team computer".split(), "professional"),
    **dict.fromkeys("errands errand shop shopping store groceries supermarket".split(), "other"),
}

_TAG = re.compile(r"(?<!\S)([@+])(\w[\w-]*)")
_NOT_PROSE = re.compile(rf"{_TAG.pattern}|\S+@\S+|https?://\S+")
_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)?(?:['’][^\W\d_]+)?")
_PURPOSE = re.compile(
    r"\b(?:so that|so i can|so we can|so i|in order to|because of|because|to make it to"
    r"|to make time for|to attend|to protect|to free up|for the sake of)\b"
)
_ASIDE = re.compile(
    r"\b(?:before|after|during|while|until|instead of|ahead of|once|on the way to|when)\b"
)


def infer_tier(text: str, relationship: str = "") -> Tier:
    """Whose need `text` serves; `relationship` is how the person it concerns is known."""
    for word in re.findall(r"[a-z]+", relationship.casefold()):
        if word in _PERSONAL_RELATION:
            return "personal"
        if word in _PROFESSIONAL_RELATION:
            return "professional"
    return _infer(text[:2000])


@lru_cache(maxsize=8192)
def _infer(text: str) -> Tier:
    tags = _TAG.findall(text.casefold())
    for tag in (name for sign, name in tags if sign == "@"):
        if tag in _CONTEXT:
            return _CONTEXT[tag]
    for tag in (name for sign, name in tags if sign == "+"):
        return _CONTEXT.get(tag) or (_clause_tier(tag.replace("-", " ")) or "professional")
    for clause in _clauses(_NOT_PROSE.sub(" ", text.casefold())):
        tier = _clause_tier(clause)
        if tier is not None:
            return tier
    return "other"


def _clauses(text: str) -> Iterator[str]:
    """The purpose, the main clause, and what only dates it."""
    main, *purposes = _PURPOSE.split(text, maxsplit=1)
    yield from purposes
    main, *asides = _ASIDE.split(main, maxsplit=1)
    yield main
    yield from asides


def _clause_tier(clause: str) -> Tier | None:
    words, strong = _read_phrases(_tokens(clause))
    personal, professional, other = strong
    if personal or _count(words, _STRONG_PERSONAL):
        return "personal"
    if professional or _count(words, _STRONG_PROFESSIONAL):
        return "professional"
    if other or _count(words, _ERRANDS):
        return "other"
    weak_personal, weak_work = _count(words, _WEAK_PERSONAL), _count(words, _WEAK_PROFESSIONAL)
    if not weak_personal and not weak_work:
        return None
    return "personal" if weak_personal >= weak_work else "professional"


def _tokens(text: str) -> list[str]:
    text = re.sub(r"\b1\s*[:\-/]\s*1s?\b|\b1on1s?\b", "oneonone", text.casefold())
    text = re.sub(r"\b(?:coffee|tea|beers?|wine|drinks) with\b", "lunch with", text)
    text = re.sub(r"\b\d+\s*hrs?\b", " ", text)
    found = []
    for word in _WORD.findall(text):
        stem, _, ending = word.replace("’", "'").partition("'")
        found += [stem, ending] if ending == "s" else [stem]
    return found


def _phrase_set(phrases: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(p.split()) for p in phrases.split("|") if p.strip())


_PHRASES = tuple(
    _phrase_set(p)
    for p in (_PERSONAL_PHRASES, _PROFESSIONAL_PHRASES, _OTHER_PHRASES, _NEUTRAL_PHRASES)
)
_LONGEST = max(len(phrase) for phrases in _PHRASES for phrase in phrases)


def _read_phrases(words: list[str]) -> tuple[list[str], tuple[int, int, int]]:
    """The words left over, and how many personal, professional and other phrases were read."""
    found, rest, i = [0, 0, 0, 0], [], 0
    while i < len(words):
        for length in range(min(_LONGEST, len(words) - i), 0, -1):
            phrase = tuple(words[i : i + length])
            kind = next((k for k, phrases in enumerate(_PHRASES) if phrase in phrases), None)
            if kind is not None:
                found[kind] += 1
                i += length
                break
        else:
            rest.append(words[i])
            i += 1
    return rest, (found[0], found[1], found[2])


def _count(words: list[str], lexicon: frozenset[str]) -> int:
    return sum(1 for word in words if any(form in lexicon for form in _forms(word)))


@lru_cache(maxsize=8192)
def _forms(word: str) -> tuple[str, ...]:
    """The word and what it may be an inflection of."""
    forms = [word]
    if len(word) > 3:
        for ending, repair in (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"),
                               ("ing", ""), ("ing", "e")):  # fmt: skip
            if word.endswith(ending) and len(word) - len(ending) >= 2:
                stem = word[: -len(ending)]
                forms.append(stem + repair)
                if len(stem) > 3 and stem[-1] == stem[-2] and ending in {"ed", "ing"}:
                    forms.append(stem[:-1])
    return tuple(forms)


_CHORE_VERBS = re.compile(
    r"^(?:(?:please|pls|i|we|need to|have to|must|should|remember to|gotta|to)\s+)*"
    r"(?:buy|purchase|order more|restock|pick up|pickup|collect|drop off|stock up on|run out of"
    r"|grab (?!(?:an? )?(?:quick )?(?:coffee|tea|breakfast|brunch|lunch|dinner|drinks?|beer|bite))"
    r"|clean|deep clean|tidy|vacuum|hoover|mop|dust|wash|iron|fold|mow|rake|weed|water|prune|trim"
    r"|paint|repaint|fix|repair|mend|unclog|unblock|replace|install|assemble|hang|put up|patch|sand"
    r"|declutter|organi[sz]e (?:the|my|our)|sort (?:out )?(?:the|my|our)|sweep|scrub|polish|defrost"
    r"|descale|cook|bake|make (?:dinner|lunch|breakfast)(?! (?:res|plans|date))|pack|unpack|watch"
    r"|binge|rewatch|read|finish reading|charge|refill|fill up|refuel|take out|put out|bring in"
    r"|put away|take down|empty|recycle|shred|donate|walk (?:the|my|our)|feed|groom|bathe"
    r"|change (?:the |a )?(?:light ?bulb|bulb|sheets|bed|oil|tyres?|tires?|filters?|litter|nappy)"
    r"|make the bed|do the|load the|unload|return (?:the|my|our|those|these|library)"
    r"|post the|print|sew|knit|listen to)\b"
)
_CHORE_WORDS = re.compile(
    r"\b(?:grocer(?:y|ies)|shopping list|grocery (?:run|shop|shopping|list)|laundry|dishes"
    r"|washing up|dry cleaning|hoovering|vacuuming|bins|ironing|spring cleaning|dishwasher"
    r"|errands?)\b"
)
_WHEN = re.compile(
    r"\b(?:remind|reminder|reminders|alarm|notify|nudge|ping me|schedule|calendar|every|each|daily"
    r"|weekly|monthly|today|tonight|tomorrow|tmrw|tmr|noon|midnight|deadline|due"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day|days)?"
    r"|(?:jan|febr?|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[a-z]* \d{1,2}(?:st|nd|rd|th)?"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"|(?:next|this) (?:week|month|weekend|morning|afternoon|evening)"
    r"|in (?:an?|\d+|two|three) (?:hours?|minutes?|mins?|days?|weeks?)"
    r"|\d{1,2}:\d{2}|\d{1,2} ?[ap]\.?m\b|\d{4}-\d{2}-\d{2}|at \d{1,2}|by \d{1,2}|before \d{1,2}"
    r"|after work|before work)\b"
)
_SPLIT = re.compile(r"\s*(?:,|;|\n|\band\b|&|\+|\bor\b)\s*")
_LIST_FILLER = frozenset(
    "a an the some more of few dozen pack packs bottle bottles can cans tin tins box bag bags kg g "
    "lb lbs oz litre litres liter liters pint loaf jar jars fresh organic whole skim semi skimmed "
    "frozen red green white brown black dark plain greek sour free range big small large two three "
    "get x".split()
)


def has_time(text: str) -> bool:
    """Whether a text names a time, a day or a reminder."""
    return _WHEN.search(text.casefold()) is not None


def is_chore(text: str) -> bool:
    """Whether only the person can do it with their own hands, and no time or reminder is asked for.

    Groceries, shopping lists, errands, housework, and books and films: an assistant that acts
    on these is a nuisance.
    """
    line = " ".join(_TAG.sub(" ", text.casefold()).split())
    if has_time(line):
        return False
    if is_grocery_list(line):
        return True
    words, (_, work_phrases, _) = _read_phrases(_tokens(line))
    if work_phrases or _count(words, _STRONG_PROFESSIONAL):
        return False
    if _CHORE_WORDS.search(line):
        return True
    return _CHORE_VERBS.match(line) is not None and not _count(words, _WEAK_PROFESSIONAL)


def is_grocery_list(text: str) -> bool:
    """Whether a text is nothing but things from a shop: "oat milk", "bread, butter"."""
    line = re.sub(r"^(?:buy|get|grab|order|need|we need|groceries|shopping(?: list)?)\b:?", " ",
                  text.casefold().strip())  # fmt: skip
    parts = [part for part in _SPLIT.split(line.strip()) if part]
    goods = sum(_is_good(part) for part in parts)
    if len(parts) < 3 or any(len(part.split()) > 2 for part in parts):
        return bool(parts) and goods == len(parts)
    # In a list of short names most of which are goods, the rest are goods, too.
    return 2 * goods > len(parts) and not any(_is_work(part) for part in parts)


def _is_work(part: str) -> bool:
    return _clause_tier(part) in {"personal", "professional"}


def _is_good(part: str) -> bool:
    words, (personal, work, other) = _read_phrases(_tokens(part))
    rest = [w for w in words if not w.isdigit() and w not in _LIST_FILLER]
    if personal or work or len(rest) > 3:
        return False
    return bool(rest or other) and all(
        any(form in _ERRANDS for form in _forms(word)) for word in rest
    )
