# Nachrichten, die nicht ankamen, und Notizen an die Betreiber.
button-drop = Verwerfen
dead-title = Nachricht, die nicht ankam
dead-about = Worum es geht
dead-for = Für
dead-since = Seit
dead-words = { $count ->
    [one] Es wurde einmal versucht und aufgegeben.
   *[other] Es wurde { $count }-mal versucht und aufgegeben.
 }
dead-is-waiting = Es wird noch einmal versucht.
dead-is-sent = Sie ist angekommen.
dead-is-dropped = Verworfen; niemand erfährt davon.
button-to-operator = Betreiber fragen
operator-title = Betreiber fragen
operator-ask = Was sollen die Betreiber wissen? Nur sie lesen es, und es kommt in die Fallakte.
operator-ask-label = Notiz
operator-asked = Fall { $code }: { $who } bittet um den Betreiber.
operator-alone = Das lesen nur Betreiber. „Abgeben“ macht den Fall frei, damit jemand anders ihn übernimmt.
done-to-operator = Die Betreiber haben Ihre Notiz.
case-to-operator = Notiz an den Betreiber
notice-case-to-operator = Der Moderator dieses Falls hat um den Betreiber gebeten.
