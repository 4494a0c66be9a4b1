"""The look of the sandbox's Stripe pages: one column, readable in light and dark, no script, nothing fetched."""

from __future__ import annotations

from html import escape

from starlette.responses import HTMLResponse

_STYLE = """
:root{color-scheme:light dark;--ink:#1a1f36;--soft:#4f566b;--paper:#fff;--ground:#f6f8fb;--edge:#d5dbe5;
--main:#4b45c6;--main-ink:#fff;--alarm:#a11b2b}
@media(prefers-color-scheme:dark){:root{--ink:#eef1f8;--soft:#b4bccf;--paper:#1c2130;--ground:#12151f;--edge:#3a4258;
--main:#a5a1ff;--main-ink:#14132b;--alarm:#ff9aa6}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.5 system-ui,sans-serif}
main{width:calc(100% - 1.5rem);max-width:27rem;margin:min(6vh,2rem) auto;padding:min(2rem,6vw);background:var(--paper);border:1px solid var(--edge);
border-radius:1rem}
h1{margin:0 0 1rem;font-size:1.25rem}
.amount{margin:0 0 1rem;font-size:2.25rem;font-weight:650;font-variant-numeric:tabular-nums}
.items{margin:0 0 1.5rem;padding:0;list-style:none;color:var(--soft)}
.items li{display:flex;justify-content:space-between;gap:1rem;padding:.5rem 0;border-bottom:1px solid var(--edge)}
.items span:first-child{overflow-wrap:anywhere}
.items span+span{white-space:nowrap}
button,.button{display:block;width:100%;min-height:3rem;margin:.625rem 0;padding:.625rem 1rem;text-align:center;
font:inherit;color:var(--ink);text-decoration:none;background:transparent;border:1px solid var(--soft);
border-radius:.625rem;cursor:pointer}
button.main{color:var(--main-ink);background:var(--main);border-color:var(--main);font-weight:600}
button:focus-visible,.button:focus-visible{outline:3px solid var(--main);outline-offset:2px}
.notice{margin:0 0 1rem;color:var(--soft)}
.alert{color:var(--alarm);font-weight:600}
footer{margin-top:1.5rem;font-size:.875rem;color:var(--soft)}
"""


def page(title: str, body: str, *, status: int = 200) -> HTMLResponse:
    """A whole page; `body` is HTML that the caller has escaped."""
    html = (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{escape(title)} · sandbox</title>"
        f'<meta name=viewport content="width=device-width,initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><main><h1>{escape(title)}</h1>{body}<footer>Sandbox: no real money moves here.</footer></main></body>"
        "</html>"
    )
    return HTMLResponse(html, status_code=status, headers={"Cache-Control": "no-store"})


def notice(text: str, *, alert: bool = False) -> str:
    """A paragraph of plain words; an alert is read out at once by a screen reader."""
    if not text:
        return ""
    kind = 'class="notice alert" role=alert' if alert else "class=notice"
    return f"<p {kind}>{escape(text)}</p>"


def button(name: str, value: str, label: str, *, main: bool = False) -> str:
    kind = "main" if main else "plain"
    return f'<button class={kind} name="{escape(name)}" value="{escape(value)}">{escape(label)}</button>'


def link_button(address: str, label: str) -> str:
    return f'<a class=button href="{escape(address)}">{escape(label)}</a>'
