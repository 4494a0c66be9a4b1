## Gespräche
talk-over = Dieses Formular ist beendet.
talk-cancelled = Abgebrochen. Es wurde nichts geändert.
talk-continue = Sie waren gerade bei etwas: { $title }.

offer-title = Ihr Angebot
offer-about = { $product }, Listenpreis { $price } { $unit }
offer-last = Letztes Angebot Nr. { $number } im Geschäft { $code }: insgesamt { $total }
offer-ask-quantity = Welche Menge?
offer-ask-quantity-label = Menge
offer-ask-price = Welchen Preis je Einheit bieten Sie?
offer-ask-price-label = Stückpreis
offer-ask-freight = Was kostet die Fracht zusätzlich, insgesamt?
offer-ask-freight-label = Fracht
offer-no-freight = Nichts zusätzlich
offer-ask-incoterm = Zu welcher Lieferbedingung (Incoterms 2020)?
offer-ask-incoterm-label = Incoterm
offer-ask-place = Welcher Ort gehört dazu?
offer-ask-place-label = Ort
offer-ask-lead = In wie vielen Tagen ist zu versenden?
offer-ask-lead-label = Lieferzeit in Tagen
offer-ask-valid = Wie lange gilt Ihr Angebot?
offer-ask-valid-label = Gültig
valid-24h = 24 Stunden
valid-72h = 3 Tage
valid-7d = 7 Tage
offer-ask-notes = Möchten Sie etwas hinzufügen?
offer-ask-notes-label = Bemerkungen

sign-title = Lesen & unterschreiben
sign-hash = Fingerabdruck genau dieses Textes (SHA-256, gekürzt): { $hash }…
papers-hash = Fingerabdruck genau dieses Textes (SHA-256): { $hash }
sign-ask-name = Geben Sie Ihren vollen amtlichen Namen ein.
sign-ask-name-label = Amtlicher Name

ship-title = Versenden
ship-ask-carrier = Mit welchem Spediteur?
ship-ask-carrier-label = Spediteur
ship-ask-tracking = Wie lautet die Sendungsnummer?
ship-ask-tracking-label = Sendungsnummer
ship-ask-quantity = Welche Menge ist in dieser Sendung?
ship-ask-quantity-label = Menge

cancel-title = Um Stornierung bitten
cancel-ask-reason = Warum? Die andere Seite liest das.
cancel-ask-reason-label = Grund

extension-title = Um mehr Zeit bitten
extension-ask-days = Wie viele Tage brauchen Sie noch?
extension-ask-days-label = Tage
extension-ask-reason = Warum? Der Käufer liest das.
extension-ask-reason-label = Grund

dispute-title = Streitfall eröffnen
dispute-ask-reason = Was stimmt nicht?
dispute-early = Bis { $at } hat der Verkäufer noch Zeit zu versenden. Vorher, und solange nichts angekommen ist, ist nur Betrug ein Grund.
dispute-ask-reason-label = Grund
dispute-ask-statement = Beschreiben Sie es so, dass ein Moderator es versteht: mindestens 100 Zeichen, oder wenige Worte und ein Foto oder Dokument.
dispute-ask-statement-label = Darstellung

answer-title = Antwort im Streitfall
answer-ask-statement = Was sagen Sie dazu?
answer-ask-statement-label = Antwort

ruling-title = Fall entscheiden
ruling-ask-outcome = Wie entscheiden Sie?
ruling-ask-outcome-label = Entscheidung
ruling-ask-refund = Wie viel geht an den Käufer zurück? Ein Betrag oder ein Prozentsatz.
ruling-ask-refund-label = Zurück an den Käufer
ruling-ask-resolution = Begründen Sie es. Beide Seiten lesen das.
ruling-ask-resolution-label = Begründung

register-title = Dem Markt beitreten
register-ask-name = Wie heißen Sie?
register-ask-name-label = Name
register-ask-company = Für welches Unternehmen handeln Sie?
register-ask-company-label = Unternehmen
register-ask-address = Wie lautet Ihre Lieferadresse?
register-ask-address-label = Lieferadresse
register-ask-currency = In welcher Währung handeln Sie meistens?
register-ask-currency-label = Währung

address-title = Lieferadresse

sell-title = Etwas verkaufen
sell-ask-name = Was verkaufen Sie? Eine Zeile.
sell-ask-name-label = Name
sell-ask-category = In welcher Kategorie?
sell-ask-category-label = Kategorie
sell-ask-unit = In welcher Einheit wird gezählt?
sell-ask-unit-label = Einheit
sell-ask-currency = In welcher Währung ist der Preis?
sell-ask-currency-label = Währung
sell-ask-price = Was kostet eine Einheit?
sell-ask-price-label = Preis
sell-ask-minimum = Was ist die kleinste Bestellmenge?
sell-ask-minimum-label = Mindestbestellmenge
sell-ask-stock = Welche Menge ist auf Lager?
sell-ask-stock-label = Lagerbestand
sell-ask-description = Beschreiben Sie es in ein paar Sätzen.
sell-ask-description-label = Beschreibung
restock-title = Bestand ändern

message-title = Der Gegenseite schreiben
message-ask = Was möchten Sie sagen? Ihr Konto bleibt verborgen.
message-ask-label = Nachricht

evidence-title = Beweise hinzufügen
evidence-ask-statement = Was zeigt, dass Sie recht haben?
evidence-ask-statement-label = Beweise

settlement-title = Vergleich vorschlagen
settlement-ask-amount = Wie viel vom gehaltenen Geld geht an den Käufer zurück? Ein Betrag oder ein Prozentsatz; der Rest geht an den Verkäufer.
settlement-ask-amount-label = Zurück an den Käufer

return-title = Ware zurücksenden
return-ask-tracking = Wie lautet die Sendungsnummer der Rücksendung?
return-ask-tracking-label = Sendungsnummer

appeal-title = Einspruch einlegen
appeal-ask-statement = Was ist neu? Ein anderer Moderator liest das (mindestens 20 Zeichen).
appeal-ask-statement-label = Neue Beweise

freeze-title = Geschäft anhalten
freeze-ask-reason = Warum? Das kommt in die Akte.
freeze-ask-reason-label = Grund
talk-review-again = Das Geschäft hat sich inzwischen geändert. Es wurde nichts gesendet: Bitte noch einmal ansehen und dann senden.
