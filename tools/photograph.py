"""Make the photograph under the boxes of the detection figure. This needs Pillow.

    python -m tools.photograph

It is `flower.jpg` of scikit-learn, cut to 3:2, made smaller and written as WebP into a data URI,
so that a page needs only its script.
"""

import base64
import io
import json
import sys

from PIL import Image
from sklearn.datasets import load_sample_image

from autograder.paths import ROOT
from tools.errors import command, command_line

TARGET = ROOT / "steepest/widgets/src/detection/photograph.json"
CREDIT = (
    "flower.jpg as scikit-learn ships it (sklearn/datasets/images/README.txt): released under a "
    "Creative Commons licence (CC BY 2.0); some rights reserved by danielbuechele, linked to "
    "flickr.com/photos/vultilion. Cut to 3:2 and shrunk here."
)
CUT = (0, 0, 640, 426)
SIZE = (480, 320)
QUALITY = 50


def shrunk():
    """The photograph in the size that the figure shows."""
    whole = Image.fromarray(load_sample_image("flower.jpg"))
    return whole.crop(CUT).resize(SIZE, Image.Resampling.LANCZOS)


@command()
def main(arguments=None):
    """Write it."""
    command_line("tools.photograph", __doc__).parse_args(arguments)
    packed = io.BytesIO()
    shrunk().save(packed, "WEBP", quality=QUALITY, method=6)
    uri = f"data:image/webp;base64,{base64.b64encode(packed.getvalue()).decode()}"
    TARGET.write_text(json.dumps({"credit": CREDIT, "uri": uri}, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
