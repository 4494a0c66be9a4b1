# What moderators are told of each side of a case.
record = Заказы: { $orders } · со спором: { $cases } ({ $percent } %) · у нас: { $age }
