"""`python -m memory.starter`: writes the vectors of the bundled examples anew."""

import numpy as np

from memory.embedder import MiniLmEmbedder
from memory.starter import Starter


def main() -> None:
    """Write the vectors of these texts, and remove those of earlier ones."""
    starter = Starter()
    file = starter.vector_file
    vectors = MiniLmEmbedder().embed([episode.text for episode in starter.episodes])
    for old in file.parent.glob("vectors-*.npy"):
        old.unlink()
    # Half precision moves a cosine by less than 0.001 and halves the file.
    np.save(file, vectors.astype(np.float16), allow_pickle=False)


main()
