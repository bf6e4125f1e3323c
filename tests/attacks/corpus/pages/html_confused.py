"""HTML that becomes something else when it is read again

tries: to pass the filter as text, and to become a script in the browser
stopped by: what is kept is written anew, with only harmless tags
deserves: all
"""

# %% after setup
from IPython.display import HTML, display

WAYS = [
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 '
    'onerror=window.attacked=1&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=window.attacked=1>">',
    '<svg></p><style><a id="</style><img src=1 onerror=window.attacked=1>">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=window.attacked=1>",
    "<!--><img src=x onerror=window.attacked=1>-->", "<![CDATA[><img src onerror=attacked=1>]]>",
    "<textarea><img title='</textarea><img src onerror=window.attacked=1>'></textarea>",
    "<title><img title='</title><img src onerror=window.attacked=1>'>", "<xmp><script>1</xmp>",
    "<img src=x\x00 onerror\x0c=window.attacked=1>", "<a\x0bhref=javascript:1>go</a>", "</",
    "<style>@import '//attacker.invalid/x.css'; b{}</style><style>:root{--sg:url(//attacker.invalid)}",
    '<svg>x</svg foo="<img src onerror=window.attacked=1>">', "<svg><svg></svg><script>1</script>",
    "</div></div></div></body></html><script>window.attacked = 1</script><!--", "<plaintext>",
]  # fmt: skip
for way in WAYS:
    display(HTML(way))
display(HTML("".join(WAYS)))
