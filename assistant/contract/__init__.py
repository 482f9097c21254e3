"""What the graph, the world, the memory and the terminal share: one vocabulary.

Only pydantic and the standard library, so that every package may import it.
"""
