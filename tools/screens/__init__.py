"""The pictures of the instructor's guide, made from the real screens: `python -m tools.screens`."""
