# Die Bücher des Zahlungsdienstes gegen unsere, auf der Karte der Moderation.
books-title = Die Bücher des Zahlungsdienstes
books-accept = Geprüft: { $ref }
books-accept-words = Sagen Sie das nur, wenn Sie es selbst geprüft haben, dort und hier. Ein zweiter Betreiber muss dasselbe sagen; dann hält es keine Auszahlungen mehr auf. Aus welchem Grund?
books-accept-words-second = Ein Betreiber hat es geprüft. Haben Sie das auch, hält es keine Auszahlungen mehr auf. Aus welchem Grund?
books-for-own_money = Es ist unser eigenes Geld
books-for-mended = Von Hand in Ordnung gebracht
books-for-theirs = Die Liste des Dienstes ist falsch
books-accepted-by = Geprüft von { $who }. Ein zweiter Betreiber muss dasselbe sagen.
books-accepted-once = Notiert. Ein zweiter Betreiber muss dasselbe sagen.
books-accepted-twice = Von zweien notiert. Die Bücher werden noch einmal verglichen.
books-more = { $count ->
    [one] Eine weitere Stelle: „reconcile“ zeigt alle.
   *[other] { $count } weitere Stellen: „reconcile“ zeigt alle.
}
books-looked = Verglichen: { $at }.
books-look = Jetzt noch einmal vergleichen
books-look-asked = Die Bücher werden verglichen. Das Ergebnis steht dann hier.
mismatch-unknown-movement = Dort bewegt, hier nicht gebucht
mismatch-missing-movement = Hier gebucht, dort nie bewegt
mismatch-wrong-kind = Als etwas anderes gebucht
mismatch-amount-differs = Anderer Betrag
mismatch-fee-differs = Andere Gebühr
mismatch-currency-differs = Andere Währung
mismatch-posted-twice = Hier zweimal gebucht
mismatch-moved-twice = Dort zweimal bewegt
mismatch-without-ref = Ohne Referenz gebucht
mismatch-balance-differs = Salden weichen ab
