"""Types of output that few know

tries: to run in the instructor's browser by types that are not filtered
stopped by: of every output one type is shown that is known and filtered
deserves: all
"""

# %% after setup
from IPython.display import display

EVIL = "<script>window.attacked = 1</script><img src=x onerror=window.attacked=1>"
KINDS = """application/javascript text/javascript text/vnd.mermaid application/pdf text/x-html
application/xhtml+xml application/vnd.jupyter.widget-view+json application/vnd.plotly.v1+json
application/vnd.vega.v5+json application/vnd.bokehjs_exec.v0+json text/rst text/csv image/gif
application/vnd.jupyter.es6-rich-output application/vnd.google.colaboratory.module+javascript"""
for kind in KINDS.split():
    bundle = {"model_id": "x", "version_major": 2} if kind.endswith("json") else EVIL
    display({kind: bundle}, raw=True)
    display({kind: bundle, "text/plain": EVIL}, raw=True)
display({EVIL: EVIL}, raw=True)
display({"text/plain": EVIL, "text/html": [EVIL, EVIL]}, raw=True)
