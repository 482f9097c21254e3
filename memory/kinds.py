"""The kinds of answers that a question may want: how each is asked for, and what it looks like.

Patterns over everyday English. They were written with the development half of tests/memory/vaults
in view, and hold no word of a particular note.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of answer."""

    name: str
    asked: re.Pattern[str]
    """Finds it in a question in small letters."""
    shown: re.Pattern[str] | None
    """Finds it in a note, without the question's own words; None where a name has to stand."""
    said: str = ""
    """Words of a question that such an answer makes good by itself."""
    is_sure: bool = True
    """Without its sign a passage cannot be the answer."""
    never: re.Pattern[str] | None = None
    """What looks like the sign and is something else: a date where a reference is wanted."""

    def cleared(self, text: str) -> str:
        """`text` without what `never` finds."""
        return text if self.never is None else self.never.sub("_", text)


def _any(words: str) -> str:
    return rf"\b(?:{'|'.join(words.split())})\b"


MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?"
_COUNT = (
    r"(?:\d[\d.,]*\s?[½¼¾]?|[½¼¾]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|twenty|thirty|half|a couple of|several)"
)
_CLOCK = r"\b(?:\d{1,2}[:.]\d\d|\d{1,2}\s?[ap]\.?m\b|noon|midnight|\d{1,2} o.clock)"
_YEAR = r"\b(?:19|20)\d\d\b"
_DATE = (
    rf"{_YEAR}|\b{MONTH}\b|\b{DAY}\b|\b\d{{1,2}}[./]\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)\b|"
    + _any("spring summer autumn winter christmas easter tomorrow yesterday")
)
_SPAN = r"(?:sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|h|days?|nights?|weeks?|months?|years?|yrs?)"
_UNIT = (
    r"(?:[kcm]?m|k?g|m?l|k?wh?|[kmg]bit|[kmg]b|%|°|º|psi|k?pa|bar|volts?|watts?|amps?|miles?"
    r"|met(?:er|re)s?|lit(?:er|re)s?|grams?|kilos?|tonnes?|tons?|pounds|ounces|oz|lbs?"
    r"|inch(?:es)?|feet|degrees?|points?|people|pages?|pieces?|items?|[½¼¾x×])"
)
_SUM_OF = (
    r"(?:costs?|prices?|pays?|paid|repayments?|owe[sd]?|owing|fees?|bills?|charge[sd]?|rents?"
    r"|rates?|quote[sd]?|offer(?:s|ed)?|deposits?|balance|premiums?|excess|allowances?|budget"
    r"|salary|wages?|spent|worth|refunds?|bought|sold|made|raised|debts?|loans?|savings?|totals?"
    r"|tax|tips?|fines?|fares?|insured|donations?|amounts?|sums?)"
)
_BARE_SUM = (
    r"(?:\d{1,3}(?:,\d{3})+|(?!(?:19|20)\d\d\b)\d{2,6})(?:\.\d\d)?"
    rf"(?![\d,.:/-]*\d|\s?(?:{_UNIT}|{_SPAN}|{MONTH}|st|nd|rd|th|[ap]m)\b|%)"
)
_PER = (
    r"(?:(?:an?|per|each)\s|/\s?)(?:wk|mth|yr|qtr|fortnight|quarter|term|session|lesson|head|person"
    rf"|hr|{_SPAN})"
)
_MONEY = (
    r"[£$€¥]\s?\d|\b\d[\d.,]*\s?(?:[£$€¥]|p\b|k\b|c\b|euros?|pounds?|quid|dollars?|bucks?|cents?"
    r"|kron\w+|francs?|usd|eur|gbp)|\bfree\b"
    # A sum without its currency: after what it is a sum of, or before what it is paid per.
    rf"|\b{_SUM_OF}\b(?:[\s:=|]+[^\W\d]+){{0,2}}[\s:=|]+{_BARE_SUM}"
    rf"|\b{_BARE_SUM}\s?{_PER}\b"
)
_DATED = (
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? )?{MONTH}\b(?: \d{{1,2}}\b)?(?:,? {_YEAR[2:]})?"
    r"|\b\d{4}-\d\d(?:-\d\d)?\b|\b\d{1,2}/\d{1,2}(?:/\d+)?\b"
)
_MEASURED = (
    r"[£$€¥]\s?\d[\d.,]*"
    rf"|\b\d[\d.,]*\s?(?:{_UNIT}|{_SPAN}|[£$€¥]|kron\w+|euros?|pounds?|p|k)(?!\w)"
)
_NO_CODE = re.compile(rf"{_DATED}|{_CLOCK}|{_MEASURED}", re.IGNORECASE)
STAYS = re.compile(rf"{_SPAN}|{_UNIT}|{_SUM_OF}", re.IGNORECASE)
"""Words of a question that may be part of its answer's sign."""
_PAYING = _any(
    "cost costs pay paid paying owe owes charge charges charged rent earn spend spent worth price "
    "quote quoted offer offered fee bill tax save saved bond insured estimate estimated refund "
    "give gave lend lent money budget"
)
_PRICE = _any(
    "price prices cost costs fee fees salary wage deposit quote premium balance charge charged "
    "budget fare excess allowance repayment"
)


