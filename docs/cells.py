"""Draws the cells of a screen as PNG, with no browser: a fixed-width font and one box per cell."""

import io
from collections.abc import Iterable

from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style

FONT, BOLD = "DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"
FONT_SIZE = 16
CELL = (10, 19)
"""Columns and rows of one cell in pixels: as wide and high as a letter of the font."""

_BASELINE = 15
_COLOURS = 96
"""Colours of the picture: a screen has few, and a palette makes the file a third."""

_Rgb = tuple[int, int, int]


def draw_cells(lines: Iterable[Iterable[Segment]], size: tuple[int, int], back: str) -> bytes:
    """The lines of a screen of `size` columns and rows as PNG; `back` is where nothing is drawn."""
    ground = _rgb(Color.parse(back), (0, 0, 0))
    image = Image.new("RGB", (size[0] * CELL[0], size[1] * CELL[1]), ground)
    pen = ImageDraw.Draw(image)
    fonts = {
        bold: ImageFont.truetype(name, FONT_SIZE) for bold, name in ((False, FONT), (True, BOLD))
    }
    for row, line in enumerate(lines):
        column = 0
        for text, style, control in line:
            if control:
                continue
            colour, behind = _colours(style or Style.null(), ground)
            font = fonts[bool(style and style.bold)]
            for character in text:
                width = cell_len(character)
                left, top = column * CELL[0], row * CELL[1]
                pen.rectangle((left, top, left + width * CELL[0] - 1, top + CELL[1] - 1), behind)
                if character != " ":
                    pen.text((left, top + _BASELINE), character, colour, font, anchor="ls")
                if style and style.underline:
                    pen.line((left, top + 17, left + width * CELL[0] - 1, top + 17), colour)
                column += width
    file = io.BytesIO()
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _colours(style: Style, ground: _Rgb) -> tuple[_Rgb, _Rgb]:
    """The colour of a letter and of what is behind it."""
    behind = _rgb(style.bgcolor, ground)
    colour = _rgb(style.color, (217, 221, 227))
    if style.reverse:
        colour, behind = behind, colour
    if style.dim:
        red, green, blue = (round(0.6 * c + 0.4 * b) for c, b in zip(colour, behind, strict=True))
        colour = red, green, blue
    return colour, behind


def _rgb(colour: Color | None, default: _Rgb) -> _Rgb:
    if colour is None or colour.is_default:
        return default
    red, green, blue = colour.get_truecolor()
    return red, green, blue
