"""The figure as a Python object: its traits, its errors, and the stub that a page gets."""

import re

from steepest import Normalization

NORMS, VIEWS = Normalization.data["norms"], Normalization.data["views"]


def test_opens_with_one_batch():
    figure = Normalization()
    assert (figure.view, figure.step) == ("layer", 100)


def test_each_view_has_a_still_and_a_sentence_of_its_own():
    own = {"layer": "strips", "running": "charts", "cells": "cube"}
    for view in VIEWS:
        label = re.search('<svg[^>]* aria-label="([^"]*)"', Normalization(view=view).still())[1]
        assert [name for name, word in own.items() if word in label] == [view]
    assert len({Normalization(view=view).sentence() for view in VIEWS}) == len(VIEWS)


def test_groups_divide_the_channels(refused):
    refused(Normalization, "groups is 4; it is one of 1, 2, 3, 6", groups=4)
    refused(Normalization, "cell[2] is 0.5; it is a whole number from 0 to 3", cell=[0, 0, 0.5])
    channels = Normalization.data["cube"]["channels"]
    groups = Normalization.data["traits"]["groups"]["among"]
    assert groups == [n for n in range(1, channels + 1) if channels % n == 0]


def test_each_norm_has_a_still_of_its_own():
    """As many cells of the slices are in colour as it averages."""
    counts = {}
    for norm in NORMS:
        figure = Normalization(view="cells", norm=norm)
        assert figure.sentence().endswith(f"In colour: {norm} norm.")
        slices = figure.still().split('class="stp-cells"')[1]
        counts[norm] = slices.count("stp-member")
    assert counts == {"batch": 16, "layer": 24, "instance": 4, "group": 12}
