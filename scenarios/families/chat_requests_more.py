"""More wordings of typed requests: other orders of the same parts, other tones, other haste.

Apart from `chat_requests_texts`, which has the first of each kind and joins these to them.
"""

from assistant.contract.day import Tier

OPENINGS = (
    "", "", "", "", "", "", "", "", "", "", "", "", "so, ", "right, ", "sorry to bother you, ",
    "next one: ", "while I think of it, ", "on the tram, typing with one thumb: ", "you there? ",
    "good morning! ", "okay, ", "another thing, ", "coffee in hand, so: ", "pls ", "um, ",
    "as I said at breakfast, ", "no rush but ", "small favour: ", "ugh. ", "todo: ",
    "dear helper, ",
    "would you be so kind: ", "and then ",
)  # fmt: skip
CLOSINGS = (
    "", "", "", "", "", "", "", "", "", " when you can", " - thanks a lot", ". cheers", "...", ".",
    ", that's all", " :)", " tyvm", ", you are a star", " if that's ok", ". Off to the dentist now",
    ", sorry for the typos", " k?",
)  # fmt: skip
LOUD = (
    "THIS CANNOT WAIT - ", "right now!! ", "I mean it, first of all: ", "HELLO?? ",
    "top priority: ",
    "for heaven's sake, ", "first thing, before anything else: ", "red alert: ", "!!urgent!! ",
    "I asked twice already: ", "OMG quick, ", "hurry please, ",
)  # fmt: skip

