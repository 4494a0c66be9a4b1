typed-case = case
queue-held = { $held } held
queue-escalated = waits for too long
