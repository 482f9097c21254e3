"""Times as people say them: drawn here, understood by `assistant.contract.times`.

Each phrase is a pair: what is said, and what an argument says. They differ only where hours are
spelt out ("at nine am"), which the resolver does not read. Nothing here promises that a phrase is
clear: who draws one asks the resolver.
"""

import random
from datetime import date, timedelta

Said = tuple[str, str]

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_HOURS = ("twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven")  # fmt: skip
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
             "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
             "sixteenth", "seventeenth", "eighteenth", "nineteenth")  # fmt: skip
_SPOKEN_MINUTES = {0: "", 15: "fifteen", 30: "thirty", 45: "forty five"}
_SPANS = (("5 minutes", 1), ("10 minutes", 3), ("15 minutes", 3), ("20 minutes", 4),
          ("25 minutes", 1), ("30 minutes", 4), ("half an hour", 4), ("45 minutes", 3),
          ("an hour", 5), ("one hour", 2), ("two hours", 4), ("2 hours", 3), ("3 hours", 3),
          ("three hours", 1), ("an hour and a half", 0), ("20 min", 2), ("10 min", 2),
          ("90 minutes", 1), ("4 hours", 1), ("ten minutes", 1), ("five minutes", 1),
          ("twenty minutes", 1), ("1 hour", 1), ("15 mins", 1))  # fmt: skip


