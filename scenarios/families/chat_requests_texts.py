"""How the person of a chat day types: each kind of request in a dozen wordings."""

from assistant.contract.day import Tier
from scenarios.families import chat_requests_more as more

OPENINGS = ("", "", "", "", "", "", "", "", "hi, ", "morning, ", "ok so, ", "quick one: ", "hey, ",
            "one more: ", "hello, ", "oh and ", "before I forget, ", *more.OPENINGS)  # fmt: skip
CLOSINGS = ("", "", "", "", "", "", " thanks", " thx", " please", " ta", "!", *more.CLOSINGS)
LOUD = (
    "URGENT: ",
    "asap: ",
    "now please: ",
    "super important: ",
    "drop everything: ",
    "!!! ",
    *more.LOUD,
)

TELL = (
    "tell {who} that {content}", "let {who} know that {content}", "text {who} that {content}",
    "message {who}: {content}", "send {who} a message that {content}", "let {who} know {content}",
    "write {who} a line: {content}", "ping {who}, {content}", "tell {who} {content}",
    "{who} should know that {content}, drop a message", "give {who} the news that {content}",
    "can you let {who} know that {content}?",
    *more.TELL,
)  # fmt: skip
MAIL = (
    "email {who} that {content}", "mail {who}: {content}", "write {who} an email that {content}",
    "let {who} know that {content}", "tell {who} that {content}", "send {who} a mail: {content}",
    "tell {who} {content}", "drop {who} a mail saying {content}",
    "{who} has to hear that {content}, mail please", "could you write to {who} that {content}?",
    *more.MAIL,
)  # fmt: skip
REMIND = (
    "remind me {when} to {what}", "remind me to {what} {when}", "nudge me {when} to {what}",
    "set a reminder {when}: {what}", "ping me {when}, I have to {what}",
    "{when} I need to {what}, remind me", "don't let me forget to {what} {when}",
    "can you remind me {when} that I wanted to {what}?", "reminder {when}: {what}",
    "I keep forgetting to {what}, poke me {when}", "I must {what} {when}, set something up",
    *more.REMIND,
)  # fmt: skip
REPEAT = (
    "remind me {when} to {what}", "I want to {what} {when}, set a reminder",
    "set up a reminder {when}: {what}", "nudge me {when} to {what}", "{when}: {what}, keep at me",
    "from now on remind me {when} to {what}", "can you poke me {when}? I have to {what}",
    "recurring reminder {when}, {what}",
    *more.REPEAT,
)  # fmt: skip
KEEP = (
    "remember that {fact}", "note that {fact}", "keep in mind that {fact}",
    "for your notes: {fact}", "{fact}, please remember that", "write down: {fact}",
    "just so you know for later, {fact}", "make a note that {fact}", "{fact} (worth a note)",
    "note to keep: {fact}",
    *more.KEEP,
)  # fmt: skip
ARRANGE = (
    "schedule {thing} with {who} {when}, {n} minutes", "book {thing} with {who} {when} for {n} min",
    "put {thing} with {who} into my calendar {when}, {n} minutes",
    "set up {thing} with {who}, {when}, {n} minutes", "{thing} with {who} {when}, {n} min, book it",
    "arrange {thing} with {who} {when}, it takes {n} minutes",
    "I agreed on {thing} with {who} {when}, {n} minutes, please enter it",
    "can you get {thing} with {who} into the diary? {when}, {n} minutes",
    *more.ARRANGE,
)  # fmt: skip
MOVE = (
    "move {title} to {when}", "reschedule the {title} on {day} to {when}",
    "push {title} with {who} to {when}", "{title} has to go to {when}, please move it",
    "the {title} on {day} does not work, make it {when}", "shift {title} to {when}",
    "can {title} be moved? {when} would be good", "{who} asked for {when} instead for {title}",
    *more.MOVE,
)  # fmt: skip
CANCEL = (
    "cancel {title} on {day}", "call off the {title} with {who}",
    "cancel the {title} with {who}, I will not make it", "please cancel {title} on {day}, I am out",
    "{title} on {day} is off, take it out and tell {who}", "I can't do {title}, cancel it please",
    *more.CANCEL,
)  # fmt: skip

LATER = (
    "also tell {who} that {content}", "one more thing for {who}: {content}",
    "forgot to say, let {who} know that {content}", "and {who} should also hear that {content}",
    "me again, message {who} that {content}", "PS for {who}: {content}",
    "ah, and tell {who} {content}", "sorry, another one for {who}: {content}",
    *more.LATER,
)  # fmt: skip
AGAIN = (
    "{who} rang, {title} cannot be then. make it {when} instead",
    "change of plan, {title} goes to {when}", "about {title} once more: {when} please",
    "{title} again, sorry. {who} only has {when}", "no wait, move {title} to {when}",
    "can you put {title} on {when} after all?", "{title}: {when} is the final word from {who}",
    *more.AGAIN,
)  # fmt: skip

# Answers of people who were written to: a subject and a body.
QUESTIONS: dict[Tier, tuple[tuple[str, str], ...]] = {
    "personal": (
        ("Re: your message", "Thank you! Before I forget, {question}"),
        ("Thanks, and a question", "Good to know. One thing, {question} I am on my way out."),
        ("Re: today", "All right then. And tell me, {question}"),
        ("A small question", "Got it, dear. By the way, {question}"),
        ("Re: hello", "Lovely. Could you also look up for me, {question}"),
        *more.QUESTIONS["personal"],
    ),
    "professional": (
        ("Re: your mail", "Noted, thank you. One point is open on our side: {question}"),
        ("Question before I file this", "Thanks for the quick word. {question}"),
        ("Re: update", "Fine with us. My boss now asks, {question}"),
        ("One detail", "Understood. For our papers, {question}"),
        ("Re: information", "Received with thanks. {question} We print the plan tonight."),
        *more.QUESTIONS["professional"],
    ),
}

NO_TIME = (
    "plan {thing} with {who}", "book {thing} with {who}", "set up {thing} with {who} this week",
    "I want {thing} with {who}, put it in the calendar", "{who} and I need {thing}, arrange it",
    "schedule {thing} with {who} soon",
    *more.NO_TIME,
)  # fmt: skip
NO_CONTENT = (
    ("tell {who} about the change of plan", "that we start at {time} instead"),
    ("text {who} about the key", "that it hangs in box {code}"),
    ("write to {who} about the booking", "that the booking number is {code}"),
    ("let {who} know about the new day", "that it is on {weekday} now"),
    ("message {who} regarding the numbers", "that we will be {number}"),
    ("send {who} a note about the pickup", "that I come at {time}"),
    *more.NO_CONTENT,
)  # fmt: skip
NAMESAKES: dict[Tier, tuple[str, ...]] = {
    "personal": ("choir friend", "old schoolmate", *more.NAMESAKES["personal"]),
    "professional": ("former colleague", "freelancer", *more.NAMESAKES["professional"]),
}

TITLES = (
    "Typed between two doors", "A day by chat", "You say it, it gets done", "Short lines all day",
    *more.TITLES,
)  # fmt: skip
