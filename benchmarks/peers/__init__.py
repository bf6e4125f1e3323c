"""The widgets' figures as a notebook's author would draw them: matplotlib and `interact`.

One module a widget: `draw(**controls)` draws with pyplot; `CONTROLS` is what `interact` gets, and
its first entry is the one that is moved. `WIDGET` makes our figure, `SLIDER` is the accessible name
of the slider that is moved in it, and `PLAYS` says whether it has a Play button.
"""
