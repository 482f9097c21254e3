"""Our two themes. Textual's own, the `ansi-*` ones included, are there as well."""

from textual.theme import Theme

DARK = Theme(
    name="majordomo",
    dark=True,
    primary="#7fb0d8",
    secondary="#9aa7b8",
    accent="#e3b062",
    success="#8cc59a",
    warning="#e3b062",
    error="#e88080",
    foreground="#d9dde3",
    background="#14171b",
    surface="#1a1e24",
    panel="#232932",
    variables={
        "footer-background": "#1a1e24",
        "footer-key-foreground": "#e3b062",
        "footer-description-foreground": "#9aa7b8",
        "border": "#3a4453",
        "border-blurred": "#2c343f",
        "scrollbar": "#3a4453",
        "scrollbar-background": "#1a1e24",
        "scrollbar-corner-color": "#1a1e24",
    },
)

LIGHT = Theme(
    name="majordomo-light",
    dark=False,
    primary="#1f5f8f",
    secondary="#5a6675",
    accent="#8a5300",
    success="#2c6e3f",
    warning="#8a5300",
    error="#a32a2a",
    foreground="#20262e",
    background="#f7f6f3",
    surface="#efede8",
    panel="#e4e1da",
    variables={
        "footer-background": "#efede8",
        "footer-key-foreground": "#8a5300",
        "footer-description-foreground": "#4a5563",
        "border": "#b9b4a8",
        "border-blurred": "#d2cec4",
        "scrollbar": "#b9b4a8",
        "scrollbar-background": "#efede8",
        "scrollbar-corner-color": "#efede8",
    },
)

THEMES = (DARK, LIGHT)
