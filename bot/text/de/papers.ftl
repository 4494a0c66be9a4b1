## Papiere: der Vertrag
paper-page = Seite { $page } von { $pages }
paper-agreement-title = Kaufvertrag { $code }
paper-translation = Übersetzung, nur zum Lesen. Unterschrieben wird, und es gilt, der Text in dieser Sprache: { $language }.
paper-tax-id = Steuernummer: { $id }
paper-terms = Bedingungen des Geschäfts
paper-goods = Ware
paper-partial = Teillieferungen
paper-yes = erlaubt
paper-no = nicht erlaubt
paper-tolerance = Mengentoleranz
paper-po = Bestellnummer
paper-notes = Bemerkungen der Parteien
paper-conditions = Vertragsbestimmungen
paper-clause-binding = Dieser Vertrag bindet, sobald beide Parteien ihn unterschrieben haben. Bis zur zweiten Unterschrift kann jede Partei die eigene zurücknehmen. Vorher wird kein Geld eingezogen.
paper-clause-money = Der Gesamtbetrag wird vom Zahlungsdienstleister des Marktplatzes als { -protection } gehalten. Er wird, abzüglich der Provision des Marktplatzes, an den Verkäufer ausgezahlt, sobald der Käufer die Ware annimmt oder die Prüffrist endet.
paper-clause-early = { $hours ->
    [one] Innerhalb von { $hours } Stunde nach der Bestellung kann der Käufer sie allein ganz stornieren, solange der Verkäufer weder mit der Vorbereitung begonnen noch versandt hat.
   *[other] Innerhalb von { $hours } Stunden nach der Bestellung kann der Käufer sie allein ganz stornieren, solange der Verkäufer weder mit der Vorbereitung begonnen noch versandt hat.
}
paper-clause-inspection = { $days ->
    [one] Der Käufer prüft die Ware innerhalb von { $days } Tag nach der Lieferung und nimmt sie an oder eröffnet einen Streitfall. Schweigen gilt als Annahme.
   *[other] Der Käufer prüft die Ware innerhalb von { $days } Tagen nach der Lieferung und nimmt sie an oder eröffnet einen Streitfall. Schweigen gilt als Annahme.
}
paper-clause-disputes = Im Streitfall bleibt das Geld gehalten, bis die Parteien sich einigen oder ein Moderator des Marktplatzes entscheidet.
paper-clause-form = Die Parteien unterschreiben mit einer einfachen elektronischen Signatur: einem getippten Namen unter genau diesem Text, gebunden an seinen Fingerabdruck. Wo das Gesetz eine andere Form verlangt (etwa Testamente, Familiensachen, Gerichtsschriften, notarielle Urkunden), kann hier nichts vereinbart werden.
paper-clause-language = Es gilt der Text in dieser Sprache: { $language }. Übersetzungen dienen dem Lesen.
paper-clause-keeping = Der Vertrag und die Nachweise seiner Unterschriften werden mindestens zehn Jahre aufbewahrt. Jede Partei kann sie jederzeit ausgeben lassen.
paper-fingerprint = Fingerabdruck des Textes (SHA-256)
paper-fingerprint-words = Derselbe Fingerabdruck stand vor jeder Unterschrift im Chat. Er ändert sich mit jedem Buchstaben des Textes.

## Papiere: der Nachweis
paper-certificate-title = Unterschriftsnachweis { $code }
paper-certificate-intro = Beide Parteien haben den Vertrag { $code } mit einer einfachen elektronischen Signatur unterschrieben. Dieser Nachweis sagt, wie.
paper-signature-of = Unterschrift für { $company } ({ $role })
paper-typed-name = Getippter Name
paper-company = Firma, Rolle
paper-agreement-id = Vertrag, Fassung
paper-text-hash = SHA-256 des Textes
paper-document-hash = SHA-256 des PDF
paper-consent = Einwilligung
paper-shown-at = Text gezeigt
paper-signed-at = Unterschrieben
paper-account = Konto
paper-platform = Plattform, Raum, Person
paper-message = Nachricht (Text in)
paper-event = Ereignis des Drucks
paper-linked = Konto verbunden
paper-address-agent = IP-Adresse, Programm
paper-not-told = nicht mitgeteilt
paper-record = Nachweis, Nummer
paper-record-hash = SHA-256 des Nachweises
paper-previous-hash = SHA-256 davor
paper-seal = Schlüssel, Siegel (Ed25519)
paper-no-ip = Chat-Plattformen teilen einem Bot weder IP-Adresse noch Gerät einer Person mit. An ihrer Stelle stehen oben die Kennungen der Plattform für Raum, Person, Nachricht und Ereignis.
paper-check = Die Siegel kann jeder ohne diesen Marktplatz prüfen, mit dem Beweispaket und den veröffentlichten Schlüsseln: { $command }

