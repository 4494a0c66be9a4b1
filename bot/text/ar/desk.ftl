typed-case = قضية
queue-held = { $held } محجوزة
queue-escalated = تنتظر منذ وقت طويل
