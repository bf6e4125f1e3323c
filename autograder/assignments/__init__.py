"""The assignments of a checkout: their sources, converted to nbgrader notebooks."""