## Papiere: das Geld
paper-receipt-title = Quittung { $number }
paper-receipt-intro = Wir haben { $amount } vom Käufer erhalten. Das Geld wird als { -protection } gehalten.
paper-paid-at = Eingegangen
paper-amount = Betrag
paper-payment = Zahlung
paper-provider-ref = Beim Zahlungsdienstleister
paper-held-note = Das Geld wird an den Verkäufer ausgezahlt, sobald der Käufer die Ware annimmt oder die Prüffrist endet; im Streitfall bleibt es gehalten, bis er beigelegt ist.
paper-what = Beschreibung
paper-deal = Geschäft
paper-invoice-title = Rechnung { $number }
paper-invoice-paid = Bezahlt am { $at }; es ist nichts offen.
paper-invoice-note = Vom Marktplatz im Namen des Verkäufers ausgestellt. Die Beträge sind die vereinbarten; Steuern, die der Verkäufer darauf schuldet, stehen hier nur, soweit die Parteien sie vereinbart haben.
paper-release-title = Abrechnung { $number }
paper-release-intro = Das Gehaltene wurde am { $at } so aufgeteilt.
paper-to-seller = An den Verkäufer
paper-to-buyer = Zurück an den Käufer
paper-commission = Provision des Marktplatzes
paper-commission-tax = Steuer auf die Provision
paper-commission-title = Provisionsrechnung { $number }
paper-issued-by = Ausgestellt von
paper-issued-to = Ausgestellt für
paper-commission-line = Provision von { $percent } auf die Ware von Geschäft { $code }
paper-commission-kept = Von der Auszahlung am { $at } einbehalten; es ist nichts offen.

## Papiere im Chat
papers-agreement = Bitte den ganzen Text lesen. Das Dokument enthält denselben Text.
papers-translation = Dasselbe in Ihrer Sprache, nur zum Lesen:
papers-signed = Von beiden unterschrieben. Hier ist der Vertrag { $code } für Ihre Unterlagen, mit dem Nachweis beider Unterschriften.
papers-paid = Die Zahlung für Geschäft { $code } ist da: Quittung und Rechnung.
papers-released-seller = Geschäft { $code } ist ausgezahlt: die Abrechnung und die Rechnung über unsere Provision.
papers-released-buyer = Geschäft { $code } ist abgeschlossen: die Abrechnung.
papers-file-agreement = vertrag-{ $code }.pdf
papers-file-certificate = nachweis-{ $code }.pdf
papers-file-receipt = quittung-{ $code }.pdf
papers-file-invoice = rechnung-{ $code }.pdf
papers-file-release = abrechnung-{ $code }.pdf
papers-file-commission = provision-{ $code }.pdf
papers-file-export = parley-{ $code }.zip
papers-pay-code = Oder diesen Code scannen und auf einem anderen Gerät zahlen.

## Unterschreiben
consent-1 = Ich willige ein, diesen Vertrag elektronisch, mit einer einfachen elektronischen Signatur, für meine Firma zu unterschreiben. Ich habe den Text mit diesem Fingerabdruck gelesen. Ich erhalte eine Ausfertigung und kann sie jederzeit ausgeben lassen.
sign-again-late = Der Text wurde vor mehr als einer Viertelstunde gezeigt. Bitte den Namen noch einmal tippen.
sign-again-changed = Der Text hat sich geändert. Bitte noch einmal lesen und dann den Namen tippen.
act-withdraw_signature = Unterschrift zurücknehmen
confirm-withdraw_signature = Die Unterschrift Ihrer Seite zurücknehmen? Der Vertrag wartet dann wieder auf sie. Was aufgezeichnet ist, bleibt aufgezeichnet.
done-withdraw_signature = Die Unterschrift Ihrer Seite ist zurückgenommen.
notice-signature-withdrawn = Die andere Seite hat ihre Unterschrift zurückgenommen.
error-ceremony-incomplete = Vor dem Unterschreiben müssen Text, Dokument und Einwilligung gezeigt werden. Bitte den Vertrag noch einmal öffnen.
error-press-too-late = Der Text wurde vor zu langer Zeit gezeigt. Bitte den Vertrag noch einmal öffnen.

## Ausgabe
button-export = Meine Papiere ausgeben
export-words = { $deals ->
    [one] Hier ist alles zu { $deals } Geschäft: Vertrag, Unterschriften, Nachrichten, Zahlungen, Papiere.
   *[other] Hier ist alles zu { $deals } Geschäften: Verträge, Unterschriften, Nachrichten, Zahlungen, Papiere.
}
export-none = Ihre Firma hat noch keine Verträge.
