"""Everyday English as people jot it down: abbreviations written out, past forms of verbs."""

import re

_SHORT = {
    "acct": "account", "acc": "account", "addr": "address", "appt": "appointment",
    "approx": "approximately", "bday": "birthday", "b'day": "birthday", "cert": "certificate",
    "dept": "department", "exp": "expires", "govt": "government", "incl": "including",
    "info": "information", "ins": "insurance", "med": "medicine", "meds": "medicines",
    "mgr": "manager", "mob": "mobile", "mth": "month", "mths": "months", "op": "operation",
    "ops": "operations", "prof": "professor", "pw": "password", "pwd": "password",
    "qty": "quantity", "ref": "reference", "reg": "registration", "rego": "registration",
    "tel": "telephone", "temp": "temperature", "uni": "university", "wk": "week", "wks": "weeks",
    "xmas": "Christmas", "yr": "year", "yrs": "years", "hr": "hour", "hrs": "hours",
}  # fmt: skip
_UNITS = {
    "cm": "centimetres", "g": "grams", "h": "hours", "kg": "kilograms",
    "km": "kilometres", "kw": "kilowatts", "kwh": "kilowatt hours", "l": "litres", "m": "metres",
    "mi": "miles", "min": "minutes", "mins": "minutes", "ml": "millilitres", "mm": "millimetres",
    "t": "tonnes",
}  # fmt: skip
_WORD = re.compile(rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, _SHORT))})(?![\w'’-])", re.IGNORECASE)
_UNIT = re.compile(rf"(?<=\d)(\s?)({'|'.join(_UNITS)})(?![\w'’²³])", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:no|nr|num)\b\.?\s?(?=[A-Z]*-?\d)", re.IGNORECASE)
_WITH = re.compile(r"(?<!\w)w/(o?)\s?(?=\w|$)")
_PAST = """
ate eaten eat, began begun begin, bent bend, bitten bite, blew blown blow, bought buy, broke broken
break, brought bring, built build, burnt burn, came come, caught catch, chose chosen choose,
dealt deal, drank drunk drink, drawn drew draw, driven drove drive, dug dig, fallen fell
fall, fed feed, flew flown fly, fought fight, found find, forgot forgotten forget, froze frozen
freeze, gave given give, gone went go, got gotten get, grew grown grow, heard hear,
held hold, hid hidden hide, hung hang, kept keep, knew known know, laid lay, learnt learn,
lent lend, lost lose, made make, meant mean, met meet, paid pay, ran run, rang rung ring, ridden
rode ride, said say, sang sung sing, sent send, sewn sew, shaken shook shake,
shown show, slept sleep, sold sell, sown sow, spent spend, spoke spoken speak,
stole stolen steal, stood stand, struck strike, stuck stick, swam swum swim, swept sweep, taken took
take, taught teach, thought think, threw thrown throw, told tell, tore torn tear, understood
understand, woke woken wake, won win, wore worn wear, written wrote write
"""
PRESENT = {past: forms[-1] for forms in map(str.split, _PAST.split(",")) for past in forms[:-1]}
"""Of verbs whose past no ending shows; not of those that are as often another word."""


def written_out(text: str) -> str:
    """`text` with its abbreviations as words; a unit is one only after a number."""
    text = _WITH.sub(lambda m: "without " if m[1] else "with ", _NUMBER.sub("number ", text))
    text = _UNIT.sub(lambda m: f" {_UNITS[m[2].casefold()]}", text)
    return _WORD.sub(lambda m: _SHORT[m[0].casefold()], text)
