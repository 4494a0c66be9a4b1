# What moderators are told of each side of a case.
record = Aufträge: { $orders } · strittig: { $cases } ({ $percent } %) · bei uns seit: { $age }
