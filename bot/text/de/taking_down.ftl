# Gemeldete Inserate, die Moderatoren vom Markt nehmen.
button-take-down = Vom Markt nehmen
button-put-back = Wieder einstellen
take-down-ask = Warum wird das Inserat vom Markt genommen? Der Verkäufer erfährt diesen Grund. Laufende Geschäfte gehen weiter.
report-taken-down = Vom Markt genommen: { $reason }
listing-taken-down = Ein Moderator hat dieses Inserat vom Markt genommen: { $reason }. Käufer finden es nicht mehr; laufende Geschäfte gehen weiter.
listing-is-taken-down = vom Markt genommen
taken-down-forbidden = Diese Ware darf hier nicht gehandelt werden
taken-down-misleading = Die Beschreibung führt irre
taken-down-counterfeit = Fälschung oder fremde Marke
taken-down-outside = Führt am geschützten Bezahlen vorbei
taken-down-other = Gegen die Regeln dieses Marktes
listing-note-taken-down = Ein Moderator hat Ihr Inserat „{ $listing }“ vom Markt genommen: { $reason }. Niemand findet es mehr oder kann darauf bieten, und nur die Moderatoren können es wieder einstellen. Laufende Geschäfte gehen weiter.
listing-note-put-back = Ein Moderator hat Ihr Inserat „{ $listing }“ wieder so eingestellt, wie es war.
button-see-listing = Inserat ansehen
error-taken-down = Ein Moderator hat dieses Inserat vom Markt genommen. Nur die Moderatoren können es wieder einstellen.
