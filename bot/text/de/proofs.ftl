# Noch einmal zeigen, wer man ist, bevor Auszahlungen, Entscheidungen und Rollen geändert werden.

proof-title = Sind Sie es?
proof-ask = Geben Sie den Code ein.
proof-ask-label = Code
proof-by-authenticator = Ihre Authenticator-App zeigt sechs Ziffern. Sie gelten einmal.
proof-by-chat = Schreiben Sie in Ihrem anderen Chat ({ $channels }) „login“: Der Code, der dort erscheint, gilt hier einmal.
proof-done =
    { $minutes ->
        [one] Danke. Eine Minute lang können Sie hier Auszahlungen ändern, Fälle entscheiden und Rollen vergeben.
       *[other] Danke. { $minutes } Minuten lang können Sie hier Auszahlungen ändern, Fälle entscheiden und Rollen vergeben.
    }
proof-wrong = Das ist nicht der Code, oder er wurde schon benutzt. Nach fünf falschen warten Sie zehn Minuten.
proof-none = Wer diesen Chat in die Hände bekommt, könnte jeden Knopf darin drücken. Auszahlungen, Entscheidungen und Rollen brauchen deshalb auch einen Code. Richten Sie einmal eine Authenticator-App ein (jede App für Einmalcodes genügt), oder verknüpfen Sie Ihren anderen Chat.
proof-none-here = Das braucht einen Code. Schreiben Sie mir zuerst privat „confirm“ und richten Sie ein, woher Ihre Codes kommen.
proof-not-asked = Auf diesem Markt wird kein Code verlangt. Einen Authenticator können Sie trotzdem einrichten.
button-prove = Bestätigen
button-go-on = Weiter
button-authenticator = Authenticator einrichten
button-authenticator-anew = Anderer Authenticator
authenticator-title = Authenticator
authenticator-words = Lesen Sie das Bild mit Ihrer App für Einmalcodes ein, oder geben Sie dort den Schlüssel von Hand ein (zeitbasiert); dann schreiben Sie hier die sechs Ziffern, die sie zeigt. Bild und Schlüssel verschwinden danach aus diesem Chat; bewahren Sie sie sonst nirgends auf.
authenticator-picture = Der Schlüssel als Bild zum Einlesen
authenticator-key = Schlüssel
authenticator-ask = Welche sechs Ziffern zeigt die App?
authenticator-ask-label = Sechs Ziffern
authenticator-done = Fertig. Von jetzt an frage ich nach einem Code Ihrer App, bevor Auszahlungen, Entscheidungen oder Rollen geändert werden.
secret-was-here = Hier stand der Schlüssel für Ihren Authenticator.
note-authenticator = Für Ihr Konto wurde ein Authenticator eingerichtet. Wenn Sie das nicht waren, schreiben Sie hier „logout“ und melden Sie es sofort dem Betreiber dieses Marktes.
note-authenticator-forgotten = Der Betreiber hat den Authenticator von Ihrem Konto entfernt. Auszahlungen warten 24 Stunden. Schreiben Sie „confirm“, um einen anderen einzurichten.
problem-not-a-code = Das kann kein Code sein. Geben Sie ihn ein, wie er angezeigt wird.
menu-confirm = Zeigen, dass Sie es sind, oder einen Authenticator einrichten
