case-has-a-thread = Für den Fall { $code } gibt es einen eigenen Thread: Dort finden Sie ihn.
