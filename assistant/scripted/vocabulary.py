"""The words that a request is recognised by, as patterns over its cleaned first line.

Patterns that end in `_VERB` or are matched at the start decide by the leading verb, because the
same noun means something else further on: "call Tom" is a deed, "call with Tom" an event.
"""

import re


def _any(*patterns: str) -> re.Pattern[str]:
    """One pattern; case is ignored, save that [A-Z] stays a capital letter."""
    whole = "|".join(f"(?:{p})" for p in patterns)
    return re.compile(whole.replace("[A-Z]", "(?-i:[A-Z])"), re.IGNORECASE)


DONE = _any(
    r"(?:mark|tick|check off|cross)\b.*\b(?:done|complete[d]?|finished|off)\b",
    r"(?:i|we)?(?:'ve| have|'m)? ?(?:already |just |finally )?(?:finished|completed|wrapped up)\b",
    r"(?:i'?m |i am |we'?re |all )?done with\b|done:",
    r"(?:i|we)(?:'ve| have)? (?:already |just |finally )*(?:did|paid|submitted|sent|filed|went"
    r"|meditated|ran|swam|exercised|stretched|journaled|took|drank|worked out|walked|called"
    r"|booked|finished|shipped)\b",
    r"(?!(?:is|are|when|what|has|was)\b).+ (?:is|are|was|were|got) (?:already |now |all "
    r"|finally )?(?:done|finished|complete[d]?|submitted|paid|sent)(?: already| now| today)?[.!]*$",
    r".*[✓✔✅]\s*$|complete (?:task )?t\d+\b|close (?:task )?t\d+\b",
)
# What is done according to somebody else's business: "tell Tom it is done" is no report.
REPORT = _any(r"(?:mark|tick|check off|cross|i|we|i'?ve|i'?m|all|done|finished|complete|close)\b")
SETTLED = _any(r"(?:yes,? )?(?:(?:it'?s |already |all )?(?:done|finished|completed)|i did)\b")
REMIND = _any(
    r"\bremind (?:me|us|myself)\b|\bset (?:up )?(?:an? |the )?(?:daily |weekly )?(?:reminder"
    r"|alarm|timer)\b",
    r"\b(?:nudge|alert|wake|poke|notify|ping|buzz) (?:me|us)\b|\bdon'?t let (?:me|us) forget\b",
    r"^(?:reminder|alarm|timer)\b|\b(?:add|create|put in|need|want) (?:an? )?(?:\w+ )?(?:reminder"
    r"|alarm)\b",
    r"\bhabit of\b|^(?:start|track|build|add) (?:an? |the |my )?(?:new )?(?:\w+ )?habit\b",
)
NOTE = _any(
    r"(?:remember|note|notes?:|keep in mind|bear in mind|jot down|write down|learn that|(?:save"
    r"|record|store|log)(?= (?:that|this|the fact)\b|:)|for the record|fyi"
    r"|for (?:future )?reference|add to (?:my |the )?(?:notes|kb|knowledge base))(?: (?:to self"
    r"|this|for (?:later|future reference)))?(?: that\b|:|,)?",
    r"put (?:this|it) in my notes:?",
)
FACT = _any(
    r"(?:remember (?:that )?)?(?:my|our|the (?:wi-?fi|door|gate|garage|alarm|pass|code|address"
    r"|key|number|office)\w*|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?:['’]s)?)\b[^?]*?\b(?:is(?! (?:due"
    r"|overdue|late|broken|coming|calling|asking|waiting|down))|(?<=['’]s) allergic|are allergic"
    r"|speaks|was born"
    r"|drinks|takes (?:her|his|their)|moved to|has an? (?:\w+ )?allergy)\b",
    r"(?:remember (?:that )?)?(?:[\w'’-]+ ){1,3}(?:prefers?|likes|loves|hates|dislikes|(?:is"
    r"|are) (?:allergic|vegetarian|vegan|called)|lives (?:in|at|on)|works (?:at|for|in)"
    r"|doesn'?t (?:like|eat|drink)|can'?t (?:eat|stand|have))\b",
    r"(?:[\w'’-]+ ){0,2}[\w-]+(?:['’]s|s) (?:birthday|number|address|phone|e-?mail|name|size) is\b",
    r"i (?:prefer|like|love|hate|dislike|never|always|don'?t (?:like|eat|drink|take)|am allergic"
    r"|usually|live (?:in|at|on)|work best)\b|i'?m (?:allergic|vegetarian|vegan|lactose)\b",
    r"(?:never|always|don'?t) (?:book|schedule|put|accept|take|plan)\b|no (?:meetings?|calls?)\b",
)
QUESTION = _any(
    r"(?:what|when|where|who|whom|whose|which|how (?:much|many|long|often|old|far|tall|do|did|is"
    r"|are))(?:'?s|'?re|'?d)?\b",
    r"(?:did|do|does|is|are|was|were|am) (?:i|we|he|she|they|there|it|the|my|our|[A-Z]\w+)\b",
    r"(?:look up|look for|search|check|find) (?:in )?(?:my|our|the) (?:notes?|kb|knowledge base)\b",
    r"look up (?:the|my|our|what|when|where|who)\b|(?:tell|remind) me (?:what|when|where|who"
    r"|how)\b",
    r"recall\b|what did\b|any(?:thing| idea| notes?) (?:about|on|what|when|where|who)\b",
)
LONGING = _any(
    r"(?:some ?day|one day|maybe|perhaps|eventually|at some point|in another life)\b",
    r"ideas?\b|thoughts?\b|wish ?list|bucket list|dream|wonder|imagine|brainstorm",
    r"(?:it )?would(?: be)? (?:nice|great|lovely|cool|fun|love)|i(?:'d| would) (?:love|like) to\b"
    r"|i wish\b",
    r"(?:be|become|feel|get) (?:more |less |a |an )?(?:better|happier|kinder|healthier|fitter"
    r"|calmer|happy|present|patient|positive|grateful|mindful|organi[sz]ed|rich|in shape|active"
    r"|productive)\b",
    r"think about|consider|look into|explore|figure out|worry|spend (?:more|less) time|start (?:a"
    r"|an|my)|stop\b|quit\b|learn\b|improve\b|enjoy\b|live\b|simplify\b|life\b|hmm+|what if\b",
)
HANDOVER = _any(
    r"delegate\b|hand (?:over )?\b.*\b(?:to|over)\b|assign\b.*\bto\b|pass\b.*\b(?:on |off "
    r"|over )?to\b",
    r"give\b.*\bto [A-Z]\w+|let [A-Z]\w+ (?:handle|do|take)|ask [A-Z]?\w+(?: \w+)? to\b",
    r"(?:have|get) [A-Z]\w+ (?:to )?(?:do|take|handle|prepare|write|fix|finish|update|review|send)",
)
CANCEL = _any(
    r"(?:cancel|call off|scrap|scrub) (?:the |my |our )?\w+",
    r"(?:skip|drop|delete|remove|clear) (?:the|my|our|today|tomorrow|[a-z]+day)\b",
)
NOT_EVENTS = _any(
    r"\b(?:subscription|membership|order|account|plan|card|trial|policy|booking|reservation"
    r"|flight|hotel|contract|netflix|spotify|insurance|service|app|files?|photos?|folder|desk"
    r"|gutters?|table|snow|branch|column|cache|parcel|kids?|bag|keys)\b"
)
MOVE = _any(
    r"(?:reschedule|postpone|move|push|shift|delay|bring forward|swap|rearrange|re-?book|defer"
    r"|change (?:the )?(?:time|date) of|put off)\b"
)
CALENDAR = _any(
    r"\b(?:on|in|into|to|onto) (?:my |the |our )?(?:calendar|cal|diary|agenda)\b"
    r"|\bcalendar invite\b"
)
SCHEDULE = _any(
    r"(?:schedule|book|set ?up|arrange|organi[sz]e|plan|block|reserve|pencil in|calendar|fit in"
    r"|hold|squeeze in|invite|meet|catch up|get together|hop on|jump on|grab"
    r"|get (?:an? )?(?:quick )?(?:lunch|coffee|dinner|drinks)|have (?:an? )?(?:\w+ )?(?:call"
    r"|meeting|lunch|dinner|coffee|chat)|do (?:an? )?(?:call|lunch|dinner|coffee)|sync with|put"
    r"|add|make (?:an? |the |my |time|room|plans)|find (?:an? |some |the |me )?(?:time|slot|hour"
    r"|\d+|half|free|good|suitable|\w+ (?:slot|time))|chat with|talk (?:to|with)|see|visit|attend"
    r"|join|go (?:see|to (?!bed|sleep|work|the (?:gym|shop|store|bank)))|speak (?:to|with))\b"
)
INVITE = _any(r"invite\b")
WITH_SOMEBODY = _any(r"\b(?:time|slot|something|minutes|mins|hour|hours) with\b")
BOOKED_ELSEWHERE = _any(
    r"\b(?:flights?|hotel|train|tickets?|airbnb|taxi|cab|uber|table|restaurant|hostel|rental"
    r"|cruise|trip|holiday|vacation|venue|caterer|photographer|printer|laptop|router|wifi|autopay"
    r"|account|dev environment|environment|repo|pipeline|tests?|playlist|closet|files?|photos"
    r"|list|budget)\b"
)
EVENT = _any(
    r"\b(?:meeting|mtg|call|1[:-]1|1on1|one[- ]on[- ]one|sync|stand-?up|catch-?up|check-?in|lunch"
    r"|dinner|breakfast|brunch|coffee|drinks|appointment|appt|interview|demo|workshop|webinar"
    r"|session|class|lesson|dentist|doctor|dr\.?|gp|physio|physiotherapist|therapist|therapy"
    r"|haircut|hairdresser|barber|vet|check-?up|eye test|review|retro|retrospective|kick-?off"
    r"|offsite|party|play ?date|date night|recital|conference|zoom|viewing|inspection|training"
    r"|tutoring|concert|ceremony|wedding|massage|optician|orthodontist|pediatrician|dermatologist"
    r"|parents? evening|open house|chat|town hall|all-hands|brainstorm|planning|briefing|debrief"
    r"|presentation|screening|scan|x-ray)s?\b"
)
EVENT_VERB = _any(
    r"(?:call|review|sync|demo|interview|train|check in|present|plan|coffee beans|zoom"
    r"|party supplies)(?= )(?! (?:with|w/|on|at|about|re|for|-|:|tomorrow|today|tonight|mon|tue"
    r"|wed|thu|fri|sat|sun|next|this|\d|meeting|session))"
)
AS_NOUN = _any(
    r"(?:call|review|sync|demo|interview|training?|check[- ]in|zoom|planning|run|walk"
    r"|test) (?:with|w/)"
)
APPOINTMENT = _any(
    r"\b(?:appointment|appt|dentist|doctor|dr\.?|gp|physio|therapist|vet|haircut|class|lesson"
    r"|party|recital|concert|wedding|ceremony|interview|optician|orthodontist|pediatrician"
    r"|check-?up)\b"
)
ACTIVITY = _any(
    r"\b(?:(?:morning|evening|quick|short|long|\d+ ?(?:min|minutes?|km|k))\s+)*(?:gym|work ?out"
    r"|run|jog|yoga|pilates|meditat\w*|walk|stretch\w*|swim|cycl\w*|journal\w*|vitamins?|meds"
    r"|medication|medicine|pills?|water|insulin|floss\w*|sleep|bedtime|nap|read\w*|pray\w*"
    r"|breath\w*|exercise|push-?ups)\b"
)
MAIL = _any(
    r"(?:e-?mail|mail|reply|respond|answer|write (?:back|to|an? (?:e-?mail|mail|note|message"
    r"|reply))|send (?:an? |the |out )?(?:\w+ )?(?:e-?mail|mail|note|message|text|reply|invite"
    r"|reminder)|draft (?:an? )?(?:\w+ )?(?:e-?mail|mail|reply|response|note|message)|forward"
    r"|cc)\b"
)
TELL = _any(
    r"(?:text|message|msg|dm|ping|whatsapp|slack|tell|shoot|inform|notify|update"
    r"|let(?= (?:\w+ ){1,3}know)|ask|thank(?! you\b)|remind|wish|congratulate"
    r"|follow[- ]up (?:with|on)|reach out to|check in (?:with|on)|get back to|confirm"
    r"|apologi[sz]e to|introduce|drop|send|write|share|rsvp|touch base with|invite|say (?:hi"
    r"|thanks|thank you|happy birthday|sorry) to)\b"
)
# Verbs that take a thing as often as a person, so that a person must be named.
SENDING = _any(
    r"(?:send|write|share|drop|shoot|update|introduce|confirm|check in|forward|slack|invite"
    r"|notify|inform|text|message|ping|remind)\b"
)
# Somebody without a name: who is meant has to be asked.
ROLE_AT_END = re.compile(
    r"\bto (?:my |our |the |an? )?((?:new |old )?(?:clients?|customers?|vendors?|suppliers?|boss"
    r"|manager|landlord|landlady|tenants?|lawyer|accountant|bookkeeper|investors?|recruiter"
    r"|candidates?|colleagues?|contractor|everyone|everybody|all|team|accounting|finance|payroll"
    r"|insurance|insurer|bank|agent|editor|publisher|supervisor|tutor|teacher|parents))$",
    re.IGNORECASE,
)
# What no mail can carry.
BY_POST = _any(
    r"\b(?:flowers?|bouquet|parcels?|packages?|(?:post|greeting |birthday |thank[- ]you "
    r"|christmas )?cards?|gifts?|presents?|letters?|money|che(?:que|ck)s?|cakes?|chocolates?"
    r"|kids?|children)\b"
)
# A line that begins with one of these is something to be done, not the name of an event.
DEED = re.compile(
    r"(?:write|prepare|prep|draft|finish|complete|review|read|update|create|make|build|fix|submit"
    r"|pay|renew|file|print|sign|research|buy|order|pick up|drop off|collect|return|clean|call"
    r"|phone|ring|send|check|get|take|bring|give|do|go|wash|cook|bake|pack|unpack|watch|study"
    r"|practi[cs]e|train|work|test|deploy|release|merge|refactor|design|analy[sz]e|compile|upload"
    r"|download|install|set|change|replace|repair|apply|register|enrol+|sign up|book|buy|sell"
    r"|donate|organi[sz]e|sort|water|feed|walk|run|visit|see|try|choose|decide|pick|select"
    r"|compare|measure|order|transfer|send|deposit|withdraw|claim|record|publish|post|edit"
    r"|proofread|translate|summari[sz]e|document|approve|finali[sz]e|reconcile|audit|close"
    r"|open(?! day| house| mic)|start|stop|turn|charge|backup|back up|save|move|leave|drink|eat"
    r"|meditate|stretch|exercise|sleep|wake|find|look|search|learn|plan|think|help|mow|rake|iron"
    r"|fold|vacuum|dust|empty|fill|refill|restock|wrap|mail|ship|fetch|cut|trim|paint|hang)\b",
    re.IGNORECASE,
)
