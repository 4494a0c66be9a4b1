typed-erase = löschen
button-erase = Meine Daten löschen
erase-title = Meine Daten löschen
erase-goes = Ihr Name, Ihre Adresse, Telefonnummer und E-Mail, Ihre Chats, Suchen und unfertigen Antworten werden gelöscht, und der Schlüssel, unter dem sie lagen, wird vernichtet: Auch ältere Kopien sind dann unlesbar.
erase-stays = Was das Gesetz aufzubewahren verlangt, bleibt, auf unseren Karten ohne Ihren Namen: unterschriebene Verträge, Zahlungen und was in Geschäften geschrieben wurde.
erase-final = Das kann niemand rückgängig machen. Ihre Firma wird geschlossen, wenn sonst niemand in ihr ist.
erase-done = Sie sind hier gelöscht. Wer aus diesem Chat schreibt, ist uns fremd.
error-erasure-blocked = { $why ->
    [staff] Wer zum Team gehört, kann nicht gelöscht werden. Bitten Sie zuerst einen Betreiber, Ihnen die Rolle zu nehmen.
   *[deals] Es gibt offene Geschäfte, in denen sonst niemand für Ihre Firma handelt. Beenden Sie diese zuerst.
}
