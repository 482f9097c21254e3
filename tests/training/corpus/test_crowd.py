import pytest

from assistant.contract.tools import Agent
from training.corpus import Case, check, compose, crowded, decisions_of, desk_of

SHARE = 0.6


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return compose(7, 300)


@pytest.fixture(scope="module")
def among(cases: list[Case]) -> list[Case]:
    return crowded(cases, SHARE, 7)


def test_the_same_seed_gives_the_same_crowd(cases: list[Case], among: list[Case]):
    assert crowded(cases, SHARE, 7) == among
    assert crowded(cases, SHARE, 8) != among
    assert crowded(cases, 0.0, 7) == cases


def test_what_is_said_and_where_it_belongs_stays(cases: list[Case], among: list[Case]):
    def kept(case: Case) -> tuple[object, ...]:
        return case.text, case.agent, case.tool, case.args, case.then

    assert [kept(case) for case in among] == [kept(case) for case in cases]


def test_every_case_is_still_right_among_others(among: list[Case]):
    crowds = [case for case in among if case.others]
    assert len(crowds) > 100
    for case in crowds:
        check(case)
        desk, own = desk_of(case)
        assert len(desk.items) == len(case.others) + 1
        assert case.form == "said" or desk.items[own].text == case.text
        first = decisions_of(case)[0]
        assert first.agent is Agent.ORCHESTRATOR
        assert first.args["item_id"] == own


def test_a_line_of_the_list_stands_anywhere_on_it(among: list[Case]):
    lines = [case for case in among if case.form == "todo" and len(case.others) > 2]
    places = {list(desk.items).index(own) for desk, own in map(desk_of, lines)}
    assert len(places) > 2


def test_requests_of_more_kinds_are_lines(cases: list[Case], among: list[Case]):
    before, after = ({c.tool for c in some if c.form == "todo"} for some in (cases, among))
    assert before < after


def test_a_case_that_has_others_keeps_them(cases: list[Case], among: list[Case]):
    had = [(case, later) for case, later in zip(cases, among, strict=True) if case.others]
    assert had
    assert all(case == later for case, later in had)
