"""Measurements that anyone can rerun; no test depends on them."""
