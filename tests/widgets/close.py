"""Plain values that agree, as traces and what JavaScript gives are compared."""

import numpy as np


def close(got, wanted, what="", rtol=1e-9, atol=1e-9):
    """Numbers agree to a tolerance, all else exactly; None in a list of numbers is no number."""
    if isinstance(wanted, dict):
        assert got.keys() >= wanted.keys(), what
        for name, value in wanted.items():
            close(got[name], value, f"{what} {name}", rtol, atol)
    elif isinstance(wanted, str | bool) or wanted is None:
        assert got == wanted, what
    elif isinstance(wanted, list) and any(isinstance(one, dict | list | str) for one in wanted):
        assert len(got) == len(wanted), what
        for one, other in zip(got, wanted, strict=True):
            close(one, other, what, rtol, atol)
    else:
        mine, other = np.array(got, dtype=float), np.array(wanted, dtype=float)
        np.testing.assert_allclose(mine, other, rtol=rtol, atol=atol, err_msg=str(what))
