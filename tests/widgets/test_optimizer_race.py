"""The race as a Python object: its traits, its errors, and the stub that a page gets."""

import re

import pytest

from steepest import OptimizerRace

DATA = OptimizerRace.data
RULES, SURFACES = tuple(DATA["rules"]), tuple(DATA["surfaces"])
OWN = {name: about["settings"] for name, about in DATA["surfaces"].items()}


def test_settings_that_are_left_out_suit_the_surface():
    race = OptimizerRace("saddle", rules=("adam", "sgd"), settings={"adam": {"lr": 0.5}})
    assert race.rules == ["sgd", "adam"]
    assert race.settings == OWN["saddle"] | {"adam": OWN["saddle"]["adam"] | {"lr": 0.5}}
    assert (race.steps, race.step) == (200, 200)


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
    ({"step": 201}, "step is 201; it is a whole number from 0 to 200"),
]


@pytest.mark.parametrize(("given", "said"), WRONG, ids=[str(given) for given, _ in WRONG])
def test_says_what_is_wrong(refused, given, said):
    refused(OptimizerRace, said, **given)


@pytest.mark.parametrize("surface", SURFACES)
def test_still_has_the_rules_that_race_and_no_other(surface):
    def shown(rules):
        still = OptimizerRace(surface, rules=rules).still()
        return set(re.findall('data-rule="([^"]*)"', still))

    for rules in (["sgd", "rmsprop"], RULES, []):
        assert shown(rules) == set(rules)
    race = OptimizerRace(surface, rules=["sgd", "rmsprop"])
    assert race.sentence().startswith("SGD and RMSprop over the surface")
