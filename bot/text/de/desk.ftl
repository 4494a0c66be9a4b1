typed-case = fall
queue-held = { $held } gesichert
queue-escalated = wartet zu lange

button-case-file = Fallakte
case-file-title = Fallakte { $code }
case-column-when = Wann
case-column-who = Wer
case-column-what = Was
case-timeline = Alles in zeitlicher Folge
case-words = Im Wortlaut
case-offer = Angebot Nr. { $number }: { $total }
case-message = Nachricht
case-edited = Nachricht geändert
case-deleted = Nachricht an ihrer Quelle gelöscht
case-added-file = Datei: { $name }
case-shipping = Ware
case-who = { $who ->
    [buyer] Käufer
    [seller] Verkäufer
    [moderator] Moderator
    [operator] Betreiber
    [provider] Zahlungsdienst
   *[timer] Automatisch
 }
case-file-sent = Die Fallakte liegt in Ihrem eigenen Chat.
case-file-words = Fallakte { $code }: alles in zeitlicher Folge, dazu ein versiegeltes Paket, das jeder prüfen kann. Bitte vertraulich behandeln.
case-file-name = fall-{ $code }.pdf
case-bundle-name = fall-{ $code }.zip
