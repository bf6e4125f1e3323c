"""What a reader's hands do to a figure on a page: keys, Tab, a finger."""

STATE = "document.querySelector('.steepest-widget').steepest.state"
NAME = (
    "(e => e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent)"
    "(document.activeElement)"
)


def state(visit):
    """The state of the page's first figure."""
    return visit.evaluate(STATE)


def press(visit, key, times=1):
    """Press a key so many times."""
    for _ in range(times):
        visit.keyboard.press(key)


def slider(visit, name):
    """The slider, or the handle on a picture, of exactly this name."""
    return visit.get_by_role("slider", name=name, exact=True)


def tab_names(visit, most=30):
    """The names of the controls that Tab goes through from here, until it leaves the figure."""
    names = []
    for _ in range(most):
        visit.keyboard.press("Tab")
        if not visit.evaluate("!!document.activeElement.closest('.steepest-widget')"):
            break
        names.append(visit.evaluate(NAME).strip())
    return names


def finger(visit):
    """`touch((x, y), (x, y), …)` puts a finger down, moves it from place to place and lifts it."""
    session = visit.context.new_cdp_session(visit.page)

    def send(kind, *points):
        places = [{"x": x, "y": y} for x, y in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    def touch(first, *others):
        send("touchStart", first)
        for place in others:
            send("touchMove", place)
        send("touchEnd")

    return touch
