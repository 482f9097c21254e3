"""A wire that can be cut: a TCP relay before a server, for tests of what a client does then."""

import asyncio
from types import TracebackType
from typing import Self


class Wire:
    """Relays to a port, until told to swallow the next answer or to cut everything."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._writers: set[asyncio.StreamWriter] = set()
        self.connections = 0
        self.is_swallowing = False
        """The next bytes from the server are dropped, and the connection with them."""
        self.is_refusing = False

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._relay, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.close()
        self.cut()

    def cut(self) -> None:
        """Drop every connection without a goodbye."""
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        if self.is_refusing:
            writer.transport.abort()
            return
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._writers |= {writer, there_writer}
        await asyncio.gather(
            self._pump(reader, there_writer),
            self._pump(there_reader, writer, is_answer=True),
            return_exceptions=True,
        )

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, is_answer: bool = False
    ) -> None:
        while data := await reader.read(65536):
            if is_answer and self.is_swallowing:
                self.is_swallowing = False
                self.cut()
                return
            writer.write(data)
            await writer.drain()
        writer.close()
