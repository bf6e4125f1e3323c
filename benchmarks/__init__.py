"""Measurements that anyone can repeat. No test depends on them."""
