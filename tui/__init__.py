"""Front ends: they draw the graph's events and pass the person's word on, and own no logic."""
