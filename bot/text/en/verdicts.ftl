# Verdicts: outcome, reason, what of the goods they are about.
fact-verdict = Verdict
fact-first-verdict = Verdict before the appeal
first-verdict-amount = By that, { $amount } goes back to the buyer.
verdict = { $outcome } – { $reason }
verdict-settled = Settled by both sides
verdict-shipment = Shipment { $number }
verdict-shipments = Shipments from no. { $number } on
verdict-unshipped = Not shipped
verdict-line = { $line }: money back for { $back } of { $goods }
verdict-share = money back for { $back } of { $goods }: { $buyer } to the buyer, { $seller } to the seller before commission

outcome-lines = By quantity
outcome-return = Goods go back first
why-not_delivered = Not delivered
why-late = Too late
why-incomplete = Not complete
why-not_as_described = Not as described
why-damaged_in_transit = Damaged in transit
why-as_agreed = Delivered as agreed
why-evidence_missing = Not proved
why-settled = Both sides agree on it
why-fraud = Fraud
why-other = Another reason
why-no_decision = Nobody decided in time
why-returned = The goods are back
why-not_returned = The goods were not sent back

ruling-ask-units = { $line }, { $goods }: for how many does the buyer get the money back? (For “By quantity” only.)
ruling-ask-units-label = { $line }: money back for
ruling-ask-reason = For which reason? Both sides read it in their own language.
ruling-ask-reason-label = Reason
send-back-title = Order a return
send-back-then = First the buyer ships the goods back. When the seller has them, or says nothing in time:

stats-reasons = Why cases ended as they did
case-verdict = { $act }: { $outcome } – { $reason }
