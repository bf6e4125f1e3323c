"""What every widget of the course shares: its bundle, and how it shows where no kernel runs."""

import json
import re
import sys
from contextlib import contextmanager
from functools import cache
from html import escape
from pathlib import Path

import anywidget
import traitlets

HERE = Path(__file__).parent


class Widget(anywidget.AnyWidget):
    """A live figure. A subclass sets `_name` and `_esm`, and `still` and `sentence`.

    Its traits tagged `sync=True, state=True` are the whole of what the figure shows: JavaScript
    gets them by name, changes them when the reader does, and the site's page has them as JSON.
    """

    _name = ""

    # Set while several traits change at once, each as it is given: then none brings another along.
    _given = False

    @contextmanager
    def _as_given(self):
        self._given = True
        try:
            yield
        finally:
            self._given = False

    def set_state(self, sync_data):
        """Take what the page sends."""
        with self._as_given():
            super().set_state(sync_data)

    def state(self):
        """The figure's state as plain values, as its page carries it."""
        return {name: getattr(self, name) for name in self.trait_names(state=True)}

    def still(self):
        """The picture that stands where no script runs and in print, as SVG text."""
        raise NotImplementedError

    def sentence(self):
        """What the figure shows, in a sentence."""
        raise NotImplementedError

    def figure(self):
        """The figure as HTML: state, still picture and sentence, for a script to bring to life."""
        state = json.dumps(self.state(), ensure_ascii=False, allow_nan=False)
        still = self.still().replace(">", f"><style>{_text('stills/still.css')}</style>", 1)
        return (
            f'<figure class="steepest-widget" data-widget="{self._name}"'
            f' data-state="{escape(state)}">{still}'
            f"<figcaption>{escape(self.sentence())}</figcaption></figure>"
        )

    def _repr_mimebundle_(self, **kwargs):
        # Colab shows each output in a frame of its own, where the figure brings its script along.
        if "google.colab" in sys.modules:
            script = _text(f"static/{self._name}.site.js")
            return {"text/html": f"{self.figure()}<script>{script}</script>"}, {}
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return {**data, "text/html": self.figure()}, metadata


def without_series(svg, names):
    """A still picture less the series called `names` (its groups marked `data-rule`)."""
    for name in names:
        svg = re.sub(rf'<g [^>]*data-rule="{re.escape(name)}"[^>]*>.*?</g>', "", svg)
    return svg


def read_still(name):
    """The still picture `name`, as made by the build."""
    return _text(f"stills/{name}.svg")


def choose(what, value, allowed):
    """`value` where it is one of `allowed`; else an error that names them."""
    if isinstance(value, str) and value in allowed:
        return value
    raise traitlets.TraitError(f"there is no {what} {value!r}; choose from {', '.join(allowed)}")


@cache
def _text(path):
    return (HERE / path).read_text(encoding="utf-8").strip()
