"""Side-by-side measurements: every goal is a ratio of two things run in turn, so it can be checked on any machine."""
