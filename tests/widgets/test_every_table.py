"""What holds for each widget as a Python object, by its table of traits; and JavaScript agrees."""

import inspect
import json
import re
import subprocess
import sys
from html import unescape

import pytest
from traitlets import TraitError

import steepest

CLASSES = [getattr(steepest, name) for name in steepest._WIDGETS]
EACH = pytest.mark.parametrize("widget", CLASSES, ids=lambda widget: widget.__name__)
NAN = float("nan")


def whole(widget):
    """A state in which every part is given."""
    return widget.data["drives"]["whole"]


@EACH
def test_opens_as_its_table_says(widget):
    figure = widget()
    assert figure.state() == widget.first()
    for name, about in widget.data["traits"].items():
        if "default" in about:
            assert getattr(figure, name) == about["default"]
    json.dumps(figure.state(), allow_nan=False)


@EACH
def test_every_part_is_documented(widget):
    assert list(inspect.signature(widget).parameters) == list(widget.first())
    for name, trait in widget().traits(state=True).items():
        assert trait.help.startswith(widget.data["traits"][name]["help"])
        assert f"\n    {name} : " in widget.__doc__


@EACH
def test_takes_each_part_of_its_state(widget):
    """At birth, by position, one after the other, and as the page sends it."""
    given = whole(widget)
    assert given.keys() == widget.first().keys()
    assert widget(**given).state() == given
    assert widget(*given.values()).state() == given
    figure = widget()
    for name, value in given.items():
        setattr(figure, name, value)
    assert figure.state() == given
    figure.set_state(widget.first())
    assert figure.state() == widget.first()
    assert widget(**dict.fromkeys(given)).state() == widget.first()  # None: as it is without


@EACH
def test_two_figures_share_nothing(widget):
    one, other = widget(), widget()
    for value in one.state().values():
        if isinstance(value, list | dict):
            value.clear()
    assert other.state() == widget().state() == widget.first()


@EACH
def test_an_unknown_part_is_named(widget):
    names = ", ".join(widget.first())
    with pytest.raises(TraitError, match=f"{widget.__name__} has no 'tresh'; it has {names}"):
        widget(tresh=1)


def wrong_values(widget):
    """For each trait values that it may not have, with what the error says may be given."""
    first = widget.first()
    for name, about in widget.data["traits"].items():
        kind = about["kind"]
        if kind == "bool":
            yield from ((name, value, "it is True or False") for value in (2, "yes"))
        elif kind == "choice":
            names = ", ".join(widget.data[about["of"]])
            yield from ((name, value, f"it is one of {names}") for value in ("toString", 3))
        elif kind == "choices":
            names = ", ".join(widget.data[about["of"]])
            yield name, 3, f"it is a list of some of {names}"
            yield name, ["toString"], f"it is one of {names}"
        elif kind in ("int", "float"):
            number = "a whole number from" if kind == "int" else "a number from"
            said = "it is one of" if "among" in about else number
            high = widget.table.highest(name, first) or max(about["among"])
            outside = [high + 1, "much", NAN]
            low = about.get("low")
            if low is not None:
                outside.append(low - 1 if not about.get("zero") else -1)
            if kind == "int":
                outside += [high - 0.5, True]
            yield from ((name, value, said) for value in outside)
        elif kind in ("ints", "floats"):
            yield name, "here", f"{name} is 'here'; it is a list of"
            usual = first[name]
            if "most" in about:
                most = about["most"]
                yield name, [0.1] * (most + 1), f"it is a list of at most {most} numbers"
            else:
                yield name, [*usual, 0], f"it is a list of {len(usual)} "
            yield name, [NAN, *usual[1:]], f"{name}[0] is nan; it is a "
            yield name, [-1e6, *usual[1:]], f"{name}[0] is -1000000.0; it is a "


@pytest.mark.parametrize(
    ("widget", "name", "value", "said"),
    [
        pytest.param(widget, *case, id=f"{widget.__name__} {case[0]}={case[1]!r}")
        for widget in CLASSES
        for case in wrong_values(widget)
    ],
)
def test_says_in_one_line_what_is_wrong_and_what_may_be_given(refused, widget, name, value, said):
    refused(widget, said, **{name: value})


@EACH
def test_javascript_makes_the_same_states(called, widget):
    """The first, a whole one, and the same one from nonsense."""
    given, first = whole(widget), widget.first()
    odd = {name: value for name in given for value in [{"what": [3]}]} | {"nonsense": 1}
    asked = [[{}, None], [given, None], [given, first], [odd, given], [odd, None]]
    states = called(widget._name)(*(["state.js", "normalize", pair] for pair in asked))
    assert states == [first, given, given, given, first]


@EACH
def test_stub_carries_state_still_and_sentence(monkeypatch, widget):
    for given in widget.data["drives"]["pages"]:
        figure = widget(**given)
        data, metadata = figure._repr_mimebundle_()
        assert "application/vnd.jupyter.widget-view+json" in data
        assert isinstance(metadata, dict)
        stub = data["text/html"]
        assert f'data-widget="{widget._name}"' in stub
        assert json.loads(unescape(re.search(r'data-state="([^"]*)"', stub)[1])) == figure.state()
        assert "<script" not in stub
        assert not re.search("NaN|Infinity|undefined", stub)
        sentence = re.search("<figcaption>(.*)</figcaption>", stub)[1]
        assert unescape(sentence) == figure.sentence()
        assert len(sentence) > 60
        assert len(re.search(r'role="img" aria-label="([^"]*)"', stub)[1]) > 30
    monkeypatch.setitem(sys.modules, "google.colab", object())
    data, _ = widget()._repr_mimebundle_()
    assert set(data) == {"text/html"}
    script = data["text/html"].split("<script>")[1]
    assert script.count("</script") == 1  # nothing in the bundle ends the element early


def test_importing_brings_nothing_heavy():
    code = (
        "import sys, steepest; [getattr(steepest, name)().figure() for name in steepest._WIDGETS];"
        "print([m for m in ('torch', 'sklearn', 'matplotlib', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
