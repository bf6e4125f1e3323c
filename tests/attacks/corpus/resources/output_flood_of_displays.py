"""Three hundred displays, and one that is updated as often

tries: to fill the graded notebook with pictures and tables
stopped by: all outputs of a cell together are cut at a limit
deserves: all
"""

# %% after setup
from IPython.display import HTML, Image, clear_output, display

handle = display(HTML("x"), display_id=True)
for _ in range(300):
    display(HTML("<b>x</b>" * 10_000), Image(b"\x89PNG" + b"x" * 10_000, format="png"))
    handle.update(HTML("<i>y</i>" * 10_000))
clear_output(wait=True)
display({"application/json": {"x": ["y" * 1000] * 100_000}}, raw=True)
