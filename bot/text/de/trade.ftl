notice-reversal-done = Der Zahlungsdienst hat Geld von Ihrem dortigen Konto zurückgeholt, um zu decken, was Sie nach einer Rückbuchung schuldeten.
notice-reversal-refused = Der Zahlungsdienst konnte das Geld für eine Rückbuchung nicht vom Konto des Verkäufers zurückholen. Es bleibt eine Schuld und wird mit den nächsten Auszahlungen verrechnet.
notice-taken-by-hand = Vorgemerktes Geld wurde beim Zahlungsdienst von Hand eingezogen. Es wartet auf beide Unterschriften oder geht zurück; zu tun ist nichts. Bitte überlassen Sie das Einziehen dem Marktplatz.
notice-payment-set-aside = Es kam eine Zahlung an, die nicht dem Vertrag entspricht. Sie zählt nicht: Was nur vorgemerkt ist, wird sofort freigegeben, um den Rest kümmert sich ein Mensch.
desk-note = { $buyer } und { $seller }: { $state }.
money-kept-back = Vom Anteil des Verkäufers werden { $amount } eine Zeit lang einbehalten, für den Fall von Rückbuchungen.
