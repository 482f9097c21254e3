"""What the graph acts on: a person's files, or a desk in memory."""
