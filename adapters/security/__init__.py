"""Hashing passwords and sealing tokens, with libraries that are made for it."""
