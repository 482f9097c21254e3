from assistant.scripted.frozen import HASH, rules_hash


def test_the_rules_are_those_that_the_card_was_made_with():
    assert rules_hash() == HASH, (
        "a rule of the scripted policy has changed, and with it the baseline: record the hash in "
        "assistant/scripted/frozen.py, run `majordomo card --write` and repeat the comparisons"
    )
