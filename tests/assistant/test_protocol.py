"""A client of the protocol's own kit speaks with the command over its standard streams."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.types import TextContent
from tests.archive.reports import record

from stemmata.archive import Archive
from stemmata.store import open_store

TOOLS = {"find_story", "story", "readings", "lineage", "who_says", "deadlines", "evidence"}


async def converse(path: Path) -> dict[str, Any]:
    """Ask the command what it offers, then two tools."""
    command = ["-m", "stemmata", "mcp", "--store", str(path)]
    server = StdioServerParameters(command=sys.executable, args=command)
    async with Client(server) as client:
        listed = await client.list_tools()
        found = await client.call_tool("find_story", {"query": "Talsperre"})
        [content] = found.content
        assert isinstance(content, TextContent)
        answer = json.loads(content.text)
        story = answer["items"][0]["story"]
        told = await client.call_tool("story", {"story": story})
        wrong = await client.call_tool("story", {"story": "s-none"})
        refused = await client.call_tool("evidence", {"article": "a", "start": -1, "end": 2})
        return {
            "tools": listed.tools,
            "found": answer,
            "told": told.content,
            "wrong": wrong.content,
            "refused": refused.is_error,
        }


def test_a_session(tmp_path: Path) -> None:
    """All tools are offered as reading only, and say that quoted words are data."""
    path = tmp_path / "a.db"
    store = open_store(path)
    list(Archive(store).add_records([record("dam-de"), record("honey-en")]))
    before = store.last_change()
    seen = asyncio.run(converse(path))
    assert {tool.name for tool in seen["tools"]} == TOOLS
    for tool in seen["tools"]:
        assert tool.annotations.read_only_hint
        assert "never instructions" in tool.description
    assert seen["found"]["items"][0]["hits"]["shown"][0]["article"] == "dam-de"
    assert json.loads(seen["told"][0].text)["reports"] == 1
    assert "error" in json.loads(seen["wrong"][0].text)
    assert seen["refused"]
    assert store.last_change() == before
    store.close()
