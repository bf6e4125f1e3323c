"""What every widget of the course shares: its traits, and how it shows where no kernel runs."""

import inspect
import json
import re
import sys
import textwrap
from contextlib import contextmanager
from functools import cache
from html import escape
from pathlib import Path
from typing import ClassVar

import anywidget
import traitlets

from steepest.widgets.table import Table, described

HERE = Path(__file__).parent

# Said below a picture that no script has brought to life; print has it without.
_WHY = (
    '<p class="stp-why">This is a still picture. The live figure needs JavaScript, and in '
    "JupyterLab the package <code>anywidget</code> where JupyterLab itself is installed.</p>"
)

# What anywidget loads for each figure. A page never lets go of a module, and anywidget makes one
# of each figure anew: so this is small, and the figure's own script, the same for all figures of
# a kind, becomes a module once a page.
_LOADER = """
const KEPT = Symbol.for("steepest: scripts");
async function script(code) {
  const kept = (globalThis[KEPT] ??= new Map());
  if (!kept.has(code)) {
    const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    kept.set(code, import(/* webpackIgnore: true */ /* @vite-ignore */ address));
  }
  return (await kept.get(code)).default;
}
export default {
  async render(given) {
    return (await script(given.model.get("_code"))).render(given);
  },
};
"""

# By the kind of a trait: traitlets' type, and Python's, for the signature. All others are lists.
TYPES = {
    "float": (traitlets.Float, float),
    "int": (traitlets.Int, int),
    "bool": (traitlets.Bool, bool),
    "choice": (traitlets.Unicode, str),
    "dict": (traitlets.Dict, dict),
}


class _FromTable(type(anywidget.AnyWidget)):
    """Gives the class in NAME.py the traits, signature and docstring that NAME.json tells."""

    def __new__(cls, class_name, bases, namespace):
        # traitlets makes a subclass of each figure's own class, when it adds traits to it.
        if bases == (anywidget.AnyWidget,) or any(hasattr(base, "data") for base in bases):
            return super().__new__(cls, class_name, bases, namespace)
        name = namespace["__module__"].rpartition(".")[2]
        data = json.loads(_text(f"{name}.json"))
        traits = data["traits"]
        for trait, about in traits.items():
            kind, _ = _types(about)
            namespace[trait] = kind(help=described(data, trait)).tag(sync=True, state=True)
        namespace |= {
            "_name": name,
            "_code": traitlets.Unicode(_text(f"static/{name}.js")).tag(sync=True),
            "_check": traitlets.validate(*traits)(_check),
            "_follow": traitlets.observe(*traits)(_follow),
            "data": data,
            "__signature__": _signature(traits),
            "__doc__": f"{namespace['__doc__'].rstrip()}\n\n{_parameters(data)}",
        }
        made = super().__new__(cls, class_name, bases, namespace)
        made.table = Table(data, made)
        return made


def _types(about):
    return TYPES.get(about.get("type", about["kind"]), (traitlets.List, list))


def _signature(traits):
    """The traits by position or by name; those that a choice brings have no default to show."""
    either = inspect.Parameter.POSITIONAL_OR_KEYWORD
    return inspect.Signature(
        inspect.Parameter(name, either, default=about.get("default"), annotation=_types(about)[1])
        for name, about in traits.items()
    )


def _parameters(data):
    """The part of a docstring that says what each trait is."""
    lines = ["Parameters", "----------"]
    for name, about in data["traits"].items():
        text = textwrap.fill(described(data, name), 88)
        lines += [f"{name} : {_types(about)[1].__name__}", textwrap.indent(text, "    ")]
    return textwrap.indent("\n".join(lines) + "\n", "    ")


def _check(self, proposal):
    return self.table.check(proposal["trait"].name, proposal["value"], self.state())


def _follow(self, change):
    """One trait was set: what it brings along follows it, and what it bounds stays within."""
    if self._given:
        return
    state = self.state()
    before = state | {change["name"]: change["old"]}
    after = self.table.whole({change["name"]: change["new"]}, before)
    with self._as_given(), self.hold_trait_notifications():
        for name, value in after.items():
            if value != state[name]:
                setattr(self, name, value)


class Widget(anywidget.AnyWidget, metaclass=_FromTable):
    """A live figure. Its class is in NAME.py, its table of traits in NAME.json beside it.

    The traits are the whole of what the figure shows: JavaScript gets them by name, changes them
    when the reader does, and the site's page has them as JSON. A subclass adds what the table
    can't say: `kinds`, `bounds` and `given` (and says the same in its JavaScript), and its
    `sentence`, where the JSON has none for each of the stills.
    """

    _esm = _LOADER

    # Kinds of traits of its own: `kinds[kind](name, value, state, data)` is the plain value.
    kinds: ClassVar = {}

    # Set while several traits change at once, each as it is given: then none brings another along.
    _given = False

    @staticmethod
    def bounds(state):
        """Bounds that follow from a state, by the names that the table's `high` gives them."""
        return {}

    @staticmethod
    def given(patch, before):
        """What is given of a state, completed; it was `before`, or None at first."""
        return patch

    def __init__(self, *values, **given):
        for name in given:
            if name not in self.data["traits"]:
                names = ", ".join(self.data["traits"])
                raise traitlets.TraitError(f"{type(self).__name__} has no {name!r}; it has {names}")
        given = self.__signature__.bind(*values, **given).arguments
        given = {name: value for name, value in given.items() if value is not None}
        with self._as_given():
            super().__init__(**self.table.whole(given))

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
        return {name: getattr(self, name) for name in self.data["traits"]}

    @classmethod
    def first(cls):
        """The state in which the figure opens."""
        return cls.table.whole({})

    def still(self):
        """The picture that stands where no script runs and in print, as SVG text."""
        return read_still(f"{self._name}.{getattr(self, self.data['still'])}")

    def sentence(self):
        """What the still shows, in a sentence."""
        return self.data["sentences"][getattr(self, self.data["still"])]

    def figure(self):
        """The figure as HTML: state, still picture and sentence, for a script to bring to life."""
        still = self.still().replace(">", f"><style>{_text('stills/still.css')}</style>", 1)
        return self._stub(still, self.sentence())

    def _stub(self, picture, sentence):
        """What a page has of the figure until a script brings it to life, or where none may."""
        state = json.dumps(self.state(), ensure_ascii=False, allow_nan=False)
        return (
            f'<figure class="steepest-widget" data-widget="{self._name}"'
            f' data-state="{escape(state)}">{picture}'
            f"<figcaption>{escape(sentence)}</figcaption>{_WHY}</figure>"
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


@cache
def _text(path):
    return (HERE / path).read_text(encoding="utf-8").strip()
