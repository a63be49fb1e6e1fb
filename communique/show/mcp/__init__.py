"""The archive for assistants, read-only: an MCP server whose every answer carries the words it rests on.

`citing.py`: findings as citations. `tools.py`: what can be asked. `server.py`: the protocol, by stdio or HTTP.
"""
