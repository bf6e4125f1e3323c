"""Which students' answers are unusually alike: a place to look, never a proof."""
