# What moderators are told of each side of a case.
record = 订单：{ $orders } · 有争议：{ $cases }（{ $percent }%）· 注册时长：{ $age }
