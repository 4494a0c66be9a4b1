typed-case = caso
queue-held = { $held } retenidos
queue-escalated = espera demasiado
