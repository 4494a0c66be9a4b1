# What moderators are told of each side of a case.
record = الطلبات: { $orders } · المتنازع فيها: { $cases } ({ $percent }٪) · معنا منذ: { $age }
