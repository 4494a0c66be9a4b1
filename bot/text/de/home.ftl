# News that waited for the morning, or for its bundle.
digest-title = { $count ->
    [one] Es gibt eine Neuigkeit
   *[other] Es gibt { $count } Neuigkeiten
}
digest-message = Die andere Seite hat Ihnen geschrieben.

# One account on both platforms.
link-title = Ein Konto, zwei Chats
link-in-slack = Öffnen Sie innerhalb von zehn Minuten Slack und schreiben Sie: /parley link { $code }
link-in-telegram = Öffnen Sie innerhalb von zehn Minuten den Telegram-Bot und schreiben Sie: /link { $code }
link-code = Code
link-code-hint = Kommen Sie dann hierher zurück: Der andere Chat zeigt einen zweiten Code. Geben Sie keinen davon weiter.
link-is-it-you = { $name } möchte mit diesem Chat ein Konto werden. Haben Sie das gerade selbst begonnen?
link-warning = Wenn nicht, sagen Sie nein: Wer auch immer es war, würde in Ihrem Namen handeln.
link-answer = Gehen Sie jetzt zurück zu { $name } und schreiben Sie: link { $code }
link-never-pass-on = Dieser Code öffnet Ihr Konto. Geben Sie ihn nie weiter, wer auch fragt.
link-asked = { $name } möchte mit diesem Chat ein Konto werden. Wenn Sie das sind, schreiben Sie den dort gezeigten Code: link CODE
link-wrong = Dieser Code ist falsch, benutzt oder zu alt. Nach fünf falschen Codes müssen Sie zehn Minuten warten.
link-done = Erledigt: Beide Chats sind jetzt ein Konto.
link-payouts-wait = Zu Ihrer Sicherheit warten Auszahlungen 24 Stunden.
link-stopped = Angehalten. Nichts wurde verbunden.
link-accounts-title = Ihre Chats
link-this-chat = dieser Chat
link-reached-yes = verbunden
link-reached-no = verbunden, aber für uns gesperrt
link-only-one = Sie können dasselbe Konto in Telegram und Slack benutzen.
link-sure-to-part = { $channel } trennen? Das wird wieder der Chat eines Fremden; Ihre Geschäfte bleiben beim anderen.
link-parted = Getrennt.
button-link = Weiteren Chat verbinden
button-link-yes = Ja, das bin ich
button-link-no = Nein, anhalten
button-unlink = { $channel } trennen
note-linked = { $channel } wurde mit Ihrem Konto verbunden. Waren Sie das nicht, trennen Sie es sofort in den Einstellungen und sagen Sie es einem Moderator. Auszahlungen warten 24 Stunden.
note-unlinked = { $channel } wurde von Ihrem Konto getrennt. Auszahlungen warten 24 Stunden.
error-already-linked = Diese Chats sind schon ein Konto.
error-same-platform = Ein Telegram-Chat wird mit einem Slack-Chat verbunden und umgekehrt. Schreiben Sie den Code auf der anderen Plattform.
error-accounts-both-used = Beide Konten haben eine eigene Firma, eigene Angebote oder Rechte und können nicht eins werden. Verlassen Sie zuerst eines, oder bleiben Sie bei zweien.
error-payout-held = Das lässt sich vor { $at } nicht ändern: Ihre Chats oder Ihr Authenticator wurden gerade geändert.
error-blocked = Diese beiden Firmen handeln nicht miteinander.

# How somebody wants to be spoken to.
settings-title = Einstellungen
settings-language = Sprache
settings-zone = Zeitzone
settings-zone-none = nicht gewählt, Zeiten in UTC
settings-quiet = Ruhezeiten
settings-quiet-none = keine
settings-quiet-hours = { $begin } bis { $end }
settings-digest = Neuigkeiten
settings-told = Nachricht in
settings-told-any = dem Chat, in dem wir Sie erreichen
settings-currency = Beträge auch in
settings-currency-own = nur der Währung des Geschäfts
settings-no-rates = Hier sind keine Wechselkurse hinterlegt; Beträge stehen in der Währung des Geschäfts.
settings-urgent = Geld, Sicherheit und was binnen zwölf Stunden abläuft, melden wir immer sofort.
settings-type-it = Eintippen
settings-ask-zone = Wo sind Sie? Eine Stadt oder ein Abstand wie +3.
settings-ask-zone-label = Zeitzone
settings-ask-quiet = Wann sollen wir still sein? Zum Beispiel 22:00-7:00.
settings-ask-quiet-label = Ruhezeiten
settings-ask-digest = Wie oft möchten Sie hören, was nicht eilt?
settings-ask-told = In welchem Chat sollen wir uns melden?
settings-ask-currency = In welcher Währung sollen Beträge zusätzlich stehen?
digest-never = sofort
digest-hourly = stündlich gebündelt
digest-daily = jeden Morgen gebündelt
problem-unknown-zone = Diesen Ort kenne ich nicht. Versuchen Sie die nächste Großstadt oder einen Abstand wie +3.
problem-not-hours = Bitte zwei Uhrzeiten schreiben, zum Beispiel 22:00-7:00.
button-settings = Einstellungen

# Home: what needs me now.
home-needs-nothing = Nichts wartet auf Sie.
home-needs-you = { $count ->
    [one] Ein Geschäft wartet auf Sie:
   *[other] { $count } Geschäfte warten auf Sie:
}
home-and-more = { $count ->
    [one] Und noch eines, unter Meine Geschäfte.
   *[other] Und { $count } weitere, unter Meine Geschäfte.
}
home-approvals = { $count ->
    [one] Ein Angebot braucht Ihre Freigabe.
   *[other] { $count } Angebote brauchen Ihre Freigabe.
}
home-unanswered = { $count ->
    [one] Eine Nachricht ist noch unbeantwortet.
   *[other] { $count } Nachrichten sind noch unbeantwortet.
}
home-held = { $count ->
    [one] Eine Neuigkeit wartet auf später, wie gewählt.
   *[other] { $count } Neuigkeiten warten auf später, wie gewählt.
}
home-until = · bis { $at }
home-do-accept = Angebot beantworten
home-do-approve = Angebot freigeben
home-do-ask_for_approval = Angebot beantworten
home-do-request_payment = Zahlung anfordern
home-do-pay_again = Noch einmal zahlen
home-do-pay = Zahlen
home-do-sign = Unterschreiben
home-do-ship = Versenden
home-do-received = Empfang bestätigen
home-do-accept_goods = Ware prüfen
home-do-answer_dispute = Streitfall beantworten
home-do-ship_back = Zurücksenden
home-do-confirm_return = Rücksendung bestätigen
home-do-answer = Anfrage beantworten
group-t = Verhandlungen
group-p = Zahlen und unterschreiben
group-g = Ware
group-d = Streitfälle
group-e = Beendet
button-deals-counted = Meine Geschäfte ({ $count })

# The menu, and the words people type.
menu-received = Bestätigen, dass Ware ankam
menu-settings = Zeitzone, Ruhezeiten, wo Sie es erfahren
typed-received = erhalten
typed-pay = zahlen
typed-sign = unterschreiben
typed-settings = einstellungen
typed-link = verbinden
typed-report = melden
typed-block = sperren
