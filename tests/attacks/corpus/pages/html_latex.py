"""Mathematics that is a script

tries: to run in the instructor's browser by what typesets formulas
stopped by: nothing in a formula is HTML, and its links lead nowhere
deserves: all
"""

# %% after setup
from IPython.display import Latex, Math, display

TEXT = r"""\href{javascript:window.attacked=1}{click} \unicode{<img src=x onerror=attacked=1>}
\require{action}\html{<script>attacked=1</script>} \cssId{x}{y} \style{position:fixed}{z}
\class{jp-Cell}{x} </script><script>window.attacked = 1</script> <img src onerror=attacked=1>"""
display(Math(TEXT), Latex(TEXT), Latex("$$" + TEXT + "$$"))
display({"text/latex": "<svg onload=window.attacked=1>"}, raw=True)
