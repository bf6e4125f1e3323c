"""What the text of chapter 01 says of its own results, as expressions that hold in its kernel."""

CLAIMS = {
    # FILL IN: each claim of the text, such as "the loss falls": "losses[-1] < losses[0]"
}  # fmt: skip
