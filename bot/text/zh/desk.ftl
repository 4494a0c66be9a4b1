typed-case = 案
queue-held = 冻结 { $held }
queue-escalated = 等待过久