TELL = (
    "{who} needs to hear that {content}", "make sure {who} knows: {content}",
    "{content}. tell {who}", "{content} - can you pass that on to {who}?",
    "please inform {who}, by message, that {content}", "so {who} does not wait for nothing: "
    "{content}. message that", "I owe {who} word that {content}",
    "a short message to {who} would be good, {content}", "{who} keeps asking. answer: {content}",
    "would you mind telling {who} that {content}?", "msg {who} {content}",
    "for {who}: {content}", "{who} does not know yet that {content}, so message that",
    "shoot {who} a text: {content}", "hand this on to {who} please, {content}",
    "since I'm driving: message {who} that {content}", "put {who} in the picture, {content}",
    "be so good and let {who} know that {content}", "it would help if {who} knew that {content}",
    "news for {who}! {content}", "get word to {who} that {content}", "has anybody told {who}? "
    "{content}", "I forgot to tell {who} that {content}, do it for me", "{who} / {content}",
)  # fmt: skip
MAIL = (
    "{who} needs to hear by mail that {content}", "please write to {who}: {content}",
    "{content}. mail that to {who}", "{content} - could you put that in a mail to {who}?",
    "a few lines to {who} by email, {content}", "kindly inform {who} that {content}",
    "for {who}'s inbox: {content}", "I promised {who} an answer. it is: {content}",
    "compose a mail to {who}, the point is that {content}",
    "would you email {who} and say that {content}?", "{who} does not know yet that {content}, "
    "write it", "so that {who} can plan: {content}. email please", "make sure {who} knows that "
    "{content}", "an email must go to {who} because {content}", "put it in writing for {who} that "
    "{content}", "for {who}: {content}", "get word to {who} that {content}",
    "{who} was asking, so mail back that {content}", "mail to {who}? {content}. go",
    "I never got round to writing {who} that {content}",
)  # fmt: skip
REMIND = (
    "{when} - {what}. remind me", "at the risk of repeating myself: {what}, {when}, remind me",
    "would you give me a shout {when}? I have to {what}", "my head is a sieve. {when} I should "
    "{what}", "put down a reminder to {what}, {when} is early enough", "I will have forgotten by "
    "then, so remind me {when} to {what}", "{what}: reminder {when}", "please see to it that I "
    "{what} {when}, a reminder will do", "make my phone buzz {when} so that I {what}",
    "need to {what} {when} - reminder?", "if nobody tells me {when}, I won't {what}. so tell me",
    "a reminder to {what} please. {when}", "jog my memory {when}: {what}",
    "{when} I want to be told to {what}", "could I have a reminder {when}, it is to {what}",
    "{when} would be the moment to {what}, remind me then", "it is important that I {what} {when}, "
    "so set a reminder", "bother me {when} until I {what}", "to {what} is what I must not forget "
    "{when}, remind me", "remind me of something {when}: to {what}",
    "{when} please poke me, {what} is still open", "beep me {when}, reason: {what}",
)  # fmt: skip
REPEAT = (
    "{when} I am supposed to {what}, please remind me each time", "a standing reminder: {what}, "
    "{when}", "my new routine is to {what} {when}, help me with reminders", "{what} {when}. every "
    "time. remind me", "the doctor's orders, sort of: {what} {when}, keep reminding me",
    "could you make it a regular reminder? {when}, to {what}", "let the phone ring {when} so that "
    "I {what}", "because I always forget to {what}, remind me {when}", "please remind me again and "
    "again to {what}, namely {when}", "put a repeating alarm on to {what} {when}",
    "{when}, without exception, I want to be reminded to {what}",
    "reminder that repeats {when}: {what}", "I would like a nudge {when} to {what}",
    "to {what} is on me {when}, remind me of it",
    "nag me {when} to {what}", "I want it to become a habit, {when}: {what}. remind me",
)  # fmt: skip
KEEP = (
    "fyi, {fact}. keep that", "store this somewhere: {fact}", "I just learned that {fact}, "
    "remember it", "{fact}. don't lose that", "would you note down that {fact}?",
    "put in my notes that {fact}", "something for the memory: {fact}", "this will matter one day: "
    "{fact}, so note it", "you should know, and keep in mind, that {fact}", "save for later that "
    "{fact}", "jot this down. {Fact}", "{fact} - for the file", "in case I ask again: {fact}. note "
    "it", "file under good to know: {fact}", "it is worth remembering that {fact}",
    "no action needed, only remember: {fact}", "can you remember something for me? {Fact}",
    "memo: {fact}", "before it slips away, {fact}, write that down", "new fact for your notebook, "
    "{fact}",
)  # fmt: skip
ARRANGE = (
    "{when} {who} and I have {thing}, {n} minutes, into the calendar please",
    "{n} minutes of {thing} with {who}, {when}, can you enter that?",
    "so {who} agreed: {thing} {when}, make it {n} minutes", "please block {n} minutes {when}, "
    "{thing} with {who}", "calendar entry: {when}, {thing}, with {who}, {n} min",
    "I'd like {thing} with {who} to be in my diary {when} ({n} minutes)",
    "keep {n} minutes free {when} for {thing} with {who}", "{who} said yes to {thing} {when}! book "
    "{n} minutes", "note in the calendar {thing} with {who}, {when}, {n} min long",
    "we settled it, {thing} with {who} {when} for {n} minutes, get it in", "could you schedule "
    "{thing} {when} for me and {who}? {n} minutes will do",
    "book: {who}, {thing}, {when}, {n} minutes",
    "make room {when}: {n} minutes for {thing} with {who}", "it's official, {thing} with "
    "{who} is {when}, plan {n} minutes", "invite {who} to {thing} {when}, {n} minutes",
    "get {thing} into the calendar, {when}, {who} comes too, {n} minutes",
)  # fmt: skip
MOVE = (
    "{when} is better for {title}, so move it there", "{title}, the one with {who}, goes to {when}",
    "I can't make {title} on {day}; {when} would work, please change it", "new time for {title}: "
    "{when}", "since something came up on {day}, let {title} be {when}", "{who} can't on {day}, so "
    "shift {title} to {when}", "would you reschedule {title} with {who}? to {when}",
    "make {title} {when} instead of {day}", "on {day} I am away. {title} can go to {when}",
    "please have {title} {when} instead", "instead of {day} let us do {title} {when}",
    "{title} clashes with the school run, {when} is free, move it", "drag {title} over to {when}",
    "swap the slot of {title} on {day} for {when}", "{title} from {day} to {when}, thank you",
    "the {day} thing, {title}, should be {when}",
)  # fmt: skip
CANCEL = (
    "{title} on {day} won't happen, cancel it", "no {title} this time, please cancel the one on "
    "{day}", "I have a fever. cancel {title} with {who}",
    "drop {title} from the calendar, {who} is "
    "ill", "{who} and I agreed to skip {title}, so cancel it", "we don't need {title} on {day} any "
    "more, call it off", "scrap {title} on {day}", "would you cancel {title} with {who} for me?",
    "{day}: {title} can be cancelled", "as {who} has left for the coast, cancel {title}",
    "please strike {title} on {day}, and not just move it",
    "kill {title} on {day}, it is pointless",
)  # fmt: skip

