"""`majordomo web`: the screen in a browser on this machine, for the one person who started it.

Whoever reaches the page acts as that person, so it is served on loopback alone and below a random
path. What the page is and who is turned away is in `majordomo.web_page`.
"""

import errno
import ipaddress
import shlex
import socket
import sys

from assistant.contract.errors import UserError
from majordomo.options import Options

HOST = "127.0.0.1"
PORT = 8010


def serve_web(options: Options, host: str = HOST, port: int = PORT) -> int:
    """Serve until stopped.

    Raises:
        UserError: the host is not this machine, or the port is taken.
    """
    with listening(host, port) as found:
        # Only here: what is wrong with host or port is said without waiting for a web server.
        from majordomo.web_page import WebPage

        address, number = found.getsockname()[:2]
        WebPage(screen_command(options), address, number).run(found)
    return 0


def screen_command(options: Options) -> str:
    """The shell command of the process that draws the screen, one per open page."""
    command = [sys.executable, "-m", "majordomo", "--screen"]
    for name in ("model", "now"):
        if value := getattr(options, name):
            command += [f"--{name}", value]
    return shlex.join([*command, *["--sample"] * options.sample])


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens on this machine alone; port 0 finds one that is free.

    Raises:
        UserError: the host is not this machine, or the port is taken.
    """
    address = _loopback(host)
    found = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    try:
        # Without it the port of a server that was just stopped stays taken for a minute.
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((address, port))
        found.listen()
    except OSError as error:
        found.close()
        if error.errno == errno.EADDRINUSE:
            raise UserError(
                f"port {port} is taken; name another with --port, or --port 0 for a free one"
            ) from error
        raise UserError(f"cannot listen on {host} port {port}: {error.strerror}") from error
    return found


def _loopback(host: str) -> str:
    """The address of a host that only this machine reaches; a name could mean anything."""
    try:
        address = ipaddress.ip_address(HOST if host == "localhost" else host)
    except ValueError as error:
        raise UserError(f"{host!r} is no address; leave --host out, or name 127.0.0.1") from error
    if not address.is_loopback:
        raise UserError(
            f"{host} can be reached from other machines, and whoever opens the page acts as you; "
            "leave --host out, and from elsewhere use an SSH tunnel"
        )
    return str(address)
