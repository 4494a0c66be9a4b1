# What moderators are told of each side of a case.
record = Orders: { $orders } · disputed: { $cases } ({ $percent } %) · with us for { $age }
