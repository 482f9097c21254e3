"""The commands, a module for each group: options in, one call into the package that does the work.

A command imports that package inside its function, so that `--help` stays instant.
"""
