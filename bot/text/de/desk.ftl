typed-case = fall
queue-held = { $held } gesichert
queue-escalated = wartet zu lange
