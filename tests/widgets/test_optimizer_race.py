"""The race as a Python object: its traits, its errors, and the stub that a page gets."""

import json
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from traitlets import TraitError

from steepest import OptimizerRace

DATA = OptimizerRace.data
RULES, SURFACES = tuple(DATA["rules"]), tuple(DATA["surfaces"])
OWN = {name: about["settings"] for name, about in DATA["surfaces"].items()}


def test_opens_with_three_rules_on_the_ravine_at_the_end_of_the_race():
    race = OptimizerRace()
    assert race.surface == "ravine"
    assert race.rules == ["sgd", "momentum", "adam"]
    assert race.start == DATA["surfaces"]["ravine"]["start"]
    assert race.settings == OWN["ravine"]
    assert (race.steps, race.step) == (200, 200)


def test_takes_each_part_of_its_state():
    race = OptimizerRace(
        surface="saddle", rules=("adam", "sgd"), start=(1, 0.5),
        settings={"adam": {"lr": 0.5}}, steps=50, step=10,
    )  # fmt: skip
    assert race.state() == {
        "surface": "saddle",
        "rules": ["sgd", "adam"],
        "start": [1.0, 0.5],
        "settings": OWN["saddle"] | {"adam": OWN["saddle"]["adam"] | {"lr": 0.5}},
        "steps": 50,
        "step": 10,
    }


def test_one_rule_may_be_given_by_its_name():
    race = OptimizerRace(rules="adam")
    assert race.rules == ["adam"]
    race.rules = "sgd"
    assert race.rules == ["sgd"]


def test_another_surface_brings_its_own_start_and_settings():
    race = OptimizerRace(start=(1, 1), settings={"sgd": {"lr": 0.01}}, steps=80)
    race.surface = "beale"
    assert race.start == DATA["surfaces"]["beale"]["start"]
    assert race.settings == OWN["beale"]
    assert (race.steps, race.step) == (80, 80)


def test_the_page_sends_a_surface_with_its_start():
    race = OptimizerRace()
    race.set_state({"surface": "beale", "start": [2, 1], "settings": {"sgd": {"lr": 0.002}}})
    assert (race.surface, race.start) == ("beale", [2.0, 1.0])
    assert race.settings["sgd"] == {"lr": 0.002}


def test_the_step_follows_the_end_and_stays_within():
    race = OptimizerRace(steps=100)
    race.steps = 300
    assert race.step == 300
    race.step = 20
    race.steps = 150
    assert race.step == 20
    race.steps = 10
    assert race.step == 10


WRONG = [
    ({"surface": "hill"}, "surface is 'hill'; it is one of ravine, rosenbrock, beale, saddle"),
    ({"surface": 3}, "surface is 3"),
    ({"rules": ["adm"]}, "one of rules is 'adm'; it is one of sgd, momentum"),
    ({"rules": "adm"}, "one of rules is 'adm'"),
    ({"rules": 3}, "rules is 3; it is a list of some of sgd, momentum"),
    ({"settings": {"adm": {}}}, "a rule of settings is 'adm'; it is one of sgd"),
    ({"settings": {"adam": {"beta": 0.9}}}, "a constant of adam is 'beta'; it is one of lr, beta1"),
    ({"settings": {"adam": 0.1}}, "settings look like {'adam': {'lr': 0.1}}"),
    ({"settings": [1]}, "settings look like"),
    ({"settings": {"sgd": {"lr": 0}}}, "lr of sgd is 0; it is a number above 0"),
    ({"settings": {"sgd": {"lr": "fast"}}}, "lr of sgd is 'fast'"),
    ({"settings": {"sgd": {"lr": float("nan")}}}, "lr of sgd is nan"),
    ({"settings": {"momentum": {"beta": 1}}}, "beta of momentum is 1; it is a number from 0 to"),
    ({"settings": {"adam": {"eps": 0}}}, "eps of adam is 0"),
    ({"start": (9, 9)}, "start[0] is 9; it is a number from -3 to 3"),
    ({"start": (1, float("nan"))}, "start[1] is nan; it is a number from -2.5 to 2.5"),
    ({"start": 3}, "start is 3; it is a list of 2 numbers, such as [-2.6, 1.1]"),
    ({"start": (1, 2, 3)}, "start is (1, 2, 3); it is a list of 2 numbers"),
    ({"steps": 0}, "steps is 0; it is a whole number from 1 to 1000"),
    ({"steps": 2.5}, "steps is 2.5"),
    ({"steps": 5000}, "steps is 5000"),
    ({"step": 201}, "step is 201; it is a whole number from 0 to 200"),
]


@pytest.mark.parametrize(("given", "said"), WRONG, ids=[str(given) for given, _ in WRONG])
def test_says_what_is_wrong(given, said):
    with pytest.raises(TraitError) as at_birth:
        OptimizerRace(**given)
    assert said in str(at_birth.value)
    ((name, value),) = given.items()
    race = OptimizerRace()
    before = race.state()
    with pytest.raises(TraitError):
        setattr(race, name, value)
    assert race.state() == before


class Stub(HTMLParser):
    """The tags of a stub, and the state that it carries."""

    def __init__(self, text):
        super().__init__()
        self.figure, self.rules, self.caption, self._inside = None, set(), "", ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self._inside = tag
        if tag == "figure":
            self.figure = attributes
        if "data-rule" in attributes:
            self.rules.add(attributes["data-rule"])

    def handle_data(self, data):
        if self._inside == "figcaption":
            self.caption += data


@pytest.mark.parametrize("surface", SURFACES)
def test_stub_carries_state_still_and_sentence(surface):
    race = OptimizerRace(surface=surface, rules=["sgd", "rmsprop"])
    data, metadata = race._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert isinstance(metadata, dict)
    stub = Stub(data["text/html"])
    assert stub.figure["class"] == "steepest-widget"
    assert stub.figure["data-widget"] == "optimizer_race"
    assert json.loads(stub.figure["data-state"]) == race.state()
    assert stub.rules == {"sgd", "rmsprop"}
    assert stub.caption.startswith("SGD and RMSprop over the surface")
    assert "<script" not in data["text/html"]


def test_still_has_every_rule_that_races():
    assert Stub(OptimizerRace(rules=RULES).figure()).rules == set(RULES)
    assert Stub(OptimizerRace(rules=[]).figure()).rules == set()


def test_in_colab_the_html_brings_its_script(monkeypatch):
    race = OptimizerRace()
    monkeypatch.setitem(sys.modules, "google.colab", object())
    data, _ = race._repr_mimebundle_()
    assert set(data) == {"text/html"}
    script = data["text/html"].split("<script>")[1]
    assert script.count("</script") == 1  # nothing in the bundle ends the element early


def test_importing_brings_nothing_heavy():
    code = (
        "import sys; from steepest import OptimizerRace; OptimizerRace();"
        "print([m for m in ('torch', 'sklearn', 'matplotlib', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
