# Suchen, die in irgendeinem Chat hinter den Namen des Bots getippt werden.
inline-entry = Zum Markt
inline-nothing = Nichts gefunden. Zum Markt
talk-answer-here = Antworten Sie auf diese Nachricht.
button-next-photo = Foto { $number } von { $count }
