"""Drawings with scripts

tries: to run, or to load something, from within a drawing
stopped by: a drawing is shown as a picture, in which a browser runs and loads nothing
deserves: all
"""

# %% after setup
from IPython.display import HTML, SVG, display

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"
 onload="window.attacked=1" width="9" height="9"><script>window.attacked = 1</script>
<a x:href="javascript:window.attacked=1"><rect width="9" height="9"/></a>
<image x:href="https://attacker.invalid/x.png"/><use x:href="//attacker.invalid/x.svg#a"/>
<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="//attacker.invalid"/></foreignObject>
<animate attributeName="x" onbegin="window.attacked=1"/>
<set attributeName="onmouseover" to="window.attacked=1"/></svg>"""
display(SVG(DRAWING), HTML(DRAWING))
display({"image/svg+xml": "<!DOCTYPE svg [<!ENTITY x 'x'>]>" + DRAWING}, raw=True)
display({"image/svg+xml": "</svg><script>window.attacked = 1</script>"}, raw=True)
display(HTML(DRAWING.replace("svg", "SvG")), HTML("<svg><g/onload=window.attacked=1//<svg>"))
display(HTML("<svg" + " x" * 50_000 + ">" + "<svg" * 20_000))
