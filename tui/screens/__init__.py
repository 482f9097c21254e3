"""What the person can be looking at: each screen knows what its keys do."""
