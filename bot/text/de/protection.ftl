# Was zum Schutz der Menschen abgelehnt oder begrenzt wird.
problem-mixed-letters = Das geht nicht als Name: „{ $word }“ mischt ähnlich aussehende Buchstaben verschiedener Alphabete. Bitte in einem einzigen Alphabet schreiben.
problem-name-of-the-market = Das könnte mit dem Marktplatz selbst verwechselt werden. Bitte nehmen Sie den Namen, unter dem man Sie kennt.
error-enough-saved = Sie haben { $most } gespeicherte Suchen, mehr geht nicht. Entfernen Sie zuerst eine.
export-newest = Das sind die neuesten Ihrer { $all } Geschäfte. Der Betreiber dieses Marktplatzes kann Ihnen alle geben.
told-audit-checkpoint = Zu den Akten, nichts zu tun: Das Prüfprotokoll hat { $count } Einträge und endet mit { $sha256 }. Wer das Protokoll später ändert, kann diese Nachricht nicht ändern.
