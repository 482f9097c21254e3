"""More texts of `inbox_triage`: times on offer, copies and thanks; training only."""

from assistant.contract.day import Tier
from scenarios.families.parts_a_shapes import Invite, Offer

PERSONAL_OFFERS = (
    Offer("city archive", "Your great-grandfather's papers",
          "Found! You can read them at {a} or at {b} today. They travel back to the stacks at "
          "{by}, so let us know which before that."),
    Offer("allergy clinic", "Prick test, result",
          "The skin must be looked at once more. {a}? {b}? Choose one of them until {by}, "
          "please, we lay out the charts then."),
    Offer("pottery market", "Your stall number",
          "numbers are drawn at {a} and at {b}, be at one of the two. tell me which, i write "
          "the tickets at {by}"),
    Offer("music shop", "Cello of {kid}",
          "The bridge is mended. Trying it out is possible at {a} or {b}. Say which by {by}; "
          "the luthier tunes it beforehand."),
    Offer("window cleaner", "Ladder at your house",
          "It is either {a} or {b} with me today. If the answer is not here at {by} I take the "
          "neighbour's conservatory."),
    Offer("parish office", "Christening, short talk",
          "The vicar can spare a quarter of an hour at {a}, and again at {b}. He would like to "
          "hear from you by {by} which of them it is."),
    Offer("sewing circle", "Measure for the quilt",
          "We need your arms! {a} or {b}, both at the hall. Which may I tell the others? They "
          "pin the list up at {by}."),
    Offer("physiotherapist", "Tape on your shoulder",
          "Dear patient, your tape is due today, at {a} or at {b}. Write which one before {by}. "
          "After that the practice is taken up by a course."),
    Offer("tree surgeon", "The big pine",
          "Sawing makes noise, so: {a} or {b}? The permit needs one hour filled in, and the "
          "office takes it until {by} only."),
    Offer("camping shop", "Tent poles replaced",
          "Free of charge, for pick-up at {a} or {b}. I put a name on every slot at {by}. Which "
          "would be yours?"),
    Offer("tutor", "{kid}: fractions",
          "Two pupils are ill, hence I could take {kid} at {a} or at {b}. Let me know by {by} "
          "which, I copy the sheets then."),
    Offer("dermatologist", "Lamp treatment",
          "The lamp is booked all week except for {a} and {b} today. Do you want the first or "
          "the second? We switch the timer at {by}."),
    Offer("boat club", "Your turn at the slipway",
          "Ramp is dry at {a}, and once more at {b}. Harbour wants names at {by}. Which shall I "
          "put you down for?"),
    Offer("donkey sanctuary", "Meeting your godchild",
          "He is brushed and waiting. Visits start at {a} and {b}; say by {by} which of them, "
          "since he naps in between."),
)  # fmt: skip

PROFESSIONAL_OFFERS = (
    Offer("tax office", "Audit, open question",
          "The auditor would like ten minutes of yours, at {a} or at {b}. Please state which by "
          "{by}; the minutes of the visit are closed then."),
    Offer("client", "Fabric for the seats",
          "Both rolls lie on my table. Come and feel them at {a} or at {b}? Just say which. I "
          "cut at {by}."),
    Offer("beekeepers' union", "Hives on your roof",
          "We can carry them up at {a} or {b}. The bees have to be shut in beforehand, that is "
          "at {by}. So which is it?"),
    Offer("observatory", "Slot at the telescope",
          "Your team may use the small dome at {a} or at {b}. The duty sheet is signed at {by}. "
          "Kindly choose."),
    Offer("waste firm", "Container swap",
          "Gate has to be open. {a} works, {b} works, nothing in between does. Which one? Radio "
          "contact with the driver ends at {by}."),
    Offer("client", "We found a crack",
          "It is small. Still, our engineer wants to show it to you at {a} or at {b} today. "
          "Tell her which before {by}, she has other cracks."),
    Offer("daycare agency", "Places for your staff",
          "We could explain the contract at {a} or at {b}. Which hour do you like better? The "
          "places are passed on at {by}."),
    Offer("sound engineer", "Echo in the canteen",
          "measuring takes ten min of silence, {a} or {b}. which? i hang up the quiet please "
          "sign at {by}"),
    Offer("seed lab", "Germination test",
          "We count sprouts with customers watching, at {a} and at {b}. Where may I put you? "
          "The trays are numbered at {by}."),
    Offer("driving school", "Forklift licence",
          "Your trainee can take the practical at {a} or {b}. The examiner eats at {by} and "
          "wants to know before his soup."),
    Offer("dentists' chamber", "Inspection of the steriliser",
          "One visit, two possible hours: {a} or {b}. If we are not told by {by} which it is, "
          "the visit is charged."),
    Offer("puppet theatre", "Box office till",
          "Your technician is needed, at {a} or else at {b}. We let the audience in from {by}, "
          "and must know by then."),
    Offer("client", "Lunch moved, talk not",
          "I would still like to talk. {a}, or {b}, it is all the same to me - but I want to "
          "know by {by}."),
    Offer("mountain rescue", "Radio test with your valley station",
          "We call you at {a} or at {b}. Which? Batteries go on the charger at {by}."),
)  # fmt: skip

