# Dateien, die Menschen schicken, und Worte zwischen den Seiten eines Geschäfts.

error-file-refused = { $why ->
    [too-large] „{ $name }“ ist größer als 20 MB. Mehr kann ich nicht annehmen.
    [empty] „{ $name }“ ist leer.
    [archive] „{ $name }“ ist ein Archiv. Bitte schicken Sie die Dateien darin einzeln.
    [program] „{ $name }“ ist ein Programm. Programme nehme ich nicht an.
    [heic] „{ $name }“ ist ein Bild im HEIC-Format, das viele Geräte nicht anzeigen können. Bitte schicken Sie es als JPEG.
    [svg] „{ $name }“ ist eine SVG-Zeichnung, und die kann Programme enthalten. Bitte schicken Sie sie als PNG oder PDF.
    [markup] „{ $name }“ ist eine Webseite oder ein Programmtext. Bitte schicken Sie ein PDF davon.
    [active] „{ $name }“ ist ein PDF, das von selbst etwas ausführt. Bitte drucken Sie es in ein einfaches PDF und schicken Sie dieses.
    [two-in-one] Hinter dem Ende von „{ $name }“ ist etwas versteckt. Bitte speichern Sie die Datei neu und schicken Sie diese.
    [too-many-pixels] „{ $name }“ hat mehr als 50 Megapixel. Bitte schicken Sie das Bild kleiner.
    [broken] „{ $name }“ lässt sich nicht öffnen. Vielleicht ist die Datei beschädigt.
    [locked] „{ $name }“ ist mit einem Passwort gesperrt. Bitte speichern Sie die Datei ohne Passwort und senden Sie diese.
    [infected] „{ $name }“ wurde als Schadprogramm erkannt und nicht aufbewahrt.
    [not-fetched] „{ $name }“ konnte nicht geholt werden. Bitte schicken Sie die Datei noch einmal.
    [too-many-today] „{ $name }“ wurde nicht angenommen: Mehr als 20 Dateien am Tag gehen nicht.
    [too-much-today] „{ $name }“ wurde nicht angenommen: Mehr als 200 MB am Tag gehen nicht.
   *[unknown-type] Solche Dateien wie „{ $name }“ nehme ich nicht an. Fotos (JPEG, PNG, WebP), PDF sowie einfacher Text oder CSV sind möglich.
}
error-contacts-not-yet = Das wurde nicht weitergegeben: Es scheint { $found ->
    [phone] eine Telefonnummer
    [mail] eine E-Mail-Adresse
    [link] einen Link
   *[handle] den Namen eines Kontos anderswo
} zu enthalten. Bis das Geld in der geschützten Zahlung liegt, schreiben sich beide Seiten über mich, damit niemand vom Schutz weggelockt wird. Bitte schreiben Sie es ohne. Sobald das Geld verwahrt ist, dürfen Sie austauschen, was Sie möchten.
problem-contacts = Das scheint { $found ->
    [phone] eine Telefonnummer
    [mail] eine E-Mail-Adresse
    [link] einen Link
   *[handle] den Namen eines Kontos anderswo
} zu enthalten. Bis das Geld in der geschützten Zahlung liegt, läuft alles über mich. Bitte schreiben Sie es ohne.
message-passed = An { $to } weitergegeben (Geschäft { $code }).
message-waits = Für { $to } aufgehoben (Geschäft { $code }): Dort ist gerade niemand erreichbar. Es geht hinaus, sobald jemand zurück ist.
message-is-edited = Vom Absender geändert.
message-is-deleted = Vom Absender gelöscht.
message-unscanned = Die Anhänge wurden nicht auf Schadprogramme geprüft. Öffnen Sie nur, was Sie erwarten.
message-undelivered = Ihre Nachricht zum Geschäft { $code } konnte nicht zugestellt werden: Auf der anderen Seite ist niemand erreichbar. Ich hebe sie auf und schicke sie, sobald jemand zurück ist.
messages-title = Nachrichten zum Geschäft { $code }
messages-none = Bisher hat niemand etwas geschrieben.
messages-files = { $count ->
    [one] { $count } Datei
   *[other] { $count } Dateien
}
messages-not-delivered = nicht zugestellt
button-messages = Nachrichten
button-files = Dateien von { $at }
button-older = Ältere
button-newest = Neueste
button-try-again = Noch einmal versuchen
pass-on-title = Für die andere Seite
pass-on-files = { $count ->
    [one] { $count } Datei, noch nicht weitergegeben.
   *[other] { $count } Dateien, noch nicht weitergegeben.
}
pass-on-ask = Für welches Geschäft ist das?
pass-on-ask-label = Geschäft
problem-too-many-files = Höchstens { $most } Dateien gehen zusammen.
button-evidence-files = Dateien zum Streitfall
evidence-files-title = Dateien zum Streitfall im Geschäft { $code }
evidence-files-none = Es wurden keine Dateien vorgelegt.
files-welcome = Fotos und PDF dürfen dabei sein: Schicken Sie sie einfach, bevor Sie zuletzt bestätigen.
files-along = { $count ->
    [one] { $count } Datei ist dabei.
   *[other] { $count } Dateien sind dabei.
}
