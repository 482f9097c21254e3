"""Single lines as people write them, each with its agent, tool and, where clear, an argument.

`text => agent tool[/other tool] [argument=value]`; typed on Monday 2026-03-02 at 08:00 in Berlin
on an otherwise empty desk. A `leave` is a `none leave_to_user`.
"""

LINES = """
# meetings
Book dentist Thursday 3pm => meeting schedule_event start=Thursday 3pm
schedule a 30 min call with Priya tomorrow at 10:00 about the Q3 budget => meeting schedule_event duration_minutes=30
Set up a 1:1 with Tom on Wednesday 11:30 => meeting schedule_event start=Wednesday 11:30
put the school play on my calendar for Friday 17:00 => meeting schedule_event start=Friday 17:00
Add "Quarterly planning" to calendar Thursday 9:00-11:00 => meeting schedule_event duration_minutes=120
Coffee with Nadia tomorrow at 15:00 => meeting schedule_event title=Coffee with Nadia
can you arrange a video call with the Zurich office on 5 March at 14:00? => meeting schedule_event
Haircut Sat 11am => meeting schedule_event title=Haircut
lunch w/ Carlos thursday 12.30pm => meeting schedule_event
team retro friday 16:00 => meeting schedule_event title=Team retro
dinner with mom on Saturday at 7pm => meeting schedule_event start=Saturday at 7pm
interview with the backend candidate Tuesday 13:00-14:00 => meeting schedule_event duration_minutes=60
Yoga class Wed 18:30 => meeting schedule_event
tmrw 9am dentist => meeting schedule_event start=tomorrow 9am
Let's meet with the architects on Thursday at 10 am for 90 minutes => meeting schedule_event duration_minutes=90
Please pencil in a design review with Ana and Luis for Tuesday 15:00 => meeting schedule_event
Concert at the Philharmonie on 7 March 20:00 => meeting schedule_event
I need to see the dermatologist Thursday at 8:40 => meeting schedule_event
book a table for two on Friday at 19:30 => meeting schedule_event
block tomorrow 14:00-16:00 for the grant proposal => meeting schedule_event duration_minutes=120
find an hour this week for the gym => meeting find_free_slot duration_minutes=60
find time for a walk with dad on Sunday => meeting find_free_slot window=Sunday
squeeze in a 45 minute session with my tutor sometime next week => meeting find_free_slot duration_minutes=45
block two hours on Thursday afternoon for deep work => meeting find_free_slot window=Thursday afternoon
Schedule a meeting with Hannah => meeting ask_clarification
set up a call with the insurance broker => meeting ask_clarification
lunch with Omar => meeting ask_clarification
Book an appointment at the optician => meeting ask_clarification
Dentist on Thursday => meeting ask_clarification
Meet Julia next Friday at 10 => meeting ask_clarification
call with Ivan Tuesday or Wednesday at 15:00 => meeting ask_clarification
parents evening Wednesday at 7 => meeting ask_clarification/schedule_event
reschedule my physio to Friday 10:00 => meeting ask_clarification
cancel the standup tomorrow => meeting ask_clarification
move lunch with Carlos to 13:30 => meeting ask_clarification
# email
Email ben@acme.example that the invoice was paid this morning => email send_email to=ben@acme.example
send an email to kim@harbor.example saying we will ship on Friday => email send_email to=kim@harbor.example
write to info@venue.example and ask whether the hall is free in June => email send_email to=info@venue.example
Text Anna that I'm running ten minutes late => email send_message contact=Anna
tell Marcus the deck is ready for review => email send_message contact=Marcus
Let Sofia know that I can't make it tonight => email send_message contact=Sofia
ask Tom whether he has the signed contract => email send_message/send_email
thank Priya for the introduction => email send_message/send_email
message Diego: the keys are under the mat => email send_message contact=Diego
remind Lucas to send the tax documents => email send_message/send_email
wish Ingrid a happy birthday => email send_message/send_email
follow up with Karen about the open invoice => email send_message/send_email
apologise to Wei for missing the call => email send_message/send_email
Email the landlord => email ask_clarification
send Priya the Q3 numbers => email ask_clarification
write an email to the team about the offsite => email ask_clarification
email someone about the thing => email ask_clarification
reply to Marta => email ask_clarification
Send a message to Ahmed => email ask_clarification
let them know => email ask_clarification
# habits and reminders
remind me to call mum at 18:00 => habit set_reminder when=18:00
Remind me tomorrow at 9 to renew the parking permit => habit set_reminder when=tomorrow at 9
every weekday 7:30 meditate => habit set_reminder when=every weekday 7:30
take vitamins daily at 8:00 => habit set_reminder when=daily at 8:00
call mom every Sunday 18:00 => habit set_reminder when=every Sunday 18:00
water the plants every Saturday at 10:00 => habit set_reminder
set an alarm for 6:15 tomorrow => habit set_reminder
don't let me forget to take the pill at 22:00 => habit set_reminder
nudge me in 20 minutes to stretch => habit set_reminder when=in 20 minutes
remind me on Friday at 16:00 to submit my timesheet => habit set_reminder
drink a glass of water every day at 11:00 => habit set_reminder
go for a run on Tuesdays and Thursdays at 6:30am => habit set_reminder
Remind me 30 minutes before the 15:00 call to print the agenda => habit set_reminder when=Mon 2026-03-02 14:30
pls remind me abt the recital thursday 17:15 => habit set_reminder
practice guitar every evening at 20:30 => habit set_reminder
set a reminder to feed the neighbour's cat tomorrow 8am => habit set_reminder
Pay rent by Friday => habit set_reminder when=Fri 2026-03-06 09:00
Renew passport before 12 March => habit set_reminder when=Wed 2026-03-11 09:00
Submit expenses by Thursday 17:00 => habit set_reminder when=Thu 2026-03-05 09:00
Return the library books by 9 March => habit set_reminder
take out the bins tonight at 20:00 => habit set_reminder
pick up the kids at 15:30 => habit set_reminder
Take the cake out of the oven at 12:10 => habit set_reminder
remind me to water the plants => habit ask_clarification
remind me later => habit ask_clarification
remind me about the permit next Tuesday at 9 => habit ask_clarification
take my pills every morning => habit ask_clarification
meditate daily => habit ask_clarification
# tasks
mark t4 as done => task complete_task task_id=t4
t7 is finished => task complete_task task_id=t7
I finished the slides => task complete_task/ask_clarification
The visa application is submitted => task complete_task/ask_clarification
done with the budget sheet => task complete_task/ask_clarification
delegate t3 to Tom => task delegate_task/ask_clarification
hand the onboarding guide over to Priya => task delegate_task/ask_clarification
assign the logo task to Rosa => task delegate_task/ask_clarification
# knowledge
remember that Anna is allergic to nuts => knowledge add_to_kb
note: the garage code is 4471 => knowledge add_to_kb
My blood type is 0 negative => knowledge add_to_kb
I prefer meetings after 10 => knowledge add_to_kb category=preference
Tom's birthday is on 4 June => knowledge add_to_kb category=contact
Keep in mind that the Basel client pays in francs => knowledge add_to_kb
for the record: we agreed to launch on 1 April => knowledge add_to_kb
Lena likes her coffee black => knowledge add_to_kb
never book anything on Friday afternoons => knowledge add_to_kb category=preference
the wifi password is blue-heron => knowledge add_to_kb
What is the garage code? => knowledge search_kb
when did we last see the dentist? => knowledge search_kb
who is our contact at Harbor => knowledge search_kb
what did I note about the pilot? => knowledge search_kb
do you know Maya's shoe size? => knowledge search_kb
where did I put the spare keys? => knowledge search_kb
how much did we pay for the boiler? => knowledge search_kb
look up the wifi password => knowledge search_kb
# left alone
buy milk and eggs => none leave_to_user
oat milk => none leave_to_user
bread, butter => none leave_to_user
Watermelon => none leave_to_user
get toilet paper => none leave_to_user
milk => none leave_to_user
tomatoes, basil, mozzarella => none leave_to_user
pick up dry cleaning => none leave_to_user
take out the bins => none leave_to_user
clean the garage => none leave_to_user
fix the sink => none leave_to_user
water the plants => none leave_to_user
watch the new heist film => none leave_to_user
read a book => none leave_to_user
pack for the trip => none leave_to_user
fold the laundry => none leave_to_user
someday learn piano => none leave_to_user
learn Italian => none leave_to_user
be happier => none leave_to_user
ideas for the garden => none leave_to_user
think about a new hobby => none leave_to_user
maybe repaint the hallway => none leave_to_user
spend more time outdoors => none leave_to_user
would be nice to visit Japan => none leave_to_user
write the annual report => none leave_to_user
review the deck => none leave_to_user
finish slides => none leave_to_user
refactor the billing module => none leave_to_user
prepare slides for the board meeting => none leave_to_user
call the plumber => none leave_to_user
call mom => none leave_to_user
cancel Netflix => none leave_to_user
cancel my gym membership => none leave_to_user
book a flight to Rome => none leave_to_user
Should I take the job in Oslo? => none leave_to_user
organize the photo albums => none leave_to_user
lightbulbs for the hallway => none leave_to_user
research standing desks => none leave_to_user
update my CV => none leave_to_user
plan the summer holidays => none leave_to_user
move the couch to the attic => none leave_to_user
hmm => none leave_to_user
world peace => none leave_to_user
asdf => none leave_to_user
set up the new printer => none leave_to_user
gift for Dad => none leave_to_user
"""


def table():
    """The lines as (text, agent, tools, args)."""
    rows = []
    for line in LINES.strip().splitlines():
        if line.startswith("#"):
            continue
        text, _, wanted = line.partition(" => ")
        agent, tools, *rest = wanted.split(" ", 2)
        key, _, value = rest[0].partition("=") if rest else ("", "", "")
        args = {key: int(value) if value.isdigit() and key.endswith("minutes") else value}
        rows.append((text, agent, tuple(tools.split("/")), args if key else {}))
    return rows