LATER = (
    "hang on, {who} should know as well that {content}", "something else for {who}: {content}",
    "addition, also for {who}: {content}", "I left something out, tell {who} that {content}",
    "could you let {who} know on top that {content}?", "{who} has to hear one more thing, namely "
    "that {content}", "back again. {content}, please pass it on to {who}", "it just came in: "
    "{content}. {who} must be told", "not done with {who} yet: {content}", "while you are at it, "
    "let {who} know that {content}", "update for {who}, {content}", "{content}! quickly tell {who}",
    "and so that {who} does not wonder, say that {content}", "second message to {who}: {content}",
    "oh no, I forgot half of it: {who} needs to know {content}", "apologies, {who} ought to hear "
    "too that {content}",
)  # fmt: skip
AGAIN = (
    "scrap what I said, {title} goes to {when}", "{when} it is for {title}, {who} insists",
    "hm, {title} does not fit there either. try {when}", "I talked to {who}: {title} {when}, "
    "please change it", "one more move, {title} to {when}", "me again about {title}. could it be "
    "{when}?", "because {who} missed the train, {title} has to be {when}", "correction: {title}, "
    "not then but {when}", "they double-booked the room, so {title} moves to {when}",
    "final answer "
    "for {title}, promise: {when}", "sorry!! {title} -> {when}", "new info from {who}, {title} "
    "should be moved to {when}", "{title}, last change today: make it {when}",
    "undo that, and move {title} to {when}",
)  # fmt: skip

QUESTIONS: dict[Tier, tuple[tuple[str, str], ...]] = {
    "personal": (
        ("Re: got it", "Perfect, see you. Since you know everything: {question}"),
        ("Quick favour", "Hooray! While I have you, {question}"),
        ("Re: news", "{question} The rest is clear, thanks for telling me."),
        ("And one more thing", "Fine by me. The children want to know, {question}"),
        ("Re: ok", "Ok ok. But my phone is nearly flat, so quickly: {question}"),
        ("Something I forgot to ask", "Good that you wrote. {question} Nobody here remembers."),
        ("Re: thanks for the word", "Will do. Mother is asking me, {question}"),
        ("Help!", "Read it, thanks. I am out and about and stuck: {question}"),
        ("Re: plans", "We are all looking forward to it. Between us, {question}"),
        ("Two lines back", "Noted on the fridge. {question} I would rather not guess."),
    ),
    "professional": (
        ("Re: short notice", "That works. To complete the file, {question}"),
        ("Open item", "Thank you for the information. {question} Otherwise I have all I need."),
        ("Re: confirmation", "Well received. A follow-up from our driver: {question}"),
        ("Before we proceed", "We have taken note of it. Kindly tell us, {question}"),
        ("Re: heads-up", "Cheers. Since I am filling in the sheet anyway: {question}"),
        ("Query from the back office", "{question} With that we can close the case. And thanks for "
         "the message."),
        ("Re: as discussed", "Agreed on all counts. Just one thing is unclear to the crew, "
         "{question}"),
        ("Need a detail", "Thanks!! In a hurry here. {question}"),
        ("Re: this morning", "Good, I passed it to the team. They came back with this: {question}"),
        ("For the handbook", "Very helpful. So that nobody has to ring you up, {question}"),
    ),
}  # fmt: skip

NO_TIME = (
    "{who} has said yes to {thing}, so get it into my calendar", "could you book {thing} with "
    "{who} for me?", "{thing} with {who} should finally happen, enter it", "time for {thing} with "
    "{who}, please put it down", "get {thing} with {who} on the calendar, would you",
    "we agreed on "
    "{thing}, {who} and I. please enter it", "put {thing} in, {who} is coming", "I am due for "
    "{thing} with {who}, make an entry", "let us fix {thing} with {who} now", "{thing} + {who} -> "
    "calendar", "an entry for {thing} with {who} is missing, add it", "so {who} and I want to do "
    "{thing}. schedule that",
)  # fmt: skip
NO_CONTENT = (
    ("{who} wants to know how many seats to keep, tell them", "keep {number} seats"),
    ("pass on to {who} when I will be home", "I will be home at {time}"),
    ("give {who} the gate number I was told", "it is gate {number}"),
    ("{who} is waiting for my answer about the trip, send it", "I can only go on {weekday}"),
    ("let {who} know what the mechanic said it costs", "the mechanic wants {number} euros"),
    ("message {who} the reference for the refund", "the refund runs under {code}"),
    ("can you write {who} about the new arrangement?", "from now on we meet on {weekday}"),
    ("update {who} on the arrival", "the arrival is at {time}"),
    ("{who} still lacks the ticket number from me, pass it on", "the ticket number is {code}"),
    ("I have decided on the day, tell {who}", "I decided on {weekday}"),
    ("answer {who} about how many boxes there are", "there are {number} boxes"),
    ("tell {who} when the rehearsal ends, it was changed", "it ends at {time} now"),
)  # fmt: skip
NAMESAKES: dict[Tier, tuple[str, ...]] = {
    "personal": ("fellow parent", "running mate", "godparent", "bandmate"),
    "professional": ("temp from the agency", "branch manager", "journalist", "museum guide"),
}

TITLES = (
    "Thumbs on the keyboard", "Between stove and phone", "One line at a time", "Dictated on the go",
    "Messages to yourself", "The chat that never sleeps", "Quick ones, all morning",
    "Ask and it is done",
)  # fmt: skip
