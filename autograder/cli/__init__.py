"""The commands of `python -m autograder`: options, progress bars and tables over functions."""