INVITES: dict[Tier, tuple[Invite, ...]] = {
    "personal": (
        Invite("uncle", "Stuck lid, big jar",
               "I jest, but please come to the workshop at {x} today, the lathe needs two "
               "people. Do you have time? I oil it at {by}."),
        Invite("reading group", "Chapter nine",
               "We moved the talk to {x} today, on the bench by the pond. Will we see you? I "
               "buy biscuits at {by}."),
        Invite("tenant", "handing back the key",
               "could you be at the flat at {x} today? i hire the van at {by}, then there is no "
               "way back"),
        Invite("football coach", "Linesman wanted",
               "Ours has the flu. Could you wave the flag at {x} today? At {by} I have to name "
               "somebody."),
        Invite("neighbour", "Hedgehog in my cellar",
               "The woman from the sanctuary comes at {x} today and wants a helper with gloves. "
               "Is that you? She calls at {by}."),
        Invite("kindergarten", "Apple press",
               "Parents who turn the crank at {x} today get juice. Do we write you down? Apples "
               "are washed at {by}."),
        Invite("mother-in-law", "Reading glasses and forms",
               "They want so many signatures. Could you sit with me at {x} today? I make the "
               "tea by {by}."),
        Invite("marching band", "We lack a cymbal",
               "Only for a quarter of an hour, at {x} today. Please? The bandmaster fixes the "
               "places at {by}."),
    ),
    "professional": (
        Invite("team member", "Knife sharpening course",
               "The grinder shows how it is done, at {x} today. Shall I keep a place for you? "
               "He counts stones at {by}."),
        Invite("client", "Switching on the sign",
               "At {x} today we switch the sign on for the first time. Would you like to be "
               "present? I give the electrician a nod at {by}."),
        Invite("hospital", "Round table, food on the wards",
               "We meet at {x} today; a voice from the kitchen is missing. May we expect you? "
               "Badges get printed at {by}."),
        Invite("colleague", "Second interviewer",
               "The candidate for the night desk is here at {x} today. Can you ask the nasty "
               "questions? HR wants names by {by}."),
        Invite("vendor", "Look inside the old boiler",
               "When we open it at {x} today you could see the damage for yourself. Are you "
               "coming? The hatch is unscrewed from {by} on."),
        Invite("farm shop", "Tasting of pears",
               "Eight sorts, six spoons, at {x} today. Do you taste with us? Pears are sliced "
               "at {by}."),
        Invite("team member", "shelf collapse, lessons",
               "everyone who was there meets at {x} today for a few mins. you in? i write the "
               "list at {by}"),
        Invite("museum", "Hanging of the whale",
               "The skeleton goes up at {x} today and partners may watch. Will you? Helmets are "
               "counted out at {by}."),
    ),
}  # fmt: skip

