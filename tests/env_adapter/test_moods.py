"""Moods: who loses patience, who calms down, and that nothing can be earned by upsetting people."""

from tests.env_adapter.days import at, day, mail, mood, news, reply, wait_until


def test_a_neglected_sender_loses_patience_at_the_minute_and_it_is_announced() -> None:
    world = day(emails=[mail(priority="critical")])
    told = wait_until(world, "10:00")
    assert "e1 waits for an answer: Bo Lind is annoyed" in told
    assert world.ledger.hurt == {"e1": 1}
    wait_until(world, "18:00")
    assert mood(world) == "angry" and world.ledger.hurt == {"e1": 2}


def test_an_answer_in_time_keeps_the_patience() -> None:
    world = day(emails=[mail(priority="critical")])
    reply(world)
    told = wait_until(world, "18:00")
    assert mood(world) == "happy" and not any("waits" in line for line in told)


def test_somebody_annoyed_calms_down_step_by_step_to_where_the_day_began() -> None:
    world = day(emails=[mail(priority="critical")], dynamics={"recovery": 120})
    assert "Bo Lind has calmed down and is annoyed" not in wait_until(world, "12:30")
    assert mood(world) == "angry"
    assert "Bo Lind has calmed down and is annoyed" in wait_until(world, "13:00")
    assert "Bo Lind has calmed down and is neutral" in wait_until(world, "15:00")
    wait_until(world, "23:00")
    assert mood(world) == "neutral"


def test_without_recovery_nobody_calms_down() -> None:
    world = day(emails=[mail(priority="critical")])
    wait_until(world, "23:00")
    assert mood(world) == "angry"


def test_a_new_fall_starts_the_wait_anew() -> None:
    drift = [{"at": at("09:30"), "set_contact_mood": {"Bo Lind": "annoyed"}},
             {"at": at("10:20"), "set_contact_mood": {"Bo Lind": "angry"}}]  # fmt: skip
    world = day(drift=drift, dynamics={"recovery": 60})
    wait_until(world, "11:00")
    assert mood(world) == "angry", "an hour after the first fall, but not after the second"
    wait_until(world, "11:30")
    assert mood(world) == "annoyed"


def test_calming_down_is_never_more_than_the_fall() -> None:
    """Upsetting somebody, waiting and pleasing them ends where pleasing them at once does."""
    ends = []
    for is_upset in (False, True):
        emails = [mail(), mail(id="e2", subject="Menu for the fair")]
        world = day(emails=emails, dynamics={"recovery": 30})
        if is_upset:
            world.step("reply_email", {"item_id": "e2", "email_id": "e2", "body": "."})
            assert mood(world) == "annoyed"
        wait_until(world, "12:00")
        reply(world)
        wait_until(world, "20:00")
        ends.append(mood(world))
    assert ends == ["happy", "happy"]


def test_the_wrong_channel_pleases_nobody_and_the_right_one_does() -> None:
    promises = [{"id": "p1", "text": "Send the fair budget", "to": "Cy Park"}]
    for tool, args, now in (
        ("send_message", {"contact": "Cy Park"}, "happy"),
        ("send_email", {"to": "Cy Park", "subject": "Budget"}, "neutral"),
    ):
        contacts = [{"name": "Cy Park", "email": "cy@x.example", "channel": "text",
                     "mood": "neutral"}]  # fmt: skip
        world = day(promises=promises, contacts=contacts)
        body = "Here is the budget for the fair, as promised: ten thousand"
        step = world.step(tool, {"item_id": "p1", "body": body, **args})
        assert step.outcome.status == "ok" and world.ledger.credit["p1"] == 100
        assert mood(world, "Cy Park") == now


def test_a_poor_answer_is_resented_and_announced() -> None:
    world = day(emails=[mail()])
    reply(world, ".")
    assert mood(world) == "annoyed" and "Bo Lind is annoyed" in news(world)
