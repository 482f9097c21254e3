"""The bundled recipes, as TOML."""
