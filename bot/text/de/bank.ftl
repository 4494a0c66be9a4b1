# Payment by bank transfer.

bank-receipt = Eine Überweisung wird erwartet
bank-refund = Bitte Geld an einen Käufer zurücküberweisen
bank-payout = Bitte einen Verkäufer bezahlen
bank-amount = Betrag
bank-purpose = Verwendungszweck
bank-payee = An
bank-refund-where = Überweisen Sie auf das Konto, von dem die Zahlung kam.
bank-second = Ein Betreiber hat es bestätigt. Ein zweiter muss dasselbe sagen.
bank-order-done = Bestätigt.
bank-order-failed = Es kam nicht an. Am Geschäft lässt es sich erneut versuchen.
bank-order-closed = Das Geschäft wartet nicht mehr darauf. Kommt das Geld doch, bestätigen Sie es: Es wird zurückgeschickt.
button-bank-arrived = Ist angekommen
button-bank-sent = Ist überwiesen
button-bank-failed = Kam zurück
page-bank = Per Überweisung bezahlen
page-bank-words = Bitte überweisen Sie { $amount } an { $account } mit dem Verwendungszweck { $purpose }. Der Chat meldet es, sobald das Geld da ist.
payout-ask-account = Auf welches Bankkonto werden Sie bezahlt? Die IBAN.
payout-ask-account-label = IBAN
problem-not-an-iban = Das ist keine IBAN: Ein Zeichen ist falsch oder fehlt.