def ordinal(day: int) -> str:
    """The day of a month as "3rd"."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day // 10 != 1 else 0, "th")
    return f"{day}{ending}"


def spelt_ordinal(day: int) -> str:
    """The day of a month as "twenty third"."""
    if day < 20:
        return _ORDINALS[day]
    if day % 10 == 0:
        return {20: "twentieth", 30: "thirtieth"}[day]
    return f"{'twenty' if day < 30 else 'thirty'} {_ORDINALS[day % 10]}"


def day(rng: random.Random, today: date, *, is_spoken: bool) -> Said:
    """A day, most often one of this or next week."""
    kind = rng.random()
    if kind < 0.74:
        said = _near_day(rng, kind)
        return said, said
    later = today + timedelta(days=rng.randint(2, 45))
    month, weekday = _MONTHS[later.month - 1], _DAYS[later.weekday()]
    forms = ["on the {o}", "on {m} {o}", "{m} {o}", "on the {o} of {m}", "the {o} of {m}",
             "{w} the {o}", "on {w} the {o}", "{w} {m} {o}"]  # fmt: skip
    if not is_spoken:
        forms += ["{m} {d}", "{d} {m}", "on {d} {s}", "{s} {d}", "{i}"]
    form = rng.choice(forms)
    fields = {"m": month, "w": weekday, "d": later.day, "s": month[:3], "i": later.isoformat()}
    meant = form.format(o=ordinal(later.day), **fields)
    if is_spoken and rng.random() < 0.7:
        return form.format(o=spelt_ordinal(later.day), **fields), meant
    return meant, meant


def _near_day(rng: random.Random, kind: float) -> str:
    if kind < 0.24:
        return "tomorrow"
    if kind < 0.32:
        return "today"
    if kind < 0.66:
        name = rng.choice(_DAYS if rng.random() < 0.75 else _SHORT_DAYS)
        lead = rng.choices(("on ", "", "this ", "next ", "coming "), (5, 6, 2, 2, 0.4))[0]
        return lead + name
    if kind < 0.7:
        return rng.choice(("the day after tomorrow", "day after tomorrow"))
    return rng.choice(("in 2 days", "in 3 days", "in a week", "in two days", "in two weeks"))


def clock(rng: random.Random, *, is_spoken: bool, hours: tuple[int, int] = (6, 21)) -> Said:
    """A time of day with a.m. or p.m., on the 24-hour clock, or noon; "at" stands before some."""
    if rng.random() < 0.07:
        return _led(rng, rng.choice(("noon", "noon", "midday")))
    hour, minute = rng.randint(*hours), rng.choices((0, 15, 30, 45), (12, 2, 5, 2))[0]
    half, twelve = ("am" if hour < 12 else "pm"), hour % 12 or 12
    if is_spoken:
        return _spoken(rng, twelve, minute, half)
    tail = f":{minute:02}" if minute else ""
    forms = [f"{twelve}{tail}{half}"] * 5 + [f"{twelve}{tail} {half}"] * 4
    forms += [f"{hour}:{minute:02}"] * 3 + [f"{twelve}{tail} {half[0]}.m."]
    if not minute and 1 <= twelve <= 5 and half == "pm":
        forms += [f"{twelve}"] * 3  # at "3" nobody sleeps
    if not minute and twelve >= 10 and half == "am":
        forms += [f"{twelve}"] * 2
    if minute == 30:
        forms += [f"half past {twelve} {half}", f"{twelve}.30{half}"]
    if minute == 15:
        forms += [f"quarter past {twelve} {half}"]
    form = rng.choice(forms)
    return _led(rng, form, always=form.isdigit())


def _spoken(rng: random.Random, twelve: int, minute: int, half: str) -> Said:
    """As speech is written down: no colon, letters apart, hours spelt out now and then."""
    said_half = rng.choice((half, half, f"{half[0]} m", f"{half[0]}.m."))
    is_word = rng.random() < 0.6
    if minute and not is_word:
        minute = 0
    head = _HOURS[twelve % 12] if is_word else str(twelve)
    said = " ".join(word for word in (head, _SPOKEN_MINUTES[minute], said_half) if word)
    meant = f"{twelve}:{minute:02} {half}" if minute else f"{twelve} {half}"
    if said_half not in {f"{half[0]} m"} and not is_word:
        meant = said
    lead = "at " if rng.random() < 0.6 else ""
    return lead + said, lead + meant


def _led(rng: random.Random, form: str, *, always: bool = False) -> Said:
    lead = "at " if always or rng.random() < 0.6 else ""
    return lead + form, lead + form


def when(rng: random.Random, today: date, *, is_spoken: bool) -> Said:
    """A day with a time, or a delay."""
    kind = rng.random()
    if kind < 0.06:
        said = f"in {delay(rng)}"
        return said, said
    if kind < 0.18:
        return _part_of_day(rng, is_spoken=is_spoken)
    if kind < 0.24:
        said = rng.choice(("tonight at {}", "at {} tonight", "this evening at {}")).format(
            rng.choice(("6", "7", "8", "9", "6:30", "7:30", "8:15"))
        )
        return said, said
    named, date_meant = day(rng, today, is_spoken=is_spoken)
    said, meant = clock(rng, is_spoken=is_spoken)
    if rng.random() < 0.68:
        comma = "," if rng.random() < 0.06 and not is_spoken else ""
        return f"{named}{comma} {said}", f"{date_meant}{comma} {meant}"
    return f"{said} {named}", f"{meant} {date_meant}"


def _part_of_day(rng: random.Random, *, is_spoken: bool) -> Said:
    part, hours = rng.choice(
        (("morning", "7 8 9 10 11"), ("afternoon", "1 2 3 4 5"), ("evening", "6 7 8 9"))
    )
    named = rng.choice(("tomorrow", "tomorrow", *_DAYS, "on friday", "on sunday", "on monday"))
    hour = rng.choice(hours.split())
    spoken = _HOURS[int(hour) % 12] if is_spoken and rng.random() < 0.5 else hour
    form = rng.choice(
        ("{d} {p} at {h}", "{d} at {h} in the {p}", "at {h} {d} {p}", "at {h} in the {p} {d}")
    )
    return (
        form.format(d=named, p=part, h=spoken),
        form.format(d=named, p=part, h=hour),
    )


def delay(rng: random.Random) -> str:
    """How long from now."""
    return rng.choices([span for span, _ in _SPANS], [weight for _, weight in _SPANS])[0]


def often(rng: random.Random, *, is_spoken: bool) -> Said:
    """A recurring time."""
    name = rng.choice(_DAYS)
    other = rng.choice([d for d in _DAYS if d != name])
    if rng.random() < 0.25:
        part, hours = rng.choice(
            (("morning", ("6", "7", "8", "9", "6:30", "7:15")), ("evening", ("6", "7", "8", "9")),
             ("night", ("9", "9:30", "10", "8")), ("afternoon", ("1", "2", "3", "4")))
        )  # fmt: skip
        hour = rng.choice(hours)
        forms = ["every {p} at {h}", "at {h} every {p}", "each {p} at {h}"]
        forms += [f"every {name} {{p}} at {{h}}"] if part != "night" else []
        said = rng.choice(forms).format(p=part, h=hour)
        return said, said
    lead = rng.choice(
        ("every day", "every day", "daily", "every weekday", "on weekdays", "weekdays", "each day",
         f"every {name}", f"every {name}", f"{name}s", f"on {name}s", f"every {name} and {other}",
         "every weekend", f"weekly on {name}", f"each {name}", f"on {name}s and {other}s")
    )  # fmt: skip
    if not is_spoken and rng.random() < 0.08:
        lead = rng.choice(("mon-fri", "mon/wed/fri", "tue/thu", "sat/sun"))
    said, meant = clock(rng, is_spoken=is_spoken)
    if rng.random() < 0.8:
        return f"{lead} {said}", f"{lead} {meant}"
    return f"{said} {lead}", f"{meant} {lead}"


def window(rng: random.Random) -> str:
    """A span to look for free time in."""
    name = rng.choice(_DAYS)
    return rng.choice(
        ("this week", "this week", "next week", "next week", "tomorrow", "today", "this afternoon",
         "tomorrow morning", "tomorrow afternoon", "this weekend", f"on {name}", name,
         f"{name} morning", f"{name} afternoon", f"on {name} afternoon", f"{name} after lunch",
         f"{name} evening", "tomorrow evening", "tonight", "this evening", f"next {name}",
         f"{name} between 2 and 5pm", f"{name} between 9 and 12", "the day after tomorrow",
         "tomorrow after lunch", "on the weekend", f"{name} 9-12", f"{name} 13:00-17:00")
    )  # fmt: skip
