"""nbgrader's gradebook, and the course folder that it belongs to."""
