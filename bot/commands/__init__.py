"""What the command line does, one function per command; each returns an exit code."""
