"""Styles that cover the page

tries: to draw another page over the feedback, with another score and a link of its own
stopped by: only styles that stay in their place and load nothing are kept
deserves: all
"""

# %% after setup
from IPython.display import HTML, display

display(
    HTML("""
<div style="position:fixed;inset:0;z-index:9999;background:white">Score: 100</div>
<div style="background:url(//attacker.invalid/x.png);behavior:url(x);-moz-binding:url(x)">x</div>
<p style="width:expression(attacked=1);color:red;content:url(//attacker.invalid/y.png)">x</p>
<style>body{display:none}@import url(//attacker.invalid/z.css);</style>
<style>:root{--sg-x: url(//attacker.invalid/w.png)}</style><p style="color:var(--sg-x)">x</p>
<font color="red" face="url(//attacker.invalid/f.woff)">x</font>
<div style="width:1px;margin-left:-9999px;font-size:0">x</div>
""")
)
