typed-case = дело
queue-held = удержано { $held }
queue-escalated = ждёт слишком долго
