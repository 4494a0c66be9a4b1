# What moderators are told of each side of a case.
record = Pedidos: { $orders } · en disputa: { $cases } ({ $percent } %) · con nosotros: { $age }
