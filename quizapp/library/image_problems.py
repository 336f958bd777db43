"""What can be wrong with the images of cards."""

from __future__ import annotations

from quizapp.library.wording import Wording, error, warning
from quizapp.messages import N_

IMAGE: dict[str, Wording] = {
    "C203": error(
        N_("The card has an image without a description."),
        N_("Add “alt:” with what the image shows, for those who do not see it."),
    ),
    "C204": error(
        N_("“alt” describes an image, and the card has none."), N_("Add “image:”, or remove “alt:”.")
    ),
    "C205": error(
        N_("The image path “{path}” is absolute, an address or not a path."),
        N_("Give a path from the deck’s folder, such as ../images/map.png; nothing is fetched."),
    ),
    "C206": error(
        N_("“{path}” is not named like an image that is opened here."), N_("Use one of these: {known}.")
    ),
    "C207": error(
        N_("“{path}” is an SVG, which can hold scripts that a browser runs."),
        N_("Export it as a PNG and name that."),
    ),
    "C208": warning(
        N_("The image is too large: {size} bytes, where {limit} are allowed. Only its description is shown."),
        N_("Save it smaller."),
    ),
    "C209": warning(
        N_("The image “{path}” does not exist. Only its description is shown."),
        N_("Check the path; it is read from the deck’s folder."),
    ),
    "C210": warning(
        N_("The image “{path}” cannot be read: {reason}. Only its description is shown."),
        N_("Check the file and its permissions."),
    ),
    "C211": error(
        N_("“{path}” does not hold the image that its name promises."),
        N_("Save it anew as PNG, JPEG, GIF or WebP."),
    ),
}
