"""The agents' instructions, one file each."""
