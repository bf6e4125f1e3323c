"""Runs notebooks in sandboxed forks of a warm process, and has their functions judged."""
