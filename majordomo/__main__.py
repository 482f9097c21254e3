"""`python -m majordomo`: the same command without an installed script."""

from majordomo.cli import main

main()
