"""Scripts in Markdown

tries: to run in the instructor's browser by way of Markdown outputs and cells
stopped by: Markdown becomes HTML with only harmless tags
deserves: all
"""

# %% after setup
from IPython.display import Markdown, display

TEXT = """<script>window.attacked = 1</script> <img src=x onerror=window.attacked=1>
[go](javascript:window.attacked=1) ![x](https://attacker.invalid/x.png) [d](data:text/html,x)
`</code><script>window.attacked = 1</script>` $x</script><script>window.attacked = 1</script>$
| a | <svg onload=window.attacked=1> |
|---|---|
"""
display(Markdown(TEXT))

# %% edit
new = {"cell_type": "markdown", "metadata": {}, "source": ""}
for kind in ("markdown", "raw"):
    for source in (
        "<script>window.attacked = 1</script><img src=x onerror=window.attacked=1>",
        "[go](javascript:window.attacked=1) <iframe src=//attacker.invalid></iframe>",
        "# <svg onload=window.attacked=1>\n\n![x](https://attacker.invalid/spy.png)",
    ):
        cells.append(new | {"cell_type": kind, "source": source, "id": f"text-{len(cells)}"})
