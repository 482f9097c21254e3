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
    r"(?:mark|tick|check|cross)\b.*\b(?:done|complete[d]?|finished|off)\b",
    r"(?:i|we)?(?:'ve| have|'m)? ?(?:already |just |finally )?(?:finished|completed|wrapped up)\b",
    r"(?:i'?m |i am |we'?re |all )?done with\b|done:",
    r"(?:i|we)(?:'ve| have)? (?:already |just |finally )*(?:did|paid|submitted|sent|filed|went"
    r"|meditated|ran"
    r"|swam"
    r"|exercised|stretched|journaled|took|drank|worked out|walked|called|booked|finished"
    r"|shipped)\b",
    r"(?!(?:is|are|when|what|has|was)\b).+ (?:is|are|was|were|got) "
    r"(?:already |now |all |finally )?(?:done|finished|complete[d]?|submitted|paid|sent)"
    r"(?: already| now| today)?[.!]*$",
    r".*[✓✔✅]\s*$|complete (?:task )?t\d+\b|close (?:task )?t\d+\b",
)
REMIND = _any(
    r"\bremind (?:me|us|myself)\b|\bset (?:up )?(?:an? |the )?(?:daily |weekly )?(?:reminder"
    r"|alarm|timer)\b",
    r"\b(?:nudge|alert|wake|poke|notify|ping|buzz) (?:me|us)\b|\bdon'?t let (?:me|us) forget\b",
    r"^(?:reminder|alarm|timer)\b|\b(?:add|create|put in|need|want) (?:an? )?(?:\w+ )?(?:reminder"
    r"|alarm)\b",
    r"\bhabit of\b|^(?:start|track|build|add) (?:an? |the |my )?(?:new )?(?:\w+ )?habit\b",
)
NOTE = _any(
    r"(?:remember|note|notes?:|keep in mind|bear in mind|jot down|write down|learn that"
    r"|(?:save|record|store|log)(?= (?:that|this|the fact)\b|:)"
    r"|for the record|fyi|for (?:future )?reference|add to (?:my |the )?(?:notes|kb"
    r"|knowledge base))"
    r"(?: (?:to self|this|for (?:later|future reference)))?(?: that\b|:|,)?",
    r"put (?:this|it) in my notes:?",
)
FACT = _any(
    r"(?:remember (?:that )?)?(?:my|our|the (?:wi-?fi|door|gate|garage|alarm|pass|code|address|key"
    r"|number|office)\w*|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?:['’]s)?)\b[^?]*?\b"
    r"(?:is(?! (?:due|overdue|late|broken|coming|calling|asking|waiting|down))|are allergic|speaks"
    r"|was born|drinks|takes (?:her|his|their)|moved to|has an? (?:\w+ )?allergy)\b",
    r"(?:remember (?:that )?)?(?:[\w'’-]+ ){1,3}(?:prefers?|likes|loves|hates|dislikes"
    r"|(?:is|are) (?:allergic|vegetarian|vegan|called)|lives (?:in|at|on)|works (?:at|for|in)"
    r"|doesn'?t (?:like|eat|drink)|can'?t (?:eat|stand|have))\b",
    r"(?:[\w'’-]+ ){0,2}[\w-]+(?:['’]s|s) (?:birthday|number|address|phone|e-?mail|name"
    r"|size) is\b",
    r"i (?:prefer|like|love|hate|dislike|never|always|don'?t (?:like|eat|drink|take)|am allergic"
    r"|usually|live (?:in|at|on)|work best)\b|i'?m (?:allergic|vegetarian|vegan|lactose)\b",
    r"(?:never|always|don'?t) (?:book|schedule|put|accept|take|plan)\b|no (?:meetings?|calls?)\b",
)
QUESTION = _any(
    r"(?:what|when|where|who|whom|whose|which|how (?:much|many|long|often|old|far|tall|do|did|is"
    r"|are))"
    r"(?:'?s|'?re|'?d)?\b",
    r"(?:did|do|does|have|has|is|are|was|were|am) (?:i|we|he|she|they|there|it|the|my|our"
    r"|[A-Z]\w+)\b",
    r"(?:look up|look for|search|check|find) (?:in )?(?:my|our|the) (?:notes?|kb"
    r"|knowledge base)\b",
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
    r"|calmer"
    r"|happy|present|patient|positive|grateful|mindful|organi[sz]ed|rich|in shape|active"
    r"|productive)\b",
    r"think about|consider|look into|explore|figure out|worry|spend (?:more|less) time|start (?:a"
    r"|an|my)"
    r"|stop\b|quit\b|learn\b|improve\b|enjoy\b|live\b|simplify\b|life\b|hmm+|what if\b",
)
HANDOVER = _any(
    r"delegate\b|hand (?:over )?\b.*\b(?:to|over)\b|assign\b.*\bto\b|pass\b.*\b(?:on |off "
    r"|over )?to\b",
    r"give\b.*\bto [A-Z]\w+|let [A-Z]\w+ (?:handle|do|take)|ask [A-Z]?\w+(?: \w+)? to\b",
    r"(?:have|get) [A-Z]\w+ (?:to )?(?:do|take|handle|prepare|write|fix|finish|update|review"
    r"|send)",
)
CANCEL = _any(
    r"(?:cancel|call off|scrap|scrub|skip|drop|delete|remove|clear) (?:the |my |our )?\w+"
)
NOT_EVENTS = _any(
    r"\b(?:subscription|membership|order|account|plan|card|trial|policy|booking|reservation|flight"
    r"|hotel|contract|netflix|spotify|insurance|service|app|files?|photos?|folder|desk|gutters?"
    r"|table"
    r"|snow|branch|column|cache|parcel|kids?|bag|keys)\b"
)
MOVE = _any(
    r"(?:reschedule|postpone|move|push|shift|delay|bring forward|swap|rearrange|re-?book|defer"
    r"|change"
    r" (?:the )?(?:time|date) of|put off)\b"
)
CALENDAR = _any(
    r"\b(?:on|in|into|to|onto) (?:my |the |our )?(?:calendar|cal|diary|agenda)\b"
    r"|\bcalendar invite\b"
)
SCHEDULE = _any(
    r"(?:schedule|book|set ?up|arrange|organi[sz]e|plan|block|reserve|pencil in|calendar|fit in"
    r"|hold"
    r"|squeeze in|invite|meet|catch up|get together|hop on|jump on|grab"
    r"|get (?:an? )?(?:quick )?(?:lunch|coffee|dinner|drinks)|have (?:an? )?(?:\w+ )?"
    r"(?:call|meeting|lunch|dinner|coffee|chat)|do (?:an? )?(?:call|lunch|dinner|coffee)|sync with"
    r"|put|add|make (?:an? |the |my |time|room|plans)|find (?:an? |some |the |me )?(?:time|slot"
    r"|hour"
    r"|\d+|half|free|good|suitable|\w+ (?:slot|time))|chat with|talk (?:to|with)|see|visit|attend"
    r"|join"
    r"|go (?:see|to (?!bed|sleep|work|the (?:gym|shop|store|bank)))|speak (?:to"
    r"|with))\b"
)
INVITE = _any(r"invite\b")
WITH_SOMEBODY = _any(r"\b(?:time|slot|something|minutes|mins|hour|hours) with\b")
BOOKED_ELSEWHERE = _any(
    r"\b(?:flights?|hotel|train|tickets?|airbnb|taxi|cab|uber|table|restaurant|hostel|rental"
    r"|cruise"
    r"|trip|holiday|vacation|venue|caterer|photographer|printer|laptop|router|wifi|autopay|account"
    r"|dev environment|environment|repo|pipeline|tests?|playlist|closet|files?|photos|list"
    r"|budget)\b"
)
EVENT = _any(
    r"\b(?:meeting|mtg|call|1[:-]1|1on1|one[- ]on[- ]one|sync|stand-?up|catch-?up|check-?in|lunch"
    r"|dinner"
    r"|breakfast|brunch|coffee|drinks|appointment|appt|interview|demo|workshop|webinar|session"
    r"|class"
    r"|lesson|dentist|doctor|dr\.?|gp|physio|physiotherapist|therapist|therapy|haircut|hairdresser"
    r"|barber|vet|check-?up|eye test|review|retro|retrospective|kick-?off|offsite|party|play ?date"
    r"|date night|recital|conference|zoom|viewing|inspection|training|tutoring|concert|ceremony"
    r"|wedding"
    r"|massage|optician|orthodontist|pediatrician|dermatologist|parents? evening|open house|chat"
    r"|town hall|all-hands|brainstorm|planning|briefing|debrief|presentation|screening|scan"
    r"|x-ray)s?\b"
)
EVENT_VERB = _any(
    r"(?:call|review|sync|demo|interview|train|check in|present|plan|coffee beans|zoom"
    r"|party supplies)"
    r"(?= )(?! (?:with|w/|on|at|about|re|for|-|:|tomorrow|today|tonight|mon|tue|wed|thu|fri|sat"
    r"|sun"
    r"|next|this|\d|meeting|session))"
)
AS_NOUN = _any(
    r"(?:call|review|sync|demo|interview|training?|check[- ]in|zoom|planning|run|walk"
    r"|test) (?:with|w/)"
)
APPOINTMENT = _any(
    r"\b(?:appointment|appt|dentist|doctor|dr\.?|gp|physio|therapist|vet|haircut|class|lesson"
    r"|party"
    r"|recital|concert|wedding|ceremony|interview|optician|orthodontist|pediatrician|check-?up)\b"
)
ACTIVITY = _any(
    r"\b(?:(?:morning|evening|quick|short|long|\d+ ?(?:min|minutes?|km|k))\s+)*(?:gym|work ?out|run"
    r"|jog"
    r"|yoga|pilates|meditat\w*|walk|stretch\w*|swim|cycl\w*|journal\w*|vitamins?|meds|medication"
    r"|medicine|pills?|water|insulin|floss\w*|sleep|bedtime|nap|read\w*|pray\w*|breath\w*"
    r"|exercise|push-?ups)\b"
)
MAIL = _any(
    r"(?:e-?mail|mail|reply|respond|answer|write (?:back|to|an? (?:e-?mail|mail|note|message"
    r"|reply))"
    r"|send (?:an? |the |out )?(?:\w+ )?(?:e-?mail|mail|note|message|text|reply|invite|reminder)"
    r"|draft (?:an? )?(?:\w+ )?(?:e-?mail|mail|reply|response|note|message)|forward|cc)\b"
)
TELL = _any(
    r"(?:text|message|msg|dm|ping|whatsapp|slack|tell|shoot|inform|notify|update"
    r"|let(?= (?:\w+ ){1,3}know)"
    r"|ask|thank(?! you\b)|remind|wish|congratulate|follow[- ]up (?:with|on)"
    r"|reach out to|check in (?:with|on)|get back to|confirm|apologi[sz]e to|introduce|drop"
    r"|send|write"
    r"|share|rsvp|touch base with|invite|say (?:hi|thanks|thank you|happy birthday|sorry) to)\b"
)
# Verbs that take a thing as often as a person, so that a person must be named.
SENDING = _any(
    r"(?:send|write|share|drop|shoot|update|introduce|confirm|check in|forward|slack|invite|notify"
    r"|inform"
    r"|text|message|ping|remind)\b"
)
# A line that begins with one of these is something to be done, not the name of an event.
DEED = re.compile(
    r"(?:write|prepare|prep|draft|finish|complete|review|read|update|create|make|build|fix|submit"
    r"|pay|renew"
    r"|file|print|sign|research|buy|order|pick up|drop off|collect|return|clean|call|phone|ring"
    r"|send"
    r"|check|get|take|bring|give|do|go|wash|cook|bake|pack|unpack|watch|study|practi[cs]e|train"
    r"|work"
    r"|test|deploy|release|merge|refactor|design|analy[sz]e|compile|upload|download|install|set"
    r"|change"
    r"|replace|repair|apply|register|enrol+|sign up|book|buy|sell|donate|organi[sz]e|sort|water"
    r"|feed"
    r"|walk|run|visit|see|try|choose|decide|pick|select|compare|measure|order|transfer|send"
    r"|deposit"
    r"|withdraw|claim|record|publish|post|edit|proofread|translate|summari[sz]e|document|approve"
    r"|finali[sz]e|reconcile|audit|close|open|start|stop|turn|charge|backup|back up|save|move"
    r"|leave"
    r"|drink|eat|meditate|stretch|exercise|sleep|wake|find|look|search|learn|plan|think|help|mow"
    r"|rake"
    r"|iron|fold|vacuum|dust|empty|fill|refill|restock|wrap|mail|ship|fetch|cut|trim|paint"
    r"|hang)\b",
    re.IGNORECASE,
)
