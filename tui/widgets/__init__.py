"""What the screens are made of: each widget knows how it looks and which keys it has."""
