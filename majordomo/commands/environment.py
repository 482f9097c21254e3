"""The simulated days as an environment: play one, serve them, measure them."""

from typing import Annotated

import typer

from majordomo.options import JsonFlag, LevelOption, MemoryOption


def play(
    scenario: Annotated[
        str, typer.Option(help="Name of a day, FAMILY:SEED[:LEVEL[:twin]], or a scenario file.")
    ] = "sample",
    policy: Annotated[
        str, typer.Option(help="A model, or do_nothing, random, oracle, … as a reference policy.")
    ] = "scripted",
    seed: Annotated[int, typer.Option(help="Seed of the day.")] = 0,
    url: Annotated[str, typer.Option(help="Play on this environment server instead.")] = "",
    memory: MemoryOption = "world",
    patience: Annotated[
        float, typer.Option(min=0, help="Seconds for which a lost server is waited for.")
    ] = 60.0,
    as_json: JsonFlag = False,
) -> None:
    """Play a simulated day and grade it."""
    from majordomo.play import play_day

    raise typer.Exit(play_day(scenario, policy, seed, url, memory, as_json, patience))


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
) -> None:
    """Serve the environment over HTTP and WebSocket, for any OpenEnv client."""
    from env_adapter.server.app import serve as serve_environment

    serve_environment(host, port)


def card(
    family: Annotated[str, typer.Option(help="Only this family (default: all).")] = "",
    seeds: Annotated[int, typer.Option(min=2, help="Days of each family.")] = 50,
    level: LevelOption = "medium",
    python: Annotated[
        list[str] | None, typer.Option(help="Another Python with pydantic, to compare hashes with.")
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write docs/environment-card.md and .json.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Measure the environment: floor, oracle, policies, cheats, determinism, what days tell."""
    from majordomo.card import show_card

    raise typer.Exit(show_card(family, seeds, level, as_json, write, python or []))
