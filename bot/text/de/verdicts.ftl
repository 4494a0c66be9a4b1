# Entscheidungen: Ausgang, Grund, um welche Ware es geht.
fact-verdict = Entscheidung
fact-first-verdict = Entscheidung vor dem Einspruch
first-verdict-amount = Danach gehen { $amount } an den Käufer zurück.
verdict = { $outcome } – { $reason }
verdict-settled = Von beiden Seiten beigelegt
verdict-shipment = Sendung { $number }
verdict-shipments = Sendungen ab Nr. { $number }
verdict-unshipped = Nicht versandt
verdict-line = { $line }: Geld zurück für { $back } von { $goods }
verdict-share = Geld zurück für { $back } von { $goods }: { $buyer } an den Käufer, { $seller } an den Verkäufer vor Provision

outcome-lines = Nach Menge
outcome-return = Zuerst geht die Ware zurück
why-not_delivered = Nicht geliefert
why-late = Zu spät
why-incomplete = Unvollständig
why-not_as_described = Nicht wie beschrieben
why-damaged_in_transit = Transportschaden
why-as_agreed = Wie vereinbart geliefert
why-evidence_missing = Nicht belegt
why-settled = Beide Seiten sind sich einig
why-fraud = Betrug
why-other = Anderer Grund
why-no_decision = Niemand hat rechtzeitig entschieden
why-returned = Die Ware ist zurück
why-not_returned = Die Ware wurde nicht zurückgeschickt

ruling-ask-units = { $line }, { $goods }: Für wie viele bekommt der Käufer sein Geld zurück? (Nur bei „Nach Menge“.)
ruling-ask-units-label = { $line }: Geld zurück für
ruling-ask-reason = Aus welchem Grund? Beide Seiten lesen ihn in ihrer Sprache.
ruling-ask-reason-label = Grund
send-back-title = Rücksendung anordnen
send-back-then = Zuerst schickt der Käufer die Ware zurück. Hat der Verkäufer sie, oder sagt er nicht rechtzeitig etwas anderes:

stats-reasons = Warum Fälle so ausgingen
case-verdict = { $act }: { $outcome } – { $reason }
