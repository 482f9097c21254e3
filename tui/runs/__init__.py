"""Run folders as the terminal reads them: files only, no trainer, no torch, no Textual.

Separate from the screen, because `majordomo runs` tells the same without one.
"""
