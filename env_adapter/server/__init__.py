"""The environment over HTTP and WebSocket."""
