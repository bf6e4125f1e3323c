"""In which order a chapter's questions offer their options, on the site and in its notebook alike.

Authors write an option where it comes to mind, and the right one comes second as a rule. So the
order is drawn, from a seed that is the chapter's number: the same in every build. The right ones
are spread over the places.

    draw(5, [(4, 2), (3, 1)])   # two questions of chapter 05, with 4 and 3 options
    # [[3, 0, 2, 1], [1, 2, 0]]: of each question, which option stands first, second, …
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

LETTERS = "ABCDEFGH"
RIGHT = "Right."  # how the reason of the right option begins, in bold


def draw(seed: int, questions: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the order of each question's options; a question is their number and the right one."""
    random = Random(seed)
    places: list[int] = []  # of the right ones: each as often as the others
    orders = []
    for count, right in questions:
        free = [place for place in places if place < count]
        if not free:
            more = list(range(len(LETTERS))[:4])
            random.shuffle(more)
            places += more
            free = [place for place in places if place < count]
        place = free[0]
        places.remove(place)
        order = [option for option in range(count) if option != right]
        random.shuffle(order)
        order.insert(place, right)
        orders.append(order)
    return orders