def _kind(
    name: str,
    asked: str,
    shown: str | None,
    said: str = "",
    *,
    is_sure: bool = True,
    never: re.Pattern[str] | None = None,
) -> Kind:
    sign = None if shown is None else re.compile(shown, re.IGNORECASE)
    return Kind(name, re.compile(asked), sign, said, is_sure, never)


# The first that fits decides, so what is narrow comes before what is wide.
KINDS = (
    _kind("surname", r"\b(?:sur|last |family )name\b", None, "surname last family name"),
    _kind("first name", r"\b(?:first|given) name\b", None, "first given name"),
    _kind("mail", r"\be-?mail\b(?!.*password)", r"\S@\S+\.\w", "email mail address"),
    _kind("web", r"\b(?:website|web ?site|web address|url)\b", r"https?:|www\.|\w\.(?:com|org)\b"),
    _kind(
        "secret",
        _any("password passcode passphrase pin code combination combo login log-in") + "(?! mean)",
        # Several characters with a digit, words joined to one, or whatever a label says it is.
        r"(?<!\S)(?=\S*\d)[^\s,;]{4,}|\w[._]\w\w|\w+-\w+-\w|\b(?:password|pass(?:code|phrase)|pw|pin"
        r"|code)\b[\s:=]+(?:is )?\S",
        "password passcode pin code combination combo login",
        is_sure=False,
        never=_NO_CODE,
    ),
    _kind(
        "phone",
        r"\b(?:phone|telephone|mobile|cell) (?:phone )?(?:number|no\b)"
        r"|number (?:to|i|we|should i) (?:call|ring|dial|reach|phone)"
        r"|\b(?:call|ring|reach|phone)\b.*\bnumber"
        r"|'s (?:new |old )?(?:number|phone|mobile|cell)\b(?! (?:provider|contract|plan|model))"
        r"|\b(?:help ?|hot)line",
        # Seven digits at least, but no date.
        r"(?<![\w-])(?!\d{4}-\d\d\b)\+?\(?\d(?:[\s()/-]{0,2}\d){6,}",
        "phone telephone mobile cell number call ring dial reach",
    ),
    _kind(
        "often",
        r"\bhow (?:often|frequently|regularly|many times)\b",
        rf"\b(?:every|each|once|twice|{_COUNT} times|daily|weekly|monthly|yearly|annual\w*"
        rf"|quarterly|fortnight\w*|{DAY})\b|\b(?:a|per) (?:day|week|month|year)\b",
        "frequently regularly times",
    ),
    _kind(
        "span",
        r"\bhow (?:long|soon|quickly|much (?:notice|time))\b"
        r"|\bhow many (?:second|minute|hour|day|night|week|month|year)s\b",
        rf"\b{_COUNT}[\s-]?{_SPAN}\b|[½¼¾] {_SPAN}\b|\b\d+:\d\d\b|\b(?:until|since)\b"
        # A belt is long, too.
        r"|\d\s?(?:[mck]m|m|(?:centi|milli)?met(?:er|re)s?|inch(?:es)?|feet|ft|yards?)\b",
        "last time",
    ),
    _kind(
        "age",
        r"\bhow old\b|\bage\b",
        rf"\b(?:turn\w*|aged?|born|old|birthday)\b.*\d|{_COUNT}[\s-]?(?:years?|yrs?|months?)"
        rf"|{_YEAR}",
        "old age",
    ),
    _kind(
        "far",
        r"\bhow far\b|\bdistance\b|\bhow many (?:km|kilomet\w+|miles|met\w+)\b",
        r"\d",
        "far distance",
    ),
    _kind(
        "heat",
        r"\bhow (?:hot|warm|cold)\b|\btemperature\b",
        r"\d\s?(?:°|º|degrees?|[cf]\b)|gas mark \d",
        "hot warm cold temperature",
    ),
    _kind(
        "weight",
        r"\bhow (?:much|many)\b.*\bweigh|\bhow heavy\b|\bweight\b",
        r"\d\s?(?:kg|g|lbs?|oz|ounces?|pounds?|stones?|tonnes?|tons?|kilos?|grams?)\b",
    ),
    _kind(
        "money",
        rf"\bhow much\b.*{_PAYING}|\bhow much (?:is|was|were|are|for|did)\b"
        rf"|\b(?:day|hourly) rate\b|{_PRICE}(?! (?:code|number))"
        r"|\bwhat (?:is|was|would|will) (?:the|our|my|his|her) (?:rent|bill|tax|salary|pay)\b"
        r"|\b(?:what|which) (?:\w+ )?(?:do|did|does)\b.*\b(?:pay|paid|earn|owe)\b"
        r"|\bhow (?:big|high|large) (?:is|was) the (?:rent|bill|fine|bonus)",
        _MONEY,
        "cost price prices pay paid charge fee worth rate money expensive earn spend spent big",
    ),
    _kind(
        "clock",
        r"\b(?:what|which) (?:time|hour)\b|\bhow (?:early|late)\b"
        r"|\bwhen does (?:the|my|our) (?:shop|office|store|flight|train|bus|class)\b",
        _CLOCK,
        "time hour early late",
    ),
    _kind("year", r"\b(?:what|which) year\b", _YEAR, "year"),
    _kind(
        "date",
        r"\bwhen\b|\b(?:what|which) (?:\w+ )?(?:date|days?|month|weekend|week|season)\b"
        r"|\b(?:due|expiry|start|end|renewal) date\b|\bdate of\b|\bdeadline\b"
        r"|^(?!.*\bfor\b).*\b(?:birthday|anniversary)\W*$",
        rf"{_DATE}|{_CLOCK}",
        "when date day month weekend next",
    ),
    _kind(
        "reference",
        _any("number no ref reference serial registration plate") + r"(?! of\b)(?!.*\bsize\b)",
        r"\d",
        "number reference ref",
        never=_NO_CODE,
    ),
    _kind(
        "number",
        _any(
            "number reference ref serial registration plate size dose dosage pressure height width "
            "depth length speed capacity level score percentage rate"
        )
        + r"|\bhow (?:many|much|big|tall|high|wide|deep|large|fast|strong|thick)\b|\bwhat was my\b",
        rf"\b{_COUNT}\b|\d",
        "number reference size dose much many",
        is_sure=False,
    ),
    _kind(
        "person",
        r"\bwho(?:'s|se|m)?\b|\bname of (?:our|my|the)\b|\bcalled\b|\bwhich "
        + _any(
            "doctor dentist solicitor lawyer teacher neighbour neighbor friend nurse colleague "
            "coworker cousin aunt uncle consultant therapist agent author plumber vet"
        ),
        None,
        "name called who person guy",
    ),
    _kind(
        "name",
        _any(
            "brand model make manufacturer company shop store airline hotel restaurant university "
            "school supplier provider bank insurer podcast hairdresser name"
        ),
        None,
        "name brand make model manufacturer",
        is_sure=False,
    ),
    _kind(
        "where",
        r"\bwhere\b|\baddress\b|\bin which (?:room|drawer|cupboard|town|city)\b",
        r"\bstay\w*|\blive[sd]?\b|\btop of\b|\bnext to\b|"
        + _any(
            "in at on under behind inside near by above below from beside between street road lane "
            "avenue court flat square yard house garage loft drawer shelf box"
        ),
        "address located",
        is_sure=False,
    ),
    _kind(
        "why",
        r"\bwhy\b|\bwhat for\b|\breason\b|\bhow come\b",
        r"\b(?:because|since|so|as|due to|could ?n[o']t|too|in order|reason|for the)\b|[:(]",
        "reason",
        is_sure=False,
    ),
)