CLOSED = (
    ("friend", "Re: the tent",
     "Poles, pegs, all there. You are a star, nothing else from my side."),
    ("neighbour", "Re: Re: cat",
     "She was in our wardrobe the whole time. Case closed, no need to write back!"),
    ("school", "Form received",
     "The consent form is here and complete. This is for your information, you need not reply."),
    ("friend", "Your recipe",
     "Made it, ate it, the children licked the pot. That was all I wanted to say."),
    ("neighbour", "Fence", "The post is straight again, my nephew did it. Consider it settled."),
    ("school", "Re: lift after choir",
     "Another family takes all three. So there is nothing left to arrange."),
    ("client", "Signed copy",
     "Attached you find the copy for your files. With that the matter is finished for us."),
    ("client", "Re: wrong colour",
     "We have looked again in daylight and it is right. Please forget my mail of yesterday."),
    ("vendor", "Credit note booked",
     "The sum is on your account. No action on your part is needed."),
    ("courier", "Delivered", "Signed for at the gate by your porter. End of the job, thank you."),
    ("printer", "Re: proof",
     "Your okay has arrived and the plates are being made. You will hear the truck, not us."),
    ("colleague", "never mind", "solved it myself, wrong plug. ignore my last mail"),
    ("team member", "Re: holiday swap",
     "She said yes, HR has it, I am packing. Thanks again and nothing more to do."),
    ("colleague", "Lost ring",
     "In the soap dish. I am so relieved! Nobody has to look any longer."),
    ("insurer", "File closed",
     "The damage was paid in full. We have closed the file and ask you for nothing further."),
    ("town hall", "Permit granted",
     "You hold it in your hands already. This note is a courtesy, please do not answer it."),
)  # fmt: skip

FYI = (
    ("Draft {nr} withdrawn",
     "A newer one is with legal. I only tell you so that you can delete yours."),
    ("Van {nr} is back", "Washed and fuelled, key on the hook. No action needed."),
    ("Sick leave, desk {nr}",
     "Covered by the late shift. You need not do anything, I just keep you posted."),
    ("Shipment {nr} left the port", "It is on the water. The agent sends the next line, not you."),
    ("cc: complaint {nr}",
     "{firm} handles it with the claims desk. You are on copy because you asked to be."),
    ("Library code {nr} changed owner", "From the lab to the archive. For the record only."),
    ("Test series {nr} passed", "All green, report in the usual folder. Enjoy."),
    ("Weather log {nr}", "Wind, rain, some hail. Automatic report, nobody reads answers here."),
    ("Hall {nr} cleaned", "Floor may be walked on. End of message."),
    ("FW: order confirmation {nr}",
     "Forwarded for your file, purchasing has ticked it off already."),
    ("Kitchen log, page {nr}", "Fridge temperatures were fine all week. Nothing to sign."),
    ("{firm} has a new logo", "They wanted everybody to see it. So now you have."),
    ("Lost and found no. {nr}", "One glove, left, blue. Its owner was found this morning."),
    ("Booking {nr}: seat confirmed",
     "Seat by the window, as you like it. The ticket is at the desk, all done."),
    ("Update on pump {nr}", "New seal, tight again. The fitter has signed it off."),
    ("Archive box {nr} labelled", "Label is on, box is on the shelf. That is the whole news."),
    ("Noise at gate {nr}", "It was a bird. The gate is well, the bird too."),
    ("Fwd: praise from guest {nr}", "Somebody liked the soup very much. Thought you might smile."),
    ("Course list {nr}", "You are not on it this time. No reply required."),
    ("Sample {nr} in the fridge",
     "Third shelf, marked in red. The lab knows and takes over from here."),
    ("Change {nr} went live", "Quiet night, no errors. You may forget that there was a change."),
    ("Visit of {firm} went well",
     "I was there in your place and wrote it up, see folder. Nothing open."),
    ("Road works until number {nr}",
     "The bus takes the side street meanwhile. Just so that nobody wonders."),
    ("Petty cash, slip {nr}", "It adds up to the cent. Filed."),
)  # fmt: skip

NAMES = (
    "The post has come", "Four hundred subject lines", "Reply, file, forget",
    "The quiet ones matter", "Unread since Friday", "Between two newsletters",
    "One true question", "Letters like leaves", "Down to zero", "All those bold lines",
    "Paper storm", "What can go in the bin",
)  # fmt: skip
