# Verhandeln: Abkürzungen, was sich geändert hat, Verlauf, Entwürfe.
offer-ask-line = Oder alles in einer Zeile, zum Beispiel: 500 Stück zu 4,20 FOB Shenzhen, 3 Wochen. Das füllt die Felder darunter.
offer-ask-line-label = In einer Zeile
offer-ask-payer = Wer bezahlt den Spediteur?
offer-ask-payer-label = Fracht zahlt
offer-ask-tolerance = Wie viel Prozent mehr dürfen zum selben Gesamtbetrag geliefert werden?
offer-ask-tolerance-label = Mengentoleranz, %
offer-ask-parts = Darf die Ware in mehreren Sendungen kommen?
offer-ask-parts-label = Teillieferungen
offer-ask-release = Wird jede Sendung für sich angenommen und bezahlt?
offer-ask-release-label = Zahlung je Sendung
offer-ask-inspection = Wie viele Tage hat der Käufer, um die Ware zu prüfen?
offer-ask-inspection-label = Prüffrist in Tagen
offer-ask-po = Wie lautet die Bestellnummer des Käufers?
offer-ask-po-label = Bestellnummer
freight-payer-buyer = Der Käufer
freight-payer-seller = Der Verkäufer, im Preis enthalten
answer-yes = Ja
answer-no = Nein
hours = { $hours ->
    [one] { $hours } Stunde
   *[other] { $hours } Stunden
}
button-more-terms = Weitere Bedingungen
button-offers = Alle Angebote
button-renew-offer = Noch einmal anbieten
button-repeat = Dasselbe noch einmal bestellen
button-draft = Daraus ein Angebot machen
offer-chip-list = { $goods } zu { $price }
offer-chip-last = Wie beim letzten Mal: { $goods } zu { $price }
offer-chip-less5 = −5 %: { $price }
offer-chip-less10 = −10 %: { $price }
offer-chip-middle = In der Mitte: { $price }
offer-chip-hold = Ihre Bedingungen zu { $price }
offer-changed = Gegenüber Angebot Nr. { $number }:
offer-unchanged = Dieselben Bedingungen wie in Angebot Nr. { $number }.
offer-difference = { $what }: { $before } → { $after }
term-quantity = Menge
term-tolerance_percent = Toleranz
term-unit_price = Stückpreis
term-freight = Fracht
term-freight_payer = Fracht zahlt
term-incoterm = Incoterm
term-place = Ort
term-lead_time_days = Lieferzeit
term-partial_shipments = Teillieferungen
term-partial_release = Zahlung je Sendung
term-inspection_days = Prüffrist
term-po_number = Bestellnummer
term-notes = Anmerkungen
offer-days-left = { $days ->
    [one] Es gilt noch { $days } Tag.
   *[other] Es gilt noch { $days } Tage.
}
offer-hours-left = { $hours ->
    [one] Es gilt noch { $hours } Stunde.
   *[other] Es gilt noch { $hours } Stunden.
}
offer-minutes-left = { $minutes ->
    [one] Es gilt noch { $minutes } Minute.
   *[other] Es gilt noch { $minutes } Minuten.
}
offers-title = Angebote in { $code }: { $product }
offers-number = Nr. { $number }, { $at }
offers-line = { $author }: { $goods } zu { $price }, insgesamt { $total } ({ $status })
offer-status-active = wartet auf Antwort
offer-status-countered = mit Gegenangebot beantwortet
offer-status-accepted = angenommen
offer-status-declined = abgelehnt
offer-status-withdrawn = zurückgezogen
offer-status-expired = abgelaufen
chart-legend = Im Bild sind Kreise die Angebote des Käufers und Quadrate die des Verkäufers: der Preis einer Einheit, Angebot für Angebot.
chart-alt = { $count ->
    [one] Der Preis in { $count } Angebot. Käufer: { $buyer }. Verkäufer: { $seller }.
   *[other] Der Preis in { $count } Angeboten. Zuletzt der Käufer: { $buyer }. Zuletzt der Verkäufer: { $seller }.
}
offer-which = In welchem Geschäft? Schreiben Sie zuerst seinen Code, zum Beispiel: angebot CODE 500 Stück zu 4,20
offer-nowhere = Sie haben keine offenen Verhandlungen. Öffnen Sie ein Inserat und bieten Sie dort; die erste Frage nimmt auch eine ganze Zeile mit Bedingungen.
terms-seen = Das sieht nach Bedingungen aus. Angeboten ist damit noch nichts.
menu-offer = Ein Angebot in einer Zeile: Geschäft, dann Bedingungen
typed-offer = angebot
