## Waren suchen
button-find = Suchen
button-everything = Alles
button-saved-searches = Gespeicherte Suchen
button-previous = ‹ Zurück
button-filter = Filter
button-save-search = Speichern, Neues melden
button-stop-alerts = Nichts mehr melden
button-show-all = Alle zeigen
button-forget-search = { $number } vergessen
button-share = Teilen
everything-title = Alle Angebote
search-title-in = „{ $words }“ in { $category }
search-corrected = Genau dazu gibt es nichts. Das sind die Ergebnisse für „{ $words }“.
search-saved = Gespeichert. Ich melde mich, wenn etwas Neues passt, höchstens einmal in der Stunde.
search-hushed = Zu dieser Suche melde ich nichts mehr. Sie bleibt gespeichert.
filter-title = Filter
filter-none = Kein Filter ist gesetzt.
filter-hint = Ein Druck genügt. Man kann es auch schreiben, zum Beispiel: browse Stahl bis 50, mindestens 10, aus Deutschland
filter-price-between = { $low } bis { $high }
filter-price-up-to = bis { $high }
filter-price-from = ab { $low }
filter-min-order = Mindestmenge bis { $number }
filter-ships-from = aus { $place }
filter-any-price = Jeder Preis
filter-any-minimum = Jede Mindestmenge
filter-anywhere = Von überall
find-title = Suchen
find-ask = Was suchen Sie?
find-ask-label = Wörter
saved-title = Gespeicherte Suchen
saved-none = Sie haben noch keine Suche gespeichert. Suchen Sie etwas, und drücken Sie unter den Ergebnissen auf „Speichern“.
saved-tells = meldet Neues
saved-silent = still
alert-news = { $count ->
    [one] Zu einer Ihrer Suchen gibt es etwas Neues.
   *[other] Zu einer Ihrer Suchen gibt es { $count } neue Angebote.
}

## Ein Angebot
fact-ships-from = Versand ab
listing-removed = Dieses Angebot wurde entfernt.
listing-is-removed = Entfernt. Laufende Geschäfte gehen weiter.
listing-is-paused = pausiert
listing-left = noch { $quantity }
button-change-listing = Ändern
button-photo = Neues Foto
button-remove-listing = Entfernen
button-remove-for-good = Ja, entfernen
confirm-remove-listing = Niemand findet dieses Angebot danach noch. Laufende Geschäfte gehen weiter wie vereinbart.
share-title = Dieses Angebot teilen
share-telegram = Mit dem Knopf verschicken Sie den Link in Telegram. Wer ihn öffnet, sieht das Angebot sofort.
share-slack = In Slack schreiben
button-share-link = Link verschicken
button-open-link = Link öffnen
listing-title = Angebot ändern
button-save = Speichern
photo-title = Neues Foto
photo-ask = Schicken Sie jetzt das Foto. Es ersetzt das bisherige.
photo-ask-label = Foto
sell-photo-taken = Das Foto habe ich.
sell-ask-ships-from = Von wo wird versandt? Ort und Land.
sell-ask-ships-from-label = Versand ab
sell-ask-days = Innerhalb wie vieler Tage nach der Bestellung wird versandt?
sell-ask-days-label = Versand in Tagen

## Produktdateien
button-template = Datei für viele (CSV)
template-title = Viele Angebote auf einmal
template-how = Füllen Sie diese Datei in einer Tabellenkalkulation aus, lassen Sie die erste Zeile stehen, und schicken Sie sie mir als CSV zurück. Bevor etwas geschieht, zeige ich, was sich ändern würde. Dieselbe Artikelnummer noch einmal ändert das Angebot.
upload-being-read = Ich lese die Datei. Die Vorschau kommt gleich.
upload-under-way = Ich übernehme sie. Das Ergebnis kommt gleich.
upload-too-big = Diese Datei ist zu groß. Bitte höchstens 5 MB auf einmal.
upload-unreadable = Diese Datei kann ich nicht mehr lesen. Bitte schicken Sie sie noch einmal.
upload-would = Das würde { $added } Angebote anlegen und { $updated } ändern. Noch ist nichts geschehen.
upload-did = Fertig: { $added } angelegt, { $updated } geändert.
upload-unchanged = { $count ->
    [one] Eine Zeile ist schon so.
   *[other] { $count } Zeilen sind schon so.
}
upload-refused = { $count ->
    [one] Eine Zeile ist nicht brauchbar:
   *[other] { $count } Zeilen sind nicht brauchbar. Die ersten davon:
}
upload-line = Zeile { $number }
button-import = { $count } übernehmen

## Kategorien, für Betreiber
tree-title = Kategorienbaum
tree-below = { $count ->
    [one] Eine Kategorie darunter.
   *[other] { $count } Kategorien darunter.
}
button-add-category = Hier eine anlegen
button-rename = Umbenennen
button-move = Verschieben
button-remove = Entfernen
category-add-title = Neue Kategorie
category-rename-title = Kategorie umbenennen
category-move-title = Kategorie verschieben
category-ask-name = Wie heißt sie?
category-ask-name-label = Name
category-ask-parent = Unter welche?
category-ask-parent-label = Unter
category-top = Ganz oben
category-removed = { $name } ist entfernt.
button-digital = Das sind digitale Güter
button-not-digital = Keine digitalen Güter
category-is-digital = Digitale Güter, auch in allem darunter: In Telegram wird dafür keine Zahlungsseite angeboten.
digital-not-paid-here = Digitale Güter lassen sich nicht aus Telegram bezahlen; dessen Bedingungen erlauben dafür nur die eigenen Sterne. Verbinden Sie in den Einstellungen ein Slack-Konto und zahlen Sie dort; wenn Sie nicht rechtzeitig zahlen, geht nichts verloren.
error-category-in-use = Darin sind noch Angebote oder Kategorien. Verschieben Sie diese zuerst.
problem-duplicate-name = Diesen Namen gibt es hier schon.
problem-inside-itself = Eine Kategorie kann nicht in sich selbst liegen.
problem-not-a-photo = Bitte schicken Sie ein Foto, keine Wörter.
