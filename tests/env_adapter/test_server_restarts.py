"""Sixty-four days go on while their server is killed and started again, again and again."""

import asyncio
import sys

import pytest

from env_adapter import tasks
from env_adapter.adapter import EnvWorkspace
from env_adapter.errors import EnvError
from env_adapter.models import MajordomoAction
from env_adapter.policies import POLICIES, Played, play
from env_adapter.world import World
from tests.env_adapter.serving import Served

CLIENTS = 64
KILLS = 4
PAUSE_S = 0.05


class Fleet:
    """Clients that play the days which were played here before, all at once."""

    def __init__(self, url: str) -> None:
        """Play every day here, to know how it must end."""
        self.url = url
        names = tasks.first_names()
        self.days = [(names[n % len(names)], n) for n in range(CLIENTS)]
        self.expected = [self._play_here(name, seed) for name, seed in self.days]
        self.total = sum(len(played.calls) for played in self.expected)
        self.steps = self.ended = 0
        self.errors: list[str] = []
        self.wrong: list[str] = []

    @staticmethod
    def _play_here(name: str, seed: int) -> Played:
        policy = POLICIES["random" if seed % 2 else "oracle"](seed)
        return play(World(tasks.pick({"task": name}), seed), policy)

    async def play(self, number: int) -> None:
        """One client's day, from its first connection to its last answer."""
        try:
            await self._play(number)
        finally:
            self.ended += 1

    async def _play(self, number: int) -> None:
        (name, seed), expected = self.days[number], self.expected[number]
        try:
            workspace = await self._connect(name, seed)
        except EnvError as error:
            self.errors.append(str(error))
            return
        try:
            for call in expected.calls:
                await workspace.send(
                    MajordomoAction(tool=call.tool, args=call.args, agent=call.agent)
                )
                self.steps += 1
                await asyncio.sleep(PAUSE_S)
        except EnvError as error:
            self.errors.append(str(error))
            return
        finally:
            await workspace.close()
        same = workspace.state_hash == expected.hashes[-1]
        if not same or workspace.return_ != pytest.approx(expected.return_):
            self.wrong.append(f"{name} {seed}")

    async def _connect(self, name: str, seed: int) -> EnvWorkspace:
        """A day at the server; whoever comes while it is down comes again."""
        while True:
            try:
                return await EnvWorkspace.connect(self.url, task=name, seed=seed, patience_s=120)
            except EnvError as error:
                if "no environment answers" not in str(error):
                    raise
                await asyncio.sleep(0.5)


async def kill_again_and_again(server: Served, fleet: Fleet) -> list[dict[str, int]]:
    """Kill the server each time another part of all steps is done; what it held just before."""
    held = []
    for kill in range(1, KILLS + 1):
        while fleet.steps < kill * fleet.total // (KILLS + 2):
            await asyncio.sleep(0.02)
        counts = await asyncio.to_thread(server.counts)
        # On a busy machine the clients are still on their way back from the last kill.
        while not counts["active"] and fleet.ended < CLIENTS:
            counts = await asyncio.to_thread(server.counts)
        held.append(counts)
        await asyncio.to_thread(server.kill)
        server.restart()
        await asyncio.to_thread(server.wait)
    return held


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_days_end_as_if_nothing_had_happened_and_no_slot_is_lost(
    capsys: pytest.CaptureFixture[str],
) -> None:
    server = Served("--no-web", "--max-sessions", str(CLIENTS))
    try:
        fleet = Fleet(server.url)
        killer = asyncio.create_task(kill_again_and_again(server, fleet))
        await asyncio.gather(*(fleet.play(n) for n in range(CLIENTS)))
        held = await killer
        after = await asyncio.to_thread(server.until_empty)
        with capsys.disabled():
            sys.stdout.write(
                f"\n{CLIENTS} clients, {fleet.total} calls, {KILLS} kills; sessions before each: "
                f"{[counts['active'] for counts in held]}; ended as undisturbed "
                f"{CLIENTS - len(fleet.errors) - len(fleet.wrong)}, with a clear error "
                f"{len(fleet.errors)}, otherwise {len(fleet.wrong)}; slots afterwards {after}\n"
            )
        assert fleet.wrong == [] and len(held) == KILLS
        assert all("start the day again" in error for error in fleet.errors), fleet.errors
        assert all(counts["active"] > 0 for counts in held), "it was killed while days were played"
        assert after["active"] == 0 and after["opened"] == after["closed"]
    finally:
        server.stop()
